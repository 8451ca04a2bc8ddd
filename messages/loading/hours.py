"""Read the opening hours of a helpline, and determine whether it is open."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain

from bot.public_holidays import holiday
from messages.loading.toml_reader import TomlReader

ALWAYS = "always"
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""The names of weekdays in the file, Monday first."""
HOLIDAY = "holiday"
"""The name of Dutch public holidays in the file, on any weekday."""
_MIDNIGHT = dt.time()
_TIME = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")


@dataclass(frozen=True, slots=True)
class Period:
    """A period of time on some days.

    Attributes:
        days: Names from `DAYS` and `HOLIDAY`. On a holiday, its weekday doesn't count.
        opens: The local time at which it begins.
        closes: The local time at which it ends; if it isn't after `opens`, it is on the next day. From midnight to
            midnight is the whole day.
    """

    days: frozenset[str]
    opens: dt.time
    closes: dt.time

    def holds(self, local: dt.datetime, free: Callable[[dt.date], bool]) -> bool:
        """Return whether this local time is in the period. `free`: returns whether a day is a public holiday."""
        today, yesterday = local.date(), local.date() - dt.timedelta(days=1)
        late = self.closes <= self.opens
        if self._on(today, free) and self.opens <= local.time() and (late or local.time() < self.closes):
            return True
        return late and self._on(yesterday, free) and local.time() < self.closes

    def _on(self, day: dt.date, free: Callable[[dt.date], bool]) -> bool:
        return (HOLIDAY if free(day) else DAYS[day.weekday()]) in self.days


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """The opening hours of a helpline.

    Attributes:
        periods: The periods in which it is open; None if it always is.
    """

    periods: tuple[Period, ...] | None

    def open_at(self, local: dt.datetime, free: Callable[[dt.date], bool] = holiday) -> bool:
        """Return whether it is open at this local time. `free`: see `Period.holds`."""
        return self.periods is None or any(period.holds(local, free) for period in self.periods)


def read(row: TomlReader) -> OpeningHours | None:
    """Read the `hours` of a helpline: "always", or rows of days and times; return None if they are unknown."""
    given = row.take("hours")
    if given in (None, []):
        return None
    if given == ALWAYS:
        return OpeningHours(None)
    if not isinstance(given, list):
        row.note("bad_hours", "hours")
        return None
    return OpeningHours(tuple(chain.from_iterable(map(_period, row.numbered("hours")))))


def _period(row: TomlReader) -> tuple[Period, ...]:
    days = row.names("days")
    if row.take("days") in (None, []):
        row.note("missing", "days")
    for name in days:
        if name not in (*DAYS, HOLIDAY):
            row.note("no_day", "days", id=name)
    opens, closes = _time(row, "from"), _time(row, "until")
    if opens is not None and opens == closes != _MIDNIGHT:
        row.note("same_time", "until")
    row.close()
    return (Period(frozenset(days), opens, closes),) if days and opens is not None and closes is not None else ()


def _time(row: TomlReader, name: str) -> dt.time | None:
    text = row.line(name)
    found = _TIME.fullmatch(text)
    if text and not found:
        row.note("not_time", name)
    return dt.time(int(found[1]), int(found[2])) if found else None
