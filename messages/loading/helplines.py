"""Read the helplines of a check, with their opening hours and the date of last verification."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeGuard

from messages.loading import hours
from messages.loading.faults import Faults
from messages.loading.hours import OpeningHours
from messages.loading.tables import Table
from messages.loading.texts import Text, read_row
from messages.loading.toml_reader import NOT_TABLES, TomlReader

LONGEST = timedelta(days=365)
"""How long a verification is valid."""


@dataclass(frozen=True, slots=True)
class Helpline:
    """A helpline.

    Attributes:
        id: Unique in its file.
        call: The number, as people write it.
        name: The name of the organisation, by language (ISO 639-1).
        note: What to know before calling, by language; may be empty.
        checked: When the number was last verified; None if unknown.
        hours: The opening hours; None if unknown.
    """

    id: str
    call: str
    name: dict[str, Text]
    note: dict[str, Text]
    checked: date | None
    hours: OpeningHours | None


def read(raw: Table, faults: Faults, locales: tuple[str, ...]) -> tuple[Helpline, ...]:
    """Read `help.toml`; each helpline must have a name in each of these languages (ISO 639-1)."""
    top = TomlReader(raw, faults)
    found = tuple(_helpline(row, locales) for row in top.rows("number"))
    if not found and not faults.have(NOT_TABLES):
        top.note("no_numbers", "number")
    top.close()
    return found


def _helpline(row: TomlReader, locales: tuple[str, ...]) -> Helpline:
    checked = row.take("checked")
    verified = checked if _is_date(checked) and not _of_another_number(row) else None
    name, note = read_row(row, locales), row.table("note")
    notes = read_row(note, locales) if any(note.take(name) != [] for name in note.all_names()) else {}
    note.close()
    line = Helpline(row.name, row.line("call"), name, notes, verified, hours.read(row))
    row.close()
    return line


def _of_another_number(row: TomlReader) -> bool:
    """Return whether the date belongs to a shipped number that an organisation has replaced by its own."""
    return row.inherits("checked") and not row.inherits("call")


def _is_date(value: object) -> TypeGuard[date]:
    return isinstance(value, date) and not isinstance(value, datetime)
