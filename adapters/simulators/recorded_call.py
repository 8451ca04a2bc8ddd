"""A call that the bot made, recorded for tests."""

from dataclasses import dataclass
from typing import Any


@dataclass
class RecordedCall:
    """A call of the bot, with its response.

    Attributes:
        method: Its name as the bot wrote it; "response_url" for a message posted to a response_url.
        parameters: By name, decoded from JSON; without Slack's token.
        at: When it arrived, as time.monotonic().
        status: The HTTP status of the response; 0 while there is none, or if the connection was reset.
        answer: On Slack, the whole body; on Telegram, the `result`, or the `description` of an error.
    """

    method: str
    parameters: dict[str, Any]
    at: float
    status: int = 0
    answer: Any = None
