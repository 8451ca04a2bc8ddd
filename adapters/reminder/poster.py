"""How a channel posts a reminder, and what can come of it."""

from dataclasses import dataclass
from typing import Protocol

from adapters.ledger.reminder import Place, Suspension


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is posted. `html`: with the tags b, i and a only; `check`: what its button, with this `label`, starts."""

    html: str
    check: str
    label: str


@dataclass(frozen=True, slots=True)
class Posted:
    """A prompt that stands. `message`: its id; `chat`: where, which is another id where the chat has moved."""

    message: str
    chat: str


class SuspendedError(Exception):
    """The platform refuses to post there, and will go on refusing."""

    def __init__(self, why: Suspension) -> None:
        """`why`: for the coordinator."""
        super().__init__(why)
        self.why = why


class DelayedError(Exception):
    """Nothing was posted, and it can be tried again."""

    def __init__(self, delay: float = 0.0) -> None:
        """`delay`: seconds the platform asks to wait, 0 if it doesn't say."""
        super().__init__()
        self.delay = delay


class UnsureError(Exception):
    """Whether it was posted is not known."""


class Poster(Protocol):
    """A channel, as far as reminders go."""

    @property
    def pause(self) -> float:
        """Give the seconds between two posts, at least, so that the platform and live checks bear it."""

    async def post(self, place: Place, prompt: Prompt) -> Posted:
        """Post it, once. Raises `SuspendedError`, `DelayedError`, `UnsureError` and nothing else."""

    async def remove(self, place: Place, message: str) -> bool:
        """Take an earlier one away, and tell whether it is gone. Raises nothing; may be told twice."""
