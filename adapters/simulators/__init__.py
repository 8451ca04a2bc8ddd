"""Simulators of Slack and Telegram on loopback, with the rules of the real platforms."""
