"""A figure, alone or side by side with a peer's."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing that was measured once. Measured again, it is another figure of the same name (see `row`).

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
