"""A Telegram user: who they are, and what they saw of the bot's answers."""

from dataclasses import dataclass

from adapters.simulators.json_object import JsonObject
from adapters.simulators.telegram.message import Message


@dataclass(frozen=True)
class Toast:
    """The answer to a button press, as a person sees it.

    Attributes:
        text: what it says.
        alert: whether it is a dialog that must be closed, instead of a notice over the chat.
    """

    text: str
    alert: bool


class User:
    """A user of Telegram.

    Attributes:
        id: a positive number.
        language_code: an IETF language tag, or None.
        first_name: what others call them.
        toasts: the answers to button presses that were shown, in order.
        ephemerals: what was shown to them alone in a group, by ephemeral_message_id.
        started: whether they ever wrote to the bot; before that it can't write to them.
        blocked: whether they blocked the bot.
    """

    def __init__(self, identity: int, language_code: str | None, first_name: str) -> None:
        """Start as somebody who never wrote to the bot."""
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
