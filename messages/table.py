"""A TOML table while it is being read: it gives what belongs there and notes what does not."""

import re
from collections.abc import Iterable

from messages.fault import Faults
from messages.folder import Table

ID = re.compile(r"[a-z][a-z0-9_]{0,31}")
"""What a question, an answer, a card, a rule, a help number, a reminder and the folder of a check can be called."""
BREAK = re.compile(r"[\n\r]")
"""What makes more than one line of a text."""


class Reading:
    """One table of a file. Every key asked for counts as known; `close` notes the others."""

    def __init__(self, table: Table, faults: Faults, at: str = "") -> None:
        """`at`: where the table stands in its file, dotted; empty for the whole file."""
        self.faults = faults
        self._table = table
        self._at = at
        self._known: set[str] = set()

    def key(self, name: str) -> str:
        """Where this name stands in the file, dotted."""
        return f"{self._at}.{name}" if self._at else name

    def note(self, kind: str, name: str, **detail: object) -> None:
        """Note a fault at this name."""
        self.faults.add(kind, self.key(name), **detail)

    def take(self, name: str) -> object | None:
        """Give what stands under this name as it is, or None."""
        self._known.add(name)
        return self._table.get(name)

    def line(self, name: str) -> str:
        """Give a text that must be there; a fault gives an empty one."""
        value = self.take(name)
        if isinstance(value, str) and value.strip() and not BREAK.search(value):
            return value
        empty = isinstance(value, str) and not value.strip()
        self.note("missing" if value is None else "empty" if empty else "not_line", name)
        return ""

    def id(self, reserved: tuple[str, ...] = ()) -> str:
        """Give the id that must be there; a fault gives it as it is, or an empty one."""
        name = self.line("id")
        if name:
            self.named("id", name)
        if name in reserved:
            self.note("reserved", "id", id=name)
        return name

    def named(self, name: str, given: str) -> None:
        """Note what can't be an id."""
        if not ID.fullmatch(given):
            self.note("bad_id", name, id=given)

    def unique(self, name: str, ids: Iterable[str]) -> None:
        """Note each id that stands more than once."""
        given = list(ids)
        for double in sorted({id_ for id_ in given if id_ and given.count(id_) > 1}):
            self.note("twice", name, id=double)

    def names(self, name: str) -> tuple[str, ...]:
        """Give a list of names, empty where there is none."""
        value = self.take(name)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.note("not_list", name)
            return ()
        self.unique(name, value)
        return tuple(value)

    def flag(self, name: str) -> bool:
        """Give true or false; false where nothing is said."""
        value = self.take(name)
        if isinstance(value, bool) or value is None:
            return bool(value)
        self.note("not_flag", name)
        return False

    def number(self, name: str) -> float:
        """Give a number that must be there; a fault gives 0."""
        value = self.take(name)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return value
        self.note("missing" if value is None else "not_number", name)
        return 0

    def rows(self, name: str) -> tuple["Reading", ...]:
        """Give the rows of an array of tables, each standing in the file under its id or else its number.

        A table with a single head is a fault, and read as the one row it is, so that it brings no other faults.
        """
        value = self.take(name)
        if value is None:
            return ()
        rows = value if isinstance(value, list) else [value]
        if rows is not value or not all(isinstance(row, dict) for row in rows):
            self.note("not_rows", name, id=name)
        return tuple(
            Reading(row, self.faults, f"{self.key(name)}.{row.get('id', number)}")
            for number, row in enumerate(rows, start=1)
            if isinstance(row, dict)
        )

    def all_names(self) -> tuple[str, ...]:
        """Give every name in the table."""
        return tuple(self._table)

    def close(self) -> None:
        """Note every name that nothing asked for."""
        for name in self._table:
            if name not in self._known:
                self.note("superfluous", name)
