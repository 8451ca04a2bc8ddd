"""Sets reminders up with buttons, the same on every channel; what isn't saved yet is a draft in the store."""
