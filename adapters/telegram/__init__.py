"""Telegram: the check is one message in a private chat that is edited in place and then deleted."""
