"""The help numbers of a check, and how long ago they were looked up."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeGuard

from messages.fault import Faults
from messages.folder import Table
from messages.table import Reading
from messages.text import Text, read_row

LONGEST = timedelta(days=365)
"""How long a number may go without being looked up again."""


@dataclass(frozen=True, slots=True)
class Helpline:
    """Whom to call. `name`: per language; `checked`: when the number was last looked up."""

    id: str
    call: str
    name: dict[str, Text]
    checked: date | None


def read(raw: Table, faults: Faults, locales: tuple[str, ...]) -> tuple[Helpline, ...]:
    """Read `help.toml`."""
    top = Reading(raw, faults)
    found = tuple(_helpline(row, locales) for row in top.rows("number"))
    top.unique("number", (line.id for line in found))
    if not found:
        top.note("no_numbers", "number")
    top.close()
    return found


def _helpline(row: Reading, locales: tuple[str, ...]) -> Helpline:
    checked = row.take("checked")
    line = Helpline(row.id(), row.line("call"), read_row(row, locales), checked if _is_date(checked) else None)
    row.close()
    return line


def _is_date(value: object) -> TypeGuard[date]:
    return isinstance(value, date) and not isinstance(value, datetime)
