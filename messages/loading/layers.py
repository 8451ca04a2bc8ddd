"""Determine which keys of a file are the organisation's, and which are from the shipped file."""

from collections.abc import Iterator
from dataclasses import dataclass

from messages.loading.tables import Table

_NOTHING = object()


@dataclass(frozen=True, slots=True)
class Layers:
    """The two tables that were merged for a file.

    Attributes:
        own: The organisation's parsed table; empty if it has no such file.
        shipped: The shipped table; None if there is no shipped file.
    """

    own: Table
    shipped: Table | None

    def inherits(self, key: str) -> bool:
        """Return whether the value at this dotted key is from the shipped file."""
        value, _ = _find(self.own, key)
        there, _ = _find(self.shipped or {}, key)
        return value is _NOTHING and there is not _NOTHING and not isinstance(there, dict)

    def extends(self, key: str) -> bool:
        """Return whether this dotted key is in a shipped table."""
        above, _, _ = key.rpartition(".")
        there, inside = _find(self.shipped or {}, above) if above else (self.shipped, False)
        return isinstance(there, dict) and not inside

    def additions(self, key: str) -> Iterator[str]:
        """Yield the outermost keys at or below a dotted key that the organisation has added.

        A list is replaced as a whole, so everything in it belongs to the same owner.
        """
        value, inside = _find(self.own, key)
        there, _ = _find(self.shipped or {}, key)
        if value is not _NOTHING and (inside or there is _NOTHING):
            yield key
        elif isinstance(value, dict) and isinstance(there, dict):
            for name in value:
                yield from self.additions(f"{key}.{name}")


def _find(table: Table, key: str) -> tuple[object, bool]:
    """Return the value at a dotted key, whose names may contain dots; and whether the key continues inside it."""
    for name, value in table.items():
        if key == name:
            return value, False
        if not key.startswith(f"{name}."):
            continue
        if not isinstance(value, dict):
            return value, True
        below, inside = _find(value, key.removeprefix(f"{name}."))
        if below is not _NOTHING:
            return below, inside
    return _NOTHING, False
