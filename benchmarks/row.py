"""What was measured under one name: several values, alone or side by side with a peer's."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

from benchmarks.figure import Figure


@dataclass(frozen=True, slots=True)
class Row:
    """Every value that was measured of one thing in one run.

    Attributes:
        name: What was measured.
        unit: The unit of all values.
        values: Ours, in the order in which they were measured.
        peer: The name of the peer, or None.
        peers: The peer's values; empty without a peer.
        part: The part of the run that measured it.
    """

    name: str
    unit: str
    values: tuple[float, ...]
    peer: str | None = None
    peers: tuple[float, ...] = ()
    part: str = ""

    @property
    def key(self) -> tuple[str, str, str | None]:
        """Return what tells this row from every other of its run."""
        return self.name, self.unit, self.peer

    @property
    def median(self) -> float:
        """Return the median of ours."""
        return round(median(self.values), 4)

    @property
    def peer_median(self) -> float | None:
        """Return the median of the peer's, or None without a peer."""
        return round(median(self.peers), 4) if self.peers else None

    @property
    def ratio(self) -> float | None:
        """Return our median divided by the peer's, below 1 where ours is less; None without a peer."""
        return round(self.median / self.peer_median, 4) if self.peer_median else None

    def apart(self, other: "Row") -> bool:
        """Return whether all values here are above, or all are below those of the same row of another run."""
        return min(self.values) > max(other.values) or max(self.values) < min(other.values)

    def json(self) -> dict[str, Any]:
        """Return the row as it is saved."""
        return {key: value for key, value in asdict(self).items() if value or key == "values"}


def rows(figures: Iterable[Figure], part: str) -> list[Row]:
    """Return a row of this part for each name, unit and peer, in the order in which they first come."""
    found: dict[tuple[str, str, str | None], list[Figure]] = {}
    for figure in figures:
        found.setdefault((figure.name, figure.unit, figure.peer), []).append(figure)
    return [Row(*key[:2], tuple(one.value for one in each), key[2], _theirs(each), part) for key, each in found.items()]


def _theirs(figures: Iterable[Figure]) -> tuple[float, ...]:
    return tuple(one.peer_value for one in figures if one.peer_value is not None)


def read(saved: dict[str, Any]) -> Row:
    """Return a row that was saved."""
    return Row(**{**saved, "values": tuple(saved["values"]), "peers": tuple(saved.get("peers", ()))})
