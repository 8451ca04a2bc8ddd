"""A Telegram user, and what the bot showed them."""

from dataclasses import dataclass

from adapters.simulators.json_object import JsonObject
from adapters.simulators.telegram.message import Message


@dataclass(frozen=True)
class Toast:
    """The answer to a button press, as a person sees it.

    Attributes:
        text: What it says.
        alert: Whether it is a dialog that must be closed, rather than a notice at the top of the chat.
    """

    text: str
    alert: bool


class User:
    """A user of Telegram.

    Attributes:
        id: A positive number.
        language_code: An IETF language tag, or None.
        first_name: Their first name.
        toasts: The answers to button presses that were shown, in order.
        ephemerals: The ephemeral messages shown to them, by ephemeral_message_id.
        started: Whether they ever wrote to the bot, which can't write to them before that.
        blocked: Whether they blocked the bot.
    """

    def __init__(self, identity: int, language_code: str | None, first_name: str) -> None:
        """Start as somebody who has never written to the bot."""
        self.id = identity
        self.language_code = language_code
        self.first_name = first_name
        self.toasts: list[Toast] = []
        self.ephemerals: dict[int, Message] = {}
        self.started = False
        self.blocked = False

    def user(self) -> JsonObject:
        """Return the User object."""
        known: JsonObject = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        return {**known, "language_code": self.language_code} if self.language_code else known
