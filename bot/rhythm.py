"""The rhythm of a reminder: on which local days it is posted."""

import datetime as dt
from calendar import monthrange
from dataclasses import dataclass

WEEKS = range(1, 5)
"""The possible intervals in weeks."""
LAST = 5
"""The last occurrence of a weekday in a month, the fourth or the fifth."""
WHICH = range(1, LAST + 1)
"""The possible occurrences of a weekday in a month: the first to the fourth, or the last."""
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Weekly:
    """On these days of every week, or of every second, third or fourth week.

    Attributes:
        weekdays: The days of the week; 0 is Monday.
        weeks: The interval in weeks, one of `WEEKS`, counted from the week of the schedule's start.
    """

    weekdays: frozenset[int]
    weeks: int = 1

    def includes(self, day: dt.date, start: dt.date) -> bool:
        """Return whether this local day is one of its days. `start`: the first day of the schedule."""
        monday = start - dt.timedelta(days=start.weekday())
        in_week = self.weeks in WEEKS and (day - monday).days // _WEEK % self.weeks == 0
        return in_week and day.weekday() in self.weekdays


@dataclass(frozen=True, slots=True)
class Monthly:
    """Once a month, such as on the first Monday.

    Attributes:
        which: One of `WHICH`.
        weekday: The day of the week; 0 is Monday.
    """

    which: int
    weekday: int

    def includes(self, day: dt.date, start: dt.date) -> bool:  # noqa: ARG002 - every month counts, whatever the start
        """Return whether this local day is the one in its month."""
        if day.weekday() != self.weekday:
            return False
        if self.which == LAST:
            return day.day + _WEEK > monthrange(day.year, day.month)[1]
        return (day.day - 1) // _WEEK + 1 == self.which


@dataclass(frozen=True, slots=True)
class Once:
    """On a single day, the schedule's start."""

    def includes(self, day: dt.date, start: dt.date) -> bool:
        """Return whether this is the day."""
        return day == start


Rhythm = Weekly | Monthly | Once
