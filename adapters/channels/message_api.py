"""The calls that the message lifecycle makes to a platform whose chats are made of messages."""

from typing import Protocol

from adapters.checks.screen import Screen


class MessageApi(Protocol):
    """The calls of a platform whose chats are made of messages. Each may raise `PlatformError`."""

    async def post(self, chat: str, screen: Screen, thread: str | None = None) -> str:
        """Post a message, and return its id."""

    async def edit(self, chat: str, message: str, screen: Screen) -> None:
        """Replace the content of the message with this screen."""
