"""The interface of a channel."""

from collections.abc import Sequence
from typing import Protocol

from starlette.routing import BaseRoute

from adapters.reminders.publisher import Publisher
from adapters.wiping.eraser import Eraser


class RejectedError(Exception):
    """A platform refuses what was set for it. The text is one line that starts with the setting's name."""


class Chats(Eraser, Publisher, Protocol):
    """The chats of a platform: wipes messages in them, and posts reminders."""


class Channel(Protocol):
    """A way to hold a check: receives what people do, and shows what comes of it.

    Attributes:
        name: The name in metrics and the log.
        account: The account's name in the stores; two bots on one platform are two accounts.
        routes: The HTTP routes on which it receives.
        chats: Where it posts; None where people see nothing but the answer to what they sent, so that there is nothing
            to wipe and nowhere to remind anybody.
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

    @property
    def chats(self) -> Chats | None:
        """Return what wipes and posts in its chats; None if it has none."""

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
