"""Slack: a check is one modal that is updated in place and leaves nothing behind."""
