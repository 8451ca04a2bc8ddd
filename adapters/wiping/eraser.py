"""What the wipe worker needs from a channel."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from adapters.storage.wipes import Wipe


@dataclass
class WipeResult:
    """The result of a batch of wipes; those in neither list have to be retried.

    Attributes:
        done: Wipes whose messages are gone.
        refused: Wipes that the platform refused this time.
        delay: The minimum number of seconds before the others are retried.
    """

    done: list[Wipe] = field(default_factory=list)
    refused: list[Wipe] = field(default_factory=list)
    delay: float = 0.0

    @property
    def given_up(self) -> list[Wipe]:
        """Return the refused wipes whose messages have become too old to delete."""
        return [wipe for wipe in self.refused if wipe.hopeless]

    @property
    def over(self) -> list[Wipe]:
        """Return the wipes that won't be retried."""
        return [*self.done, *self.given_up]


class Eraser(Protocol):
    """The part of a channel that wipes messages."""

    async def erase(self, chat: str, wipes: Sequence[Wipe]) -> WipeResult:
        """Wipe these messages of one chat. Never raises an error of the platform."""
