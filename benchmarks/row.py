"""All values of one measurement, optionally with those of a peer."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

from benchmarks.figure import Figure


@dataclass(frozen=True, slots=True)
class Row:
    """All values of one measurement in one run.

    Attributes:
        name: What was measured.
        unit: The unit of all values.
        values: The bot's values, in the order in which they were measured.
        peer: The name of the peer, or None.
        peers: The peer's values; empty without a peer.
        part: The part of the run.
    """

    name: str
    unit: str
    values: tuple[float, ...]
    peer: str | None = None
    peers: tuple[float, ...] = ()
    part: str = ""

    @property
    def key(self) -> tuple[str, str, str | None]:
        """Return the unique key of this row in its run."""
        return self.name, self.unit, self.peer

    @property
    def median(self) -> float:
        """Return the median of the bot's values."""
        return round(median(self.values), 4)

    @property
    def peer_median(self) -> float | None:
        """Return the median of the peer's values, or None without a peer."""
        return round(median(self.peers), 4) if self.peers else None

    @property
    def ratio(self) -> float | None:
        """Return the bot's median divided by the peer's; None without a peer."""
        return round(self.median / self.peer_median, 4) if self.peer_median else None

    def apart(self, other: "Row") -> bool:
        """Return whether all values are above, or all are below, all those of the same row in another run."""
        return min(self.values) > max(other.values) or max(self.values) < min(other.values)

    def json(self) -> dict[str, Any]:
        """Return the row in the form in which it is saved."""
        return {key: value for key, value in asdict(self).items() if value or key == "values"}


def rows(figures: Iterable[Figure], part: str) -> list[Row]:
    """Return a row of this part for each name, unit and peer, in order of first occurrence."""
    found: dict[tuple[str, str, str | None], list[Figure]] = {}
    for figure in figures:
        found.setdefault((figure.name, figure.unit, figure.peer), []).append(figure)
    return [Row(*key[:2], tuple(one.value for one in each), key[2], _theirs(each), part) for key, each in found.items()]


def _theirs(figures: Iterable[Figure]) -> tuple[float, ...]:
    return tuple(one.peer_value for one in figures if one.peer_value is not None)


def read(saved: dict[str, Any]) -> Row:
    """Parse a saved row."""
    return Row(**{**saved, "values": tuple(saved["values"]), "peers": tuple(saved.get("peers", ()))})
