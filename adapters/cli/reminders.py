"""List every reminder, as a table to read or as JSON to keep."""

import asyncio
import datetime as dt
import json
import sys
from collections.abc import Iterator, Sequence
from io import TextIOWrapper
from typing import Any

from adapters.channels import registry
from adapters.cli.database import opened
from adapters.cli.errors import BadInputError
from adapters.cli.setup import configured, known, loaded
from adapters.reminders import formatting
from adapters.storage.reminder_store import ReminderStore
from adapters.storage.reminders import Occurrence, Reminder
from adapters.storage.wipe_store import WipeStore
from messages.content import Content
from messages.markup import plain

COLUMNS = ("id", "channel", "chat", "thread", "check")


def run(locale: str | None, *, as_json: bool) -> int:
    """Print them.

    Args:
        locale: The language of the table; None for the one that is set.
        as_json: Whether they are printed as one list of objects, with times in ISO 8601 and UTC.
    """
    configuration = configured()
    language = locale or configuration.locale
    content = loaded(configuration, language)
    known(language, tuple(content.words), "--locale" if locale else "GROOMINGCHECK_LOCALE")
    if not sys.stdout:
        msg = "the reminders need an output, and it is closed."
        raise BadInputError(msg)
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    found = asyncio.run(_found(configuration.database))
    sys.stdout.write(_exported(found) if as_json else "\n".join(_table(found, content, language)) + "\n")
    return 0


async def _found(database: str) -> tuple[Reminder, ...]:
    async with opened(database) as session:
        return await ReminderStore(session, WipeStore(session, registry.wipeable())).all()


def _exported(found: Sequence[Reminder]) -> str:
    return json.dumps([_object(reminder) for reminder in found], indent=2, ensure_ascii=False) + "\n"


def _object(reminder: Reminder) -> dict[str, Any]:
    schedule = reminder.schedule
    return {
        **_place(reminder),
        "times": [f"{time:%H:%M}" for time in sorted(schedule.times)],
        "zone": schedule.zone,
        "start": schedule.start.isoformat(),
        "holidays_off": schedule.holidays_off,
        "skips": sorted(day.isoformat() for day in schedule.skips),
        "paused_until": schedule.paused_until.isoformat() if schedule.paused_until else None,
        "suspended": reminder.suspended or None,
        "next": _moment(reminder.due_at) if reminder.due_at else None,
        "latest": [_latest(one) for one in reminder.occurrences],
    }


def _latest(occurrence: Occurrence) -> dict[str, object]:
    return {
        "moment": _moment(occurrence.moment),
        "outcome": occurrence.outcome,
        "why": occurrence.why or None,
    }


def _place(reminder: Reminder) -> dict[str, object]:
    place = reminder.place
    return dict(
        zip(COLUMNS, (reminder.id, place.channel, place.chat, place.thread or None, reminder.check), strict=True)
    )


def _moment(seconds: float) -> str:
    return dt.datetime.fromtimestamp(seconds, dt.UTC).isoformat(timespec="seconds")


def _table(found: Sequence[Reminder], content: Content, locale: str) -> Iterator[str]:
    words, now = content.words[locale], dt.datetime.now(dt.UTC)
    if not found:
        yield plain(words["reminder.none"])
        return
    rows = [COLUMNS, *(tuple(str(value or "") for value in _place(reminder).values()) for reminder in found)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(COLUMNS))]
    for row, reminder in zip(rows, (None, *found), strict=True):
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        yield from (f"    {plain(line)}" for line in (formatting.lines(words, reminder, now) if reminder else ()))
