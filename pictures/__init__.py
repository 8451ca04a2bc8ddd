"""Draws the screens for the pages in `docs/` from what the bot shows, and measures them. Not installed with it."""
