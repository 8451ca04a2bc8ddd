"""How far apart clocks may be before that counts."""

CLOCK_SKEW = 60.0
"""Seconds that two clocks may be apart, or one is adjusted by. What platforms sign is good for five minutes."""
