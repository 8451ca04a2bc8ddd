"""People who hold a check on a chat platform, and the bot that serves them, as a process of its own."""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Protocol

PEOPLE = 200


class Someone(Protocol):
    """A person on any platform."""

    @property
    def screen(self) -> object:
        """Give what they see of a check, another object once it has changed; None while it isn't all they see."""

    async def begin(self) -> None:
        """Ask for a check."""

    async def press(self) -> None:
        """Press the first button of the screen."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """`bare`: the address of a call there that asks for next to nothing; `library`: the bot's for HTTP there."""

    people: Sequence[Someone]
    bare: str
    library: str


Way = Callable[[str], AbstractAsyncContextManager[Crowd]]
"""A way in to a bot: given the id of a check, it serves a crowd until the end of the block."""
