"""Compares this machine's clock with those of the platforms, by the time that each of their answers has.

A clock that is wrong wipes too late or too early, refuses what Slack has signed, and posts reminders at another time.
"""

import time
from collections.abc import Callable
from email.utils import parsedate_to_datetime

from adapters.telemetry.clock_skew import CLOCK_SKEW
from adapters.telemetry.health import Health

PART = "clock"


class ClockCheck:
    """Reports the health of the clock, once any platform has answered."""

    def __init__(self, health: Health, clock: Callable[[], float] = time.time) -> None:
        """Start without an answer.

        Args:
            health: Told whether the clock is right.
            clock: Returns seconds since 1970.
        """
        self._health = health
        self._clock = clock
        self._dates: dict[str, str] = {}
        self._apart: dict[str, float] = {}

    def compare(self, platform: str, date: str) -> None:
        """Compare the clock with that of a platform. `date`: the Date header of an answer that came just now."""
        apart = difference(date, self._clock())
        if apart is None or self._dates.get(platform) == date:
            return
        self._dates[platform], self._apart[platform] = date, apart
        self._health.register(PART, float("inf"))
        worst, off = max(self._apart.items(), key=lambda known: abs(known[1]))
        if abs(off) <= CLOCK_SKEW:
            self._health.mark_working(PART)
        else:
            self._health.mark_failing(PART, f"{spoken(off)} of {worst}'s")


def difference(date: str, now: float) -> float | None:
    """Return the seconds by which a clock is ahead of a Date header; None if the header has no time.

    `now`: the time by that clock, in seconds since 1970.
    """
    try:
        return now - parsedate_to_datetime(date).timestamp()
    except ValueError:
        return None


def spoken(apart: float) -> str:
    """Return such a difference in words."""
    return f"{abs(apart):.0f} seconds {'ahead' if apart > 0 else 'behind'}"
