"""A figure, alone or side by side with a peer's."""

import json
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured figure.

    Attributes:
        name: What was measured.
        value: Our value, in `unit`.
        unit: The unit of both values.
        peer: The name of the peer, or None.
        peer_value: What was measured of the peer, or None.
    """

    name: str
    value: float
    unit: str
    peer: str | None = None
    peer_value: float | None = None

    @property
    def ratio(self) -> float | None:
        """Return our value divided by the peer's, below 1 where ours is less; None if no peer was measured."""
        return round(self.value / self.peer_value, 4) if self.peer_value else None

    def json(self) -> str:
        """Return the figure as one line of JSON, without the keys that have no value."""
        keys = ("name", "value", "unit", "peer", "peer_value", "ratio")
        return json.dumps({key: value for key in keys if (value := getattr(self, key)) is not None})
