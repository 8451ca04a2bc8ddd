"""Benchmarks of the bot, compared with other frameworks."""
