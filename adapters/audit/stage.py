"""What a channel brings to an audit: its platform on loopback, and people there who hold a check."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Shown:
    """What somebody has on their screen.

    `buttons`: the label of each, and what comes back when it is pressed; `answers`: the labels of those that answer.
    """

    text: str = ""
    buttons: tuple[tuple[str, str], ...] = ()
    answers: tuple[str, ...] = ()


class Guest(Protocol):
    """Somebody who holds a check. `name`, `number`: what the platform tells the bot of them."""

    name: str
    number: str

    @property
    def shown(self) -> Shown:
        """Give what is on their screen now."""

    async def begin(self, typed: str) -> None:
        """Ask for a check, and type this where the platform lets people type something."""

    async def press(self, label: str) -> None:
        """Press the button with this label."""


class Stage(Protocol):
    """A platform on loopback. `name`: the channel's, and how it delivers."""

    name: str

    async def open(self, bot: str) -> Mapping[str, str]:
        """Open it for a bot at this address, and give the settings that lead the bot to it."""

    async def ready(self) -> None:
        """Wait until it reaches the bot."""

    def guest(self) -> Guest:
        """Give somebody new."""

    def left(self, words: Collection[str]) -> int:
        """Count what stands in its chats that should be gone. `words`: of the conversations that were held there."""

    async def close(self) -> None:
        """Close it."""
