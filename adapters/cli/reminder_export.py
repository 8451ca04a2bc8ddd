"""Export reminders for other programs, as JSON or CSV (RFC 4180). Times are ISO 8601 in UTC.

A reminder in several places is exported once per place, as each has its own next time and results; those that belong
together have the same `series`.
"""

import csv
import datetime as dt
import io
import json
from collections.abc import Sequence
from typing import Any

from adapters.storage.reminders import Occurrence, Reminder
from bot.rhythm import Monthly, Once, Rhythm, Weekly

COLUMNS = (
    "series", "id", "channel", "chat", "thread", "check", "rhythm", "weekdays", "weeks", "which", "times", "zone",
    "start", "holidays_off", "skips", "skipped", "paused_until", "without", "suspended", "next", "latest",
)  # fmt: skip


def as_json(found: Sequence[Reminder]) -> str:
    """Return the reminders as a JSON array of objects."""
    return json.dumps([_object(reminder) for reminder in found], indent=2, ensure_ascii=False) + "\n"


def as_csv(found: Sequence[Reminder]) -> str:
    """Return a header and a row per reminder and place; a list is one cell."""
    written = io.StringIO(newline="")
    rows = csv.writer(written)
    rows.writerow(COLUMNS)
    rows.writerows([_cell(value) for value in _object(reminder).values()] for reminder in found)
    return written.getvalue()


def _object(reminder: Reminder) -> dict[str, Any]:
    place, plan, schedule = reminder.place, reminder.plan, reminder.schedule
    values = (
        reminder.series,
        reminder.id,
        place.channel,
        place.chat,
        place.thread or None,
        plan.check,
        *_rhythm(schedule.rhythm),
        [f"{time:%H:%M}" for time in sorted(schedule.times)],
        schedule.zone,
        schedule.start.isoformat(),
        schedule.holidays_off,
        [day.isoformat() for day in sorted(schedule.skips)],
        [moment.isoformat(timespec="minutes") for moment in sorted(schedule.skipped)],
        schedule.paused_until.isoformat() if schedule.paused_until else None,
        sorted(plan.without),
        reminder.suspended or None,
        _moment(reminder.due_at) if reminder.due_at else None,
        [_latest(one) for one in reminder.occurrences],
    )
    return dict(zip(COLUMNS, values, strict=True))


def _rhythm(rhythm: Rhythm) -> tuple[str, list[int], int | None, int | None]:
    """Return its name, weekdays, interval in weeks, and ordinal within the month."""
    match rhythm:
        case Weekly(weekdays, weeks):
            return "weekly", sorted(weekdays), weeks, None
        case Monthly(which, weekday):
            return "monthly", [weekday], None, which
        case Once():
            return "once", [], None, None


def _latest(occurrence: Occurrence) -> dict[str, object]:
    return {"moment": _moment(occurrence.moment), "outcome": occurrence.outcome, "why": occurrence.why or None}


def _moment(seconds: float) -> str:
    return dt.datetime.fromtimestamp(seconds, dt.UTC).isoformat(timespec="seconds")


def _cell(value: object) -> str:
    """Return a value as one cell: a list's elements separated by spaces, the fields of such an element by slashes."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case list():
            return " ".join(_cell(one) for one in value)
        case dict():
            return "/".join(str(one) for one in value.values() if one)
    return str(value)
