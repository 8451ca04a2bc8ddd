"""Print a whole check, for the people who have to approve it."""
