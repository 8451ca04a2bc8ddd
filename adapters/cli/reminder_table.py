"""Format reminders as a table to read: each with its places, and per place the next time and recent results."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from zoneinfo import ZoneInfo

from markupsafe import Markup

from adapters.reminders import formatting
from adapters.reminders.series import Series
from adapters.storage.reminders import Destination, Reminder
from messages import calendar
from messages.markup import plain

_INDENT = "    "
_Words = Mapping[str, Markup]


def table(words: _Words, found: Sequence[Series], now: dt.datetime) -> Iterator[str]:
    """Yield the lines, without line breaks. `now`: timezone-aware."""
    if not found:
        yield plain(words["reminder.none"])
        return
    rows = [_cells(place) for series in found for place in series.places]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for series in found:
        schedule = series.plan.schedule
        yield f"{series.name}  {series.plan.check}"
        rhythm = calendar.rhythm(words, schedule, now.astimezone(ZoneInfo(schedule.zone)).date())
        yield f"{_INDENT}{plain(rhythm)}"
        for reminder in series.reminders:
            cells = zip(_cells(reminder.place), widths, strict=True)
            yield _INDENT + "  ".join(cell.ljust(width) for cell, width in cells).rstrip()
            yield from (f"{_INDENT}{_INDENT}{plain(line)}" for line in _state(words, reminder, now) if line)


def _cells(place: Destination) -> tuple[str, str, str]:
    return place.channel, place.chat, place.thread


def _state(words: _Words, reminder: Reminder, now: dt.datetime) -> Iterator[Markup]:
    """Yield the next time, a mark for each recent occurrence, and remarks about those."""
    _, standing, *others = formatting.lines(words, reminder, now)
    yield standing
    yield formatting.marks(words, reminder)
    yield from others
