"""Read a TOML table: return the expected values, and collect the faults."""

import re
from datetime import date, datetime

from messages.loading.faults import NOT_LISTED, SUPERFLUOUS, Faults
from messages.loading.tables import Table

ID = re.compile(r"[a-z][a-z0-9_]{0,31}")
"""Matches every id: of a question, an answer, a card, a rule, a helpline, a reminder, or a check's folder."""
LANGUAGE = re.compile(r"[a-z]{2}")
"""Matches the code of a language (ISO 639-1)."""
BREAK = re.compile(r"[\n\r]")
"""A line break."""
NOT_TABLES = "not_tables"
"""The kind of fault for something that should be a table of tables, such as rows in the old notation."""


class TomlReader:
    """Reads one table of a file. `close` reports every key that wasn't read."""

    def __init__(self, table: Table, faults: Faults, at: str = "", name: str = "") -> None:
        """Start reading.

        Args:
            table: The table, as parsed.
            faults: Collects the faults of the file.
            at: The dotted key of the table in its file; empty for the whole file.
            name: The last name of that key; empty for the whole file.
        """
        self.faults = faults
        self.name = name
        self._table = table
        self._at = at
        self._known: set[str] = set()

    def key(self, name: str) -> str:
        """Return the dotted key of this name in the file."""
        return f"{self._at}.{name}" if self._at else name

    def note(self, kind: str, name: str, **detail: object) -> None:
        """Add a fault at this name."""
        self.faults.add(kind, self.key(name), **detail)

    def inherits(self, name: str) -> bool:
        """Return whether the value of this name is from the shipped file."""
        return self.faults.inherits(self.key(name))

    def take(self, name: str) -> object | None:
        """Return the value of this name without validation, or None."""
        self._known.add(name)
        return self._table.get(name)

    def line(self, name: str) -> str:
        """Return a required text of one line; empty, with a fault, if it is invalid."""
        value = self.take(name)
        if isinstance(value, str) and value.strip() and not BREAK.search(value):
            return value
        empty = isinstance(value, str) and not value.strip()
        self.note("missing" if value is None else "empty" if empty else "not_line", name)
        return ""

    def named(self, name: str, given: str) -> None:
        """Report a fault if this isn't a valid id."""
        if not ID.fullmatch(given):
            self.note("bad_id", name, id=given)

    def names(self, name: str) -> tuple[str, ...]:
        """Return a list of names; empty if there is none."""
        value = self.take(name)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.note("not_list", name)
            return ()
        for double in sorted({item for item in value if value.count(item) > 1}):
            self.note("twice", name, id=double)
        return tuple(value)

    def texts(self, name: str) -> tuple[str, ...]:
        """Return the lines of a text, which is a text of one line or a list of those; empty if there is none."""
        value = self.take(name)
        if not isinstance(value, list):
            return () if value is None else (self.line(name),)
        if not all(isinstance(item, str) and item.strip() and not BREAK.search(item) for item in value):
            self.note("not_texts", name)
            return ()
        return tuple(value)

    def day(self, name: str) -> date | None:
        """Return a date, or None; anything else is a fault."""
        value = self.take(name)
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        if value is not None:
            self.note("not_date", name)
        return None

    def flag(self, name: str) -> bool:
        """Return a boolean; False if it is missing."""
        value = self.take(name)
        if isinstance(value, bool) or value is None:
            return bool(value)
        self.note("not_flag", name)
        return False

    def number(self, name: str) -> float:
        """Return a required number; 0, with a fault, if it is invalid."""
        value = self.take(name)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return value
        self.note("missing" if value is None else "not_number", name)
        return 0

    def rows(self, name: str) -> tuple["TomlReader", ...]:
        """Return the tables in a table, each with its id as its name.

        They are in the order of the file or, if there is a list `<name>s`, in the order of that list, without tables
        that aren't in it.
        """
        tables, order = self._tables(name), f"{name}s"
        listed = self.names(order)
        wanted = dict.fromkeys(listed if listed or self.take(order) == [] else tables)
        for id_ in wanted:
            if id_ not in tables:
                self.note("no_table", order, id=id_, table=name)
            elif not ID.fullmatch(id_):
                self.note("bad_id", f"{name}.{id_}", id=id_)
        for id_ in self.left_out(name):
            self.note(NOT_LISTED, f"{name}.{id_}", list=order)
        present = (id_ for id_ in wanted if id_ in tables)
        return tuple(TomlReader(tables[id_], self.faults, self.key(f"{name}.{id_}"), id_) for id_ in present)

    def left_out(self, name: str) -> tuple[str, ...]:
        """Return the ids of the tables that aren't in the list `<name>s`."""
        listed, tables = self._table.get(f"{name}s"), self._table.get(name)
        there = tables if isinstance(tables, dict) else {}
        return tuple(id_ for id_ in there if isinstance(listed, list) and id_ not in listed)

    def numbered(self, name: str) -> tuple["TomlReader", ...]:
        """Return the tables in a list, each with its number, from 1, as its name.

        A single table instead of a list is a fault, but is still read, to avoid further faults.
        """
        value = self.take(name)
        if value is None:
            return ()
        rows = value if isinstance(value, list) else [value]
        if rows is not value or not all(isinstance(row, dict) for row in rows):
            self.note("not_rows", name)
        return tuple(
            TomlReader(row, self.faults, f"{self.key(name)}.{number}", str(number))
            for number, row in enumerate(rows, start=1)
            if isinstance(row, dict)
        )

    def _tables(self, name: str) -> dict[str, Table]:
        """Return the tables in a table, by id. The first other value in the file is a fault."""
        value = self.take(name)
        there = value if isinstance(value, dict) else {}
        tables = {id_: table for id_, table in there.items() if isinstance(table, dict)}
        if value is not None and tables != value and not self.faults.have(NOT_TABLES):
            self.note(NOT_TABLES, name, id=name)
        return tables

    def table(self, name: str) -> "TomlReader":
        """Return a table in this one; empty if there is none."""
        value = self.take(name)
        if value not in (None, []) and not isinstance(value, dict):
            self.note("not_table", name)
        return TomlReader(value if isinstance(value, dict) else {}, self.faults, self.key(name), name)

    def all_names(self) -> tuple[str, ...]:
        """Return all names in the table."""
        return tuple(self._table)

    def skip_languages(self) -> None:
        """Mark every key that is a language code (ISO 639-1) as read, as the check may not have that language."""
        self._known.update(name for name in self._table if LANGUAGE.fullmatch(name))

    def close(self) -> None:
        """Report every name that wasn't read."""
        for name in self._table:
            if name not in self._known:
                self.note(SUPERFLUOUS, name)
