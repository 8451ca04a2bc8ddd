"""The interface of a channel."""

from collections.abc import Sequence
from typing import Protocol

from starlette.routing import BaseRoute

from adapters.reminders.publisher import Publisher
from adapters.wiping.eraser import Eraser


class RejectedError(Exception):
    """The platform rejects a setting. The message is one line that starts with the setting's name."""


class Chats(Eraser, Publisher, Protocol):
    """The chats of a platform: wipes messages and posts reminders there."""


class Channel(Protocol):
    """A way to do a check: receives what people do, and shows the result.

    Attributes:
        name: The name in metrics and the log.
        account: The account's name in the stores; two bots on one platform are two accounts.
        routes: The HTTP routes on which it receives.
        chats: Where it posts; None for a channel that only responds to requests, with nothing to wipe and nowhere to
            post reminders.
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
        """Return its chats; None if it has none."""

    async def open(self) -> None:
        """Get ready for calls. It is no error if the platform can't be reached.

        Raises:
            RejectedError: The platform rejects a setting.
        """

    async def run(self) -> None:
        """Receive until cancelled."""

    async def settle(self) -> None:
        """Acknowledge to the platform what was received; called after `run` has ended."""

    async def close(self) -> None:
        """Close every connection."""
