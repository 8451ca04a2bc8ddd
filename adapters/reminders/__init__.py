"""Reminders: who sets them up, when they come due, and how they are posted; the same on every channel."""
