"""What the wipe worker asks of a channel."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from adapters.storage.wipes import Wipe


@dataclass
class WipeResult:
    """The result of some wipes; those in neither list have to be tried again.

    Attributes:
        done: Wipes whose messages are gone.
        refused: Wipes that the platform refused this time.
        delay: The least number of seconds before the others are tried again.
    """

    done: list[Wipe] = field(default_factory=list)
    refused: list[Wipe] = field(default_factory=list)
    delay: float = 0.0

    @property
    def given_up(self) -> list[Wipe]:
        """Return the refused wipes whose messages the platform allows nobody to delete any more."""
        return [wipe for wipe in self.refused if wipe.hopeless]

    @property
    def over(self) -> list[Wipe]:
        """Return the wipes that aren't tried again."""
        return [*self.done, *self.given_up]


class Eraser(Protocol):
    """A channel, as far as wiping goes."""

    async def erase(self, chat: str, wipes: Sequence[Wipe]) -> WipeResult:
        """Wipe these messages of one chat. Raises nothing that is due to the platform."""
