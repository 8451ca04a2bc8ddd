"""Benchmarks of the bot, side by side with other frameworks."""
