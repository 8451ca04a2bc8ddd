"""A call that the bot made, for a test to look at."""

from dataclasses import dataclass
from typing import Any


@dataclass
class Call:
    """A call that the bot made.

    Attributes:
        method: as the bot wrote it; "response_url" for an answer that was posted to one.
        parameters: by name, read from JSON; without the token.
        at: when it came, as time.monotonic().
        status: the HTTP status of the answer; 0 as long as there is none, or when the connection was reset.
        answer: what the answer gave.
    """

    method: str
    parameters: dict[str, Any]
    at: float
    status: int = 0
    answer: Any = None
