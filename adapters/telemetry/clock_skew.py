"""The tolerated difference between clocks."""

CLOCK_SKEW = 60.0
"""Seconds that two clocks may differ, or that one may jump. Platforms' signatures are valid for five minutes."""
