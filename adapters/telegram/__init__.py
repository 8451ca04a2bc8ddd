"""Telegram: the check in a private chat, one message that is edited in place and then deleted."""
