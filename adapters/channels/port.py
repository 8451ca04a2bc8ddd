"""The interface of a channel."""

from collections.abc import Sequence
from typing import Protocol

from starlette.routing import BaseRoute

from adapters.reminders.publisher import Publisher
from adapters.wiping.eraser import Eraser


class RejectedError(Exception):
    """A platform refuses what was set for it. The text is one line that starts with the setting's name."""


class Channel(Eraser, Publisher, Protocol):
    """A chat platform: receives what people do, wipes messages, and posts reminders.

    Attributes:
        name: The name in metrics and the log.
        account: The account's name in the stores; two bots on one platform are two accounts.
        routes: The HTTP routes on which it receives.
    """

    @property
    def name(self) -> str:
        """Return its name."""

    @property
    def account(self) -> str:
        """Return the account's name in the stores."""

    @property
    def routes(self) -> Sequence[BaseRoute]:
        """Return the HTTP routes on which it receives."""

    async def open(self) -> None:
        """Get ready for calls. A platform that can't be reached is no error.

        Raises:
            RejectedError: The platform refuses what was set.
        """

    async def run(self) -> None:
        """Receive until cancelled."""

    async def settle(self) -> None:
        """Acknowledge to the platform what was received; called once nothing more is received."""

    async def close(self) -> None:
        """Close every connection."""
