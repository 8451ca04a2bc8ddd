"""The interfaces for posting reminders in a channel, and for looking up its chats."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from adapters.checks.screen import Link
from adapters.platforms.errors import BlockedError, ChatNotFoundError, GoneError, MovedError, RefusedError
from adapters.reminders.alerts import Reach
from adapters.storage.alarms import Alarm
from adapters.storage.reminders import Destination, Suspension

FINAL = frozenset({Suspension.GONE, Suspension.LEFT, Suspension.ARCHIVED})
"""Refusals that are permanent. Any other may be temporary: during outages, platforms have refused with each of them."""


@dataclass(frozen=True, slots=True)
class ReminderPost:
    """The content of a reminder's post.

    Attributes:
        html: HTML, with only the tags b, i and a.
        check: The check that its button starts.
        label: The label of that button, as plain text.
        trial: Whether it is only posted to find out whether the bot may, and deleted immediately.
        page: A second button, which opens the web page; None if there is none.
    """

    html: str
    check: str
    label: str
    trial: bool = False
    page: Link | None = None


@dataclass(frozen=True, slots=True)
class PostedReminder:
    """A reminder that was posted in a chat.

    Attributes:
        message: The id of the message.
        chat: The id of the chat, which is new if the chat has moved.
    """

    message: str
    chat: str


class PostRefusedError(Exception):
    """The platform refuses the post.

    Attributes:
        why: The reason shown to coordinators.
        final: Whether the refusal is permanent.
    """

    def __init__(self, why: Suspension, *, final: bool | None = None) -> None:
        """Set both attributes. `final`: None to derive it from the reason (`FINAL`)."""
        super().__init__(why)
        self.why = why
        self.final = why in FINAL if final is None else final


def suspension(refused: RefusedError) -> Suspension:
    """Return the reason for suspension that belongs to a refusal."""
    match refused:
        case BlockedError():
            return Suspension.LEFT
        case ChatNotFoundError() | MovedError():
            return Suspension.GONE
        case GoneError():
            return Suspension.TOPIC
        case _:
            return Suspension.REJECTED


class Publisher(Protocol):
    """Posts reminders in a channel.

    Attributes:
        post_interval: Minimum seconds between two posts, for the platform's limits and for checks under way.
    """

    @property
    def post_interval(self) -> float:
        """Return the minimum seconds between two posts."""

    async def publish(self, destination: Destination, post: ReminderPost) -> PostedReminder:
        """Post it, once.

        Raises:
            PostRefusedError: The platform refuses it.
            UnavailableError: It wasn't posted; if `unsure`, it may have been.
        """

    async def retract(self, destination: Destination, message: str) -> bool:
        """Delete an earlier post, and return whether it is gone. Never raises; idempotent."""

    async def alert(self, alarms: Sequence[Alarm]) -> Reach:
        """Notify coordinators, each in private, and return how many were reached and who can't be.

        Raises:
            UnavailableError: Nobody was reached; all can be notified later.
        """


class ChatDirectory(Protocol):
    """Looks up chats of a channel and the people in them. Every call may raise `PlatformError`."""

    async def title(self, chat: str) -> str | None:
        """Return the name of a chat as plain text; None if it has none."""

    async def is_coordinator(self, person: str, chat: str) -> bool:
        """Return whether this person's role on the platform allows reminders in this chat (empty: in any)."""
