"""The values of the wipe store: a message to wipe, a claimed wipe, and the backlog."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

GRACE = 60.0
"""Seconds that a wipe may be late before it counts as overdue."""
REPLACING = 60.0
"""Seconds that code that replaces or removes a post has to delete it, before the wipe worker does."""


class MessageKind(StrEnum):
    """The role of a message in its conversation.

    Attributes:
        SCREEN: The screen of a check that is still open.
        TEXT: A text to read.
        NOTICE: A short notice of the bot.
        ALERT: An alert to a coordinator, which stays longer than the others.
        PERSON: A message that the person sent.
        POST: An outdated post of a reminder.
    """

    SCREEN = "screen"
    TEXT = "text"
    NOTICE = "notice"
    ALERT = "alert"
    PERSON = "person"
    POST = "post"


@dataclass(frozen=True, slots=True)
class ChatMessage:
    """A message that was posted.

    Attributes:
        channel: The account.
        chat: The id of the chat there.
        id: The id of the message in that chat.
        part: Its role in the conversation.
        age: Seconds since it was posted.
        run: The run of the check that it shows or, if a notice, whose end it announces; None if there is none.
    """

    channel: str
    chat: str
    id: str
    part: MessageKind
    age: float = 0.0
    run: str | None = None

    @property
    def order(self) -> tuple[str, str, str]:
        """Return the sort key, which makes all transactions lock rows in the same order."""
        return self.channel, self.chat, self.id

    def is_until(self, message: str) -> bool:
        """Return whether it is this message or an older one in its chat; ids increase."""
        return (len(self.id), self.id) <= (len(message), message)


@dataclass(frozen=True, slots=True)
class Wipe:
    """A claimed row: a message that must be wiped now.

    Attributes:
        id: The id of the row.
        channel: The account.
        chat: The id of the chat there.
        message: The id of the message; None if that was lost when it was posted.
        after: If `message` is None, the id of the last known message before it, or None.
        part: Its role in the conversation.
        attempts: How often it was postponed.
        hopeless: Whether the platform no longer allows its deletion.
        lease: The fencing token of the claim.
    """

    id: int
    channel: str
    chat: str
    message: str | None
    after: str | None
    part: MessageKind
    attempts: int
    hopeless: bool
    lease: str = field(repr=False)

    @property
    def order(self) -> tuple[str, str, str, int]:
        """Return the sort key, which makes all transactions lock rows in the same order."""
        return self.channel, self.chat, self.message or "", self.id


@dataclass(frozen=True, slots=True)
class Backlog:
    """The messages that are waiting to be wiped.

    Attributes:
        rows: The number of messages of each kind, due or not.
        overdue: How many became due more than `GRACE` seconds ago, even if postponed since.
        lateness: Seconds since the oldest due row first became due; 0 if none is due.
    """

    rows: Mapping[MessageKind, int]
    overdue: int
    lateness: float
