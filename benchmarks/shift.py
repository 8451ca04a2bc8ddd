"""Compute how many teams can start a shift at the same time, from the measured checks per second."""

from math import floor, log10

TEAM = 10
"""People per team, each of whom does a check in the same period."""
STRETCH = 15 * 60
"""The length of that period in seconds."""


def teams(checks: float) -> int:
    """Return for how many teams this many checks per second suffice, rounded down to two significant digits."""
    exact = checks * STRETCH / TEAM
    unit = 10 ** max(0, floor(log10(exact)) - 1) if exact >= 1 else 1
    return floor(exact / unit) * unit
