"""People who do a check on a chat platform, served by a bot in a separate process."""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Protocol

PEOPLE = 200


class Someone(Protocol):
    """A person on any platform."""

    @property
    def screen(self) -> object:
        """Return their screen, a new object after each change, or None while anything else is visible."""

    async def begin(self) -> None:
        """Start a check."""

    async def press(self) -> None:
        """Press a button that continues the check, chosen by `onward`."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """People on a platform, and how to make a bare call to it.

    Attributes:
        people: The people.
        bare: The URL of an API call that does almost nothing.
        library: The HTTP library that the bot uses on this platform.
    """

    people: Sequence[Someone]
    bare: str
    library: str


_FIRST = ("1. ", "Antwoord 1: ", "Wijzig antwoord 1", "Antwoorden nakijken")
"""Prefixes of the labels of buttons with which a check never ends."""


def onward(labels: Sequence[str]) -> str:
    """Return the label of a button that continues the check forever: an answer, a change of one, or else the first."""
    return next((label for first in _FIRST for label in labels if label.startswith(first)), labels[0])


Way = Callable[[str], AbstractAsyncContextManager[Crowd]]
"""Serves a crowd until the end of the block, given the id of a check."""
