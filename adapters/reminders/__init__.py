"""Reminders: who can set them up, when they are due, and how they are posted; the same on every channel."""
