"""Compare this machine's clock with those of the platforms, using the Date header of their answers.

With a wrong clock, messages are wiped too early or too late, Slack's signatures are rejected as expired, and reminders
are posted at the wrong time.
"""

import time
from collections.abc import Callable
from email.utils import parsedate_to_datetime

from adapters.telemetry.clock_skew import CLOCK_SKEW
from adapters.telemetry.health import Health

PART = "clock"


class ClockCheck:
    """Reports the health of the clock once any platform has answered."""

    def __init__(self, health: Health, clock: Callable[[], float] = time.time) -> None:
        """Start without an answer.

        Args:
            health: Receives whether the clock is right.
            clock: Returns the Unix time in seconds.
        """
        self._health = health
        self._clock = clock
        self._dates: dict[str, str] = {}
        self._apart: dict[str, float] = {}

    def compare(self, platform: str, date: str) -> None:
        """Compare the clock with a platform's. `date`: the Date header of an answer received just now."""
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
    """Return by how many seconds the clock is ahead of a Date header; None if the header is invalid.

    `now`: the Unix time in seconds by that clock.
    """
    try:
        return now - parsedate_to_datetime(date).timestamp()
    except ValueError:
        return None


def spoken(apart: float) -> str:
    """Describe such a difference."""
    return f"{abs(apart):.0f} seconds {'ahead' if apart > 0 else 'behind'}"
