"""A call that the bot made, for a test to look at."""

from dataclasses import dataclass
from typing import Any


@dataclass
class Call:
    """A call that the bot made.

    Attributes:
        method: as the bot wrote it.
        parameters: by name, read from JSON.
        at: when it came, as time.monotonic().
        status: the HTTP status of the answer; 0 as long as there is none, or when the connection was reset.
        result_or_description: what the answer gave.
    """

    method: str
    parameters: dict[str, Any]
    at: float
    status: int = 0
    result_or_description: Any = None
