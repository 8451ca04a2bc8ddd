"""Says which keys of a file an organisation wrote, and which it has from the shipped file."""

from collections.abc import Iterator
from dataclasses import dataclass

from messages.loading.tables import Table

_NOTHING = object()


@dataclass(frozen=True, slots=True)
class Layers:
    """The two tables of which one file was made.

    Attributes:
        own: What the organisation wrote, as parsed; empty if it has no such file.
        shipped: What is shipped; None if the organisation alone has such a file.
    """

    own: Table
    shipped: Table | None

    def inherits(self, key: str) -> bool:
        """Return whether the text, number or list at this dotted key is the shipped file's own."""
        value, _ = _find(self.own, key)
        there, _ = _find(self.shipped or {}, key)
        return value is _NOTHING and there is not _NOTHING and not isinstance(there, dict)

    def extends(self, key: str) -> bool:
        """Return whether this dotted key stands in a table that is shipped."""
        above, _, _ = key.rpartition(".")
        there, inside = _find(self.shipped or {}, above) if above else (self.shipped, False)
        return isinstance(there, dict) and not inside

    def additions(self, key: str) -> Iterator[str]:
        """Yield the keys that the organisation added at or below a dotted key: the outermost that aren't shipped.

        What is inside a list is whoever's list it is: a list is replaced whole.
        """
        value, inside = _find(self.own, key)
        there, _ = _find(self.shipped or {}, key)
        if value is not _NOTHING and (inside or there is _NOTHING):
            yield key
        elif isinstance(value, dict) and isinstance(there, dict):
            for name in value:
                yield from self.additions(f"{key}.{name}")


def _find(table: Table, key: str) -> tuple[object, bool]:
    """Return what is at a dotted key, of which a name may have dots in it; and whether the key goes on inside that."""
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
