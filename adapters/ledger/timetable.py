"""From what a reminder is to its rows, and back."""

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, Select

from adapters.ledger import occasion
from adapters.ledger.reminder import KEPT, Occurrence, Outcome, Place, Reminder
from bot.schedule import Schedule

_HOUR = 60
_BETWEEN = ","


def columns(check: str, schedule: Schedule) -> dict[str, Any]:
    """Give the columns that tell which check a reminder starts, and when it comes."""
    return {
        "check_id": check,
        "weekdays": sum(1 << day for day in schedule.weekdays),
        "minute": schedule.time.hour * _HOUR + schedule.time.minute,
        "weeks": schedule.weeks,
        "start": schedule.start.toordinal(),
        "zone": schedule.zone,
        "holidays_off": schedule.holidays_off,
        "skips": _BETWEEN.join(day.isoformat() for day in sorted(schedule.skips)),
        "paused_until": schedule.paused_until and schedule.paused_until.toordinal(),
    }


def found(connection: Connection, asked: Select[Any], values: dict[str, Any]) -> tuple[Reminder, ...]:
    """Give the reminders that this statement of `occasion` asks for, in its order."""
    return read(connection, connection.execute(asked, values).all())


def read(connection: Connection, rows: Sequence[Row[Any]]) -> tuple[Reminder, ...]:
    """Give the reminders of these rows, with their occurrences, in the same order."""
    if not rows:
        return ()
    past = connection.execute(occasion.past, {"rows": [row.id for row in rows]})
    occurrences = {number: tuple(group) for number, group in groupby(past, key=lambda row: row.reminder_id)}
    return tuple(reminder(row, occurrences.get(row.id, ())) for row in rows)


def reminder(row: Row[Any], occurrences: Iterable[Row[Any]]) -> Reminder:
    """Give the reminder of this row, and of those of its occurrences, the newest first."""
    past = [Occurrence(old.moment, Outcome(old.outcome)) for old in occurrences]
    return Reminder(
        id=row.id,
        place=Place(row.channel, row.chat, row.thread),
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
        time=dt.time(*divmod(row.minute, _HOUR)),
        weeks=row.weeks,
        start=dt.date.fromordinal(row.start),
        zone=row.zone,
        holidays_off=row.holidays_off,
        skips=frozenset(dt.date.fromisoformat(day) for day in row.skips.split(_BETWEEN) if day),
        paused_until=None if row.paused_until is None else dt.date.fromordinal(row.paused_until),
    )
