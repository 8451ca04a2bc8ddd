"""Maps reminders to rows, and rows to reminders."""

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, Select

from adapters.storage import reminder_sql
from adapters.storage.reminders import KEPT, Destination, Occurrence, OccurrenceOutcome, Reminder
from bot.schedule import Schedule

_MINUTES_PER_HOUR = 60
_SEPARATOR = ","


def columns(check: str, schedule: Schedule) -> dict[str, Any]:
    """Return the columns for the check that a reminder starts and for when it comes."""
    return {
        "check_id": check,
        "weekdays": sum(1 << day for day in schedule.weekdays),
        "minute": schedule.time.hour * _MINUTES_PER_HOUR + schedule.time.minute,
        "weeks": schedule.weeks,
        "start": schedule.start.toordinal(),
        "zone": schedule.zone,
        "holidays_off": schedule.holidays_off,
        "skips": _SEPARATOR.join(day.isoformat() for day in sorted(schedule.skips)),
        "paused_until": schedule.paused_until and schedule.paused_until.toordinal(),
    }


def fetch(connection: Connection, query: Select[Any], values: dict[str, Any]) -> tuple[Reminder, ...]:
    """Return the reminders that this query of `reminder_sql` selects, in its order."""
    return from_rows(connection, connection.execute(query, values).all())


def from_rows(connection: Connection, rows: Sequence[Row[Any]]) -> tuple[Reminder, ...]:
    """Return the reminders in these rows with their occurrences, in the same order."""
    if not rows:
        return ()
    past = connection.execute(reminder_sql.past, {"rows": [row.id for row in rows]})
    occurrences = {number: tuple(group) for number, group in groupby(past, key=lambda row: row.reminder_id)}
    return tuple(from_row(row, occurrences.get(row.id, ())) for row in rows)


def from_row(row: Row[Any], occurrences: Iterable[Row[Any]]) -> Reminder:
    """Return the reminder in this row.

    Args:
        row: A row of the table of reminders.
        occurrences: Its rows in the table of occurrences, newest first.
    """
    past = [Occurrence(old.moment, OccurrenceOutcome(old.outcome), old.why or "") for old in occurrences]
    return Reminder(
        id=row.id,
        place=Destination(row.channel, row.chat, row.thread),
        check=row.check_id,
        schedule=_schedule(row),
        prompt=row.prompt,
        message=row.message,
        due_at=row.due_at,
        suspended=row.suspended,
        occurrences=tuple(past[:KEPT]),
    )


def _schedule(row: Row[Any]) -> Schedule:
    return Schedule(
        weekdays=frozenset(day for day in range(7) if row.weekdays >> day & 1),
        time=dt.time(*divmod(row.minute, _MINUTES_PER_HOUR)),
        weeks=row.weeks,
        start=dt.date.fromordinal(row.start),
        zone=row.zone,
        holidays_off=row.holidays_off,
        skips=frozenset(dt.date.fromisoformat(day) for day in row.skips.split(_SEPARATOR) if day),
        paused_until=None if row.paused_until is None else dt.date.fromordinal(row.paused_until),
    )
