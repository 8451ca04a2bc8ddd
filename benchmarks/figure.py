"""One figure, alone or side by side with a peer's."""

import json
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """`value`: ours, in `unit`; `peer_value`: what the peer of that name measured of the same, in the same unit."""

    name: str
    value: float
    unit: str
    peer: str | None = None
    peer_value: float | None = None

    @property
    def ratio(self) -> float | None:
        """Ours divided by the peer's, below 1 where ours is less; None without a peer that measured anything."""
        return round(self.value / self.peer_value, 4) if self.peer_value else None

    def json(self) -> str:
        """Give one line of JSON, without the keys that have no value."""
        keys = ("name", "value", "unit", "peer", "peer_value", "ratio")
        return json.dumps({key: value for key in keys if (value := getattr(self, key)) is not None})
