"""Reads a TOML table: returns what belongs there, and collects the faults."""

import re
from collections.abc import Iterable

from messages.loading.faults import Faults
from messages.loading.folder import Table

ID = re.compile(r"[a-z][a-z0-9_]{0,31}")
"""The form of every id: of a question, an answer, a card, a rule, a help number, a reminder, or a check's folder."""
BREAK = re.compile(r"[\n\r]")
"""A line break."""


class TomlReader:
    """Reads one table of a file. Every key asked for counts as known; `close` notes the others."""

    def __init__(self, table: Table, faults: Faults, at: str = "") -> None:
        """Start reading.

        Args:
            table: The table, as parsed.
            faults: Collects the faults of the file.
            at: The dotted key of the table in its file; empty for the whole file.
        """
        self.faults = faults
        self._table = table
        self._at = at
        self._known: set[str] = set()

    def key(self, name: str) -> str:
        """Return the dotted key of this name in the file."""
        return f"{self._at}.{name}" if self._at else name

    def note(self, kind: str, name: str, **detail: object) -> None:
        """Note a fault at this name."""
        self.faults.add(kind, self.key(name), **detail)

    def take(self, name: str) -> object | None:
        """Return the value of this name, not validated, or None."""
        self._known.add(name)
        return self._table.get(name)

    def line(self, name: str) -> str:
        """Return a required text of one line, or an empty one and note a fault."""
        value = self.take(name)
        if isinstance(value, str) and value.strip() and not BREAK.search(value):
            return value
        empty = isinstance(value, str) and not value.strip()
        self.note("missing" if value is None else "empty" if empty else "not_line", name)
        return ""

    def id(self, reserved: tuple[str, ...] = ()) -> str:
        """Return the required id. If it has a fault it is returned as it is, or empty."""
        name = self.line("id")
        if name:
            self.named("id", name)
        if name in reserved:
            self.note("reserved", "id", id=name)
        return name

    def named(self, name: str, given: str) -> None:
        """Note a fault if this can't be an id."""
        if not ID.fullmatch(given):
            self.note("bad_id", name, id=given)

    def unique(self, name: str, ids: Iterable[str]) -> None:
        """Note each id that occurs more than once."""
        given = list(ids)
        for double in sorted({id_ for id_ in given if id_ and given.count(id_) > 1}):
            self.note("twice", name, id=double)

    def names(self, name: str) -> tuple[str, ...]:
        """Return a list of names, empty if there is none."""
        value = self.take(name)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.note("not_list", name)
            return ()
        self.unique(name, value)
        return tuple(value)

    def flag(self, name: str) -> bool:
        """Return a boolean; False if it is missing."""
        value = self.take(name)
        if isinstance(value, bool) or value is None:
            return bool(value)
        self.note("not_flag", name)
        return False

    def number(self, name: str) -> float:
        """Return a required number, or 0 and note a fault."""
        value = self.take(name)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return value
        self.note("missing" if value is None else "not_number", name)
        return 0

    def rows(self, name: str) -> tuple["TomlReader", ...]:
        """Return the rows of an array of tables. The key of a row is its id, or else its number.

        A table in single brackets is a fault, and is read as one row, so that it doesn't cause other faults.
        """
        value = self.take(name)
        if value is None:
            return ()
        rows = value if isinstance(value, list) else [value]
        if rows is not value or not all(isinstance(row, dict) for row in rows):
            self.note("not_rows", name, id=name)
        return tuple(
            TomlReader(row, self.faults, f"{self.key(name)}.{row.get('id', number)}")
            for number, row in enumerate(rows, start=1)
            if isinstance(row, dict)
        )

    def table(self, name: str) -> "TomlReader":
        """Return a table in this one, empty if there is none."""
        value = self.take(name)
        if value is not None and not isinstance(value, dict):
            self.note("not_table", name)
        return TomlReader(value if isinstance(value, dict) else {}, self.faults, self.key(name))

    def all_names(self) -> tuple[str, ...]:
        """Return every name in the table."""
        return tuple(self._table)

    def close(self) -> None:
        """Note every name that nothing asked for."""
        for name in self._table:
            if name not in self._known:
                self.note("superfluous", name)
