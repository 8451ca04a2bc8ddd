"""A TOML table while it is being read: it gives what belongs there and notes what does not."""

from messages.fault import Faults
from messages.folder import Table


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
        if isinstance(value, str) and value.strip():
            return value
        self.note("missing" if value is None else "empty" if isinstance(value, str) else "not_line", name)
        return ""

    def names(self, name: str) -> tuple[str, ...]:
        """Give a list of names, empty where there is none."""
        value = self.take(name)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.note("not_list", name)
            return ()
        for item in sorted({item for item in value if value.count(item) > 1}):
            self.note("twice", name, id=item)
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

    def table(self, name: str) -> "Reading":
        """Give the table below this name, empty where there is none."""
        value = self.take(name)
        if value is not None and not isinstance(value, dict):
            self.note("not_table", name)
        return Reading(value if isinstance(value, dict) else {}, self.faults, self.key(name))

    def rows(self, name: str) -> tuple["Reading", ...]:
        """Give the rows of an array of tables, each standing in the file under its id or else its number."""
        value = self.take(name)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            self.note("not_table", name)
            return ()
        return tuple(
            Reading(row, self.faults, f"{self.key(name)}.{row.get('id', number)}")
            for number, row in enumerate(value, start=1)
        )

    def all_names(self) -> tuple[str, ...]:
        """Give every name in the table."""
        return tuple(self._table)

    def close(self) -> None:
        """Note every name that nothing asked for."""
        for name in self._table:
            if name not in self._known:
                self.note("superfluous", name)
