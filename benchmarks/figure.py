"""A measurement, optionally with that of a peer."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A single measurement. Repeated measurements are separate figures with the same name (see `row`).

    Attributes:
        name: What was measured.
        value: The bot's value, in `unit`.
        unit: The unit of both values.
        peer: The name of the peer, or None.
        peer_value: The peer's value, or None.
    """

    name: str
    value: float
    unit: str
    peer: str | None = None
    peer_value: float | None = None
