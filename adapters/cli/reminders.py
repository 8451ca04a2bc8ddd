"""List every reminder: to read, to keep, or for a calendar."""

import asyncio
import datetime as dt
import sys
from io import TextIOWrapper

from adapters.channels import registry
from adapters.cli.configuration import configured
from adapters.cli.database import opened
from adapters.cli.errors import BadInputError
from adapters.cli.reminder_export import as_csv, as_json
from adapters.cli.reminder_table import table
from adapters.cli.setup import loaded, spoken
from adapters.reminders.series import gathered
from adapters.storage.reminder_store import ReminderStore
from adapters.storage.reminders import Reminder
from adapters.storage.wipe_store import WipeStore


def run(locale: str | None, form: str | None) -> int:
    """Print them.

    Args:
        locale: The language of the table and the calendar; None for the one that is set.
        form: "json", "csv" or "ics"; None for a table.
    """
    configuration = configured()
    content = loaded(configuration, locale or configuration.locale)
    language = spoken(configuration, content, locale)
    if not sys.stdout:
        msg = "the reminders need an output, and it is closed."
        raise BadInputError(msg)
    found = asyncio.run(_found(configuration.database))
    words, now = content.words[language], dt.datetime.now(dt.UTC)
    match form:
        case "json":
            _write(as_json(found))
        case "csv":
            _write(as_csv(found))
        case "ics":
            # Only here: it is not in the way of who only looks.
            from adapters.reminders.calendar_file import calendar_file  # noqa: PLC0415

            _write(calendar_file(words, gathered(found), now).decode())
        case _:
            sys.stdout.writelines(f"{line}\n" for line in table(words, gathered(found), now))
    return 0


async def _found(database: str) -> tuple[Reminder, ...]:
    async with opened(database) as session:
        return await ReminderStore(session, WipeStore(session, registry.wipeable())).all()


def _write(content: str) -> None:
    """Write what other programs read: in UTF-8, with line ends as they are, whatever this terminal is set to."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="")
    sys.stdout.write(content)
