"""How often a reminder comes: which local days are days of its rhythm."""

import datetime as dt
from calendar import monthrange
from dataclasses import dataclass

WEEKS = range(1, 5)
"""The intervals in weeks at which a reminder can come."""
LAST = 5
"""The last of the weekdays in a month, which is the fourth or the fifth."""
WHICH = range(1, LAST + 1)
"""Which of the weekdays in a month can be chosen: the first to the fourth, or the last."""
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Weekly:
    """Comes on these days of every week, or of every second, third or fourth.

    Attributes:
        weekdays: The days of the week; 0 is Monday.
        weeks: The interval in weeks, one of `WEEKS`, counted from the week of the schedule's start.
    """

    weekdays: frozenset[int]
    weeks: int = 1

    def includes(self, day: dt.date, start: dt.date) -> bool:
        """Return whether this local day is one of its days, for a schedule that starts on that day."""
        monday = start - dt.timedelta(days=start.weekday())
        in_week = self.weeks in WEEKS and (day - monday).days // _WEEK % self.weeks == 0
        return in_week and day.weekday() in self.weekdays


@dataclass(frozen=True, slots=True)
class Monthly:
    """Comes once a month, such as on its first Monday.

    Attributes:
        which: One of `WHICH`; `LAST` for the last.
        weekday: The day of the week; 0 is Monday.
    """

    which: int
    weekday: int

    def includes(self, day: dt.date, start: dt.date) -> bool:  # noqa: ARG002 - every month counts, wherever it starts
        """Return whether this local day is the one of its month."""
        if day.weekday() != self.weekday:
            return False
        if self.which == LAST:
            return day.day + _WEEK > monthrange(day.year, day.month)[1]
        return (day.day - 1) // _WEEK + 1 == self.which


@dataclass(frozen=True, slots=True)
class Once:
    """Comes on one day, the schedule's start."""

    def includes(self, day: dt.date, start: dt.date) -> bool:
        """Return whether this is the day."""
        return day == start


Rhythm = Weekly | Monthly | Once
