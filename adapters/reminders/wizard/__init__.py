"""Set up reminders with buttons, the same on every channel. Until it is saved, a reminder is a draft in the store."""
