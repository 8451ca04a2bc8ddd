"""How many teams a shift may have, computed from the checks a second that were measured."""

from math import floor, log10

TEAM = 10
"""People in a team, each of whom does a check in the same stretch of time."""
STRETCH = 15 * 60
"""Seconds of that stretch."""


def teams(checks: float) -> int:
    """Return for how many teams so many checks a second are enough, rounded down to two digits."""
    exact = checks * STRETCH / TEAM
    unit = 10 ** max(0, floor(log10(exact)) - 1) if exact >= 1 else 1
    return floor(exact / unit) * unit
