"""People who do a check on a chat platform, and the bot that serves them as a process of its own."""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Protocol

PEOPLE = 200


class Someone(Protocol):
    """A person on any platform."""

    @property
    def screen(self) -> object:
        """Return their screen, another object after each change, or None while they see anything besides it."""

    async def begin(self) -> None:
        """Start a check."""

    async def press(self) -> None:
        """Press a button that leads on, as `onward` chooses it."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """People on a platform, and how to measure a bare call to it.

    Attributes:
        people: The people.
        bare: The address of an API call that does next to nothing.
        library: The HTTP library that the bot uses on this platform.
    """

    people: Sequence[Someone]
    bare: str
    library: str


_FIRST = ("1. ", "Antwoord 1: ", "Wijzig antwoord 1", "Antwoorden nakijken")
"""How the labels begin of the buttons with which a check never ends."""


def onward(labels: Sequence[str]) -> str:
    """Return the label of a button that leads on, however often: an answer, the change of one, or else the first."""
    return next((label for first in _FIRST for label in labels if label.startswith(first)), labels[0])


Way = Callable[[str], AbstractAsyncContextManager[Crowd]]
"""Serves a crowd until the end of the block, given the id of a check."""
