"""Maps rows to reminders."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, Select

from adapters.storage import plan_mapper, reminder_sql
from adapters.storage.reminders import KEPT, Destination, Occurrence, OccurrenceOutcome, Reminder


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
        series=row.series,
        plan=plan_mapper.plan(row._asdict()),
        prompt=row.prompt,
        message=row.message,
        due_at=row.due_at,
        suspended=row.suspended,
        occurrences=tuple(past[:KEPT]),
    )
