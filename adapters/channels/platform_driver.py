"""What a channel provides for an audit: a simulated platform on loopback, and users who do a check.

A channel without a platform provides what its users have instead, such as a browser.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class VisibleScreen:
    """What a user sees.

    Attributes:
        text: The text of the screen.
        buttons: The label of each button, and the payload that pressing it sends, or None if it sends none.
        answers: The labels of the buttons that answer a question.
    """

    text: str = ""
    buttons: tuple[tuple[str, str | None], ...] = ()
    answers: tuple[str, ...] = ()


class SimulatedUser(Protocol):
    """A user who holds a check.

    Attributes:
        name: The name that the platform passes to the bot.
        number: The id that the platform passes to the bot.
    """

    name: str
    number: str

    @property
    def shown(self) -> VisibleScreen:
        """Return what the user sees now."""

    async def begin(self, typed: str) -> None:
        """Start a check, and type this text where the platform allows typing."""

    async def press(self, label: str) -> None:
        """Press the button with this label."""


class PlatformDriver(Protocol):
    """A simulated platform on loopback.

    Attributes:
        name: The name of the channel, and its way of delivering.
    """

    name: str

    async def open(self, bot: str) -> Mapping[str, str]:
        """Start the platform for a bot at this address, and return the settings that make the bot use it."""

    async def ready(self) -> None:
        """Wait until the platform and the bot are connected."""

    def new_user(self) -> SimulatedUser:
        """Return a new user."""

    async def count_remaining(self, words: Collection[str]) -> int:
        """Count the messages and screens in its chats that should be gone.

        Args:
            words: The canaries of the conversations that took place there.
        """

    async def kept(self) -> Sequence[Path] | None:
        """End what its users have on their devices, and return the folders in which that keeps things.

        Returns:
            No folder where devices are simulated with the platform; None where what they would keep can't be told.
        """

    async def close(self) -> None:
        """Stop the platform."""
