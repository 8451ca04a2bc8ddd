"""What a channel provides for an audit: a simulated platform on loopback, and users who do a check.

A channel without a platform simulates what its users have instead, such as a browser.
"""

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class VisibleScreen:
    """What a user sees.

    Attributes:
        text: The text of the screen.
        buttons: The label of each button, and the payload that it sends; None if it sends none.
        answers: The labels of the buttons that answer a question.
    """

    text: str = ""
    buttons: tuple[tuple[str, str | None], ...] = ()
    answers: tuple[str, ...] = ()


class SimulatedUser(Protocol):
    """A user who does a check.

    Attributes:
        name: Their name, as the platform passes it to the bot.
        number: Their id, as the platform passes it to the bot.
    """

    name: str
    number: str

    @property
    def shown(self) -> VisibleScreen:
        """Return what the user sees now."""

    async def begin(self, typed: str) -> None:
        """Start a check, and type this text if the platform allows typing."""

    async def press(self, label: str) -> None:
        """Press the button with this label."""


class PlatformDriver(Protocol):
    """A simulated platform on loopback.

    Attributes:
        name: The name of the channel, and its transport.
    """

    name: str

    async def open(self, bot: str) -> Mapping[str, str]:
        """Start the platform for a bot at this address, and return the settings that point the bot at it."""

    async def ready(self) -> None:
        """Wait until the platform and the bot are connected."""

    def new_user(self) -> SimulatedUser:
        """Return a new user."""

    def paused(self) -> AbstractAsyncContextManager[None]:
        """Return a context in which its users' devices don't send anything of their own accord."""

    async def count_remaining(self, words: Collection[str]) -> int:
        """Count the messages and screens in its chats that should be gone.

        Args:
            words: The canaries of the conversations held there.
        """

    async def kept(self) -> Sequence[Path] | None:
        """Close the users' apps, and return the folders in which these store things.

        Returns:
            The folders; none if no devices are simulated; None if it is unknown what devices would store.
        """

    async def close(self) -> None:
        """Stop the platform."""
