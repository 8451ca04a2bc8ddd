"""Prints a whole check on paper, for the people who have to approve it."""
