"""Slack: the check in one modal that is updated in place and leaves nothing behind."""
