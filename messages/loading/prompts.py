"""Read the texts of a check's reminders."""

from dataclasses import dataclass

from messages.loading.faults import Faults
from messages.loading.tables import Table
from messages.loading.texts import Text, read_row
from messages.loading.toml_reader import NOT_TABLES, TomlReader

FEWEST = 8
"""Minimum number of reminders in a check, so that a team doesn't read the same one every week."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """One reminder.

    Attributes:
        id: Unique in its file.
        text: The text, by language (ISO 639-1).
    """

    id: str
    text: dict[str, Text]


def read(raw: Table, faults: Faults, locales: tuple[str, ...]) -> tuple[Prompt, ...]:
    """Read `prompts.toml`; each reminder must have a text in each of these languages (ISO 639-1)."""
    top = TomlReader(raw, faults)
    rows = top.rows("prompt")
    found = tuple(Prompt(row.name, read_row(row, locales)) for row in rows)
    if len(found) < FEWEST and not faults.have(NOT_TABLES):
        top.note("few_prompts", "prompt", count=len(found))
    for reader in (*rows, top):
        reader.close()
    return found
