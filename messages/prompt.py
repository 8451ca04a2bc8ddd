"""The prepared reminders of a check."""

from dataclasses import dataclass

from messages.fault import Faults
from messages.folder import Table
from messages.table import Reading
from messages.text import Text, read_row

FEWEST = 8
"""So many at least, so that a team does not read the same one every week."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """One reminder, per language."""

    id: str
    text: dict[str, Text]


def read(raw: Table, faults: Faults, locales: tuple[str, ...]) -> tuple[Prompt, ...]:
    """Read `prompts.toml`."""
    top = Reading(raw, faults)
    rows = top.rows("prompt")
    found = tuple(Prompt(row.id(), read_row(row, locales)) for row in rows)
    top.unique("prompt", (prompt.id for prompt in found))
    if len(found) < FEWEST:
        top.note("few_prompts", "prompt", count=len(found))
    for reading in (*rows, top):
        reading.close()
    return found
