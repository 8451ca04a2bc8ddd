"""Telegram, as a channel of the shell."""
