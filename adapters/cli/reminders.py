"""List every reminder, as a table, JSON, CSV or a calendar file."""

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
    """Print the reminders; return the exit status.

    Args:
        locale: The language of the table and the calendar; None for `GROOMINGCHECK_LOCALE`.
        form: "json", "csv" or "ics"; None for a table.
    """
    configuration = configured()
    content = loaded(configuration, locale or configuration.locale)
    language = spoken(configuration, content, locale)
    if not sys.stdout:
        msg = "can't write the reminders: standard output is closed."
        raise BadInputError(msg)
    found = asyncio.run(_found(configuration.database))
    words, now = content.words[language], dt.datetime.now(dt.UTC)
    match form:
        case "json":
            _write(as_json(found))
        case "csv":
            _write(as_csv(found))
        case "ics":
            # Imported here, as only this format needs it.
            from adapters.reminders.calendar_file import calendar_file  # noqa: PLC0415

            _write(calendar_file(words, gathered(found), now).decode())
        case _:
            sys.stdout.writelines(f"{line}\n" for line in table(words, gathered(found), now))
    return 0


async def _found(database: str) -> tuple[Reminder, ...]:
    async with opened(database) as session:
        return await ReminderStore(session, WipeStore(session, registry.wipeable())).all()


def _write(content: str) -> None:
    """Write for other programs: in UTF-8 with unchanged line ends, regardless of the locale."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="")
    sys.stdout.write(content)
