"""The interfaces for posting reminders in a channel, and for asking about its chats."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from adapters.checks.screen import Link
from adapters.platforms.errors import BlockedError, ChatNotFoundError, GoneError, MovedError, RefusedError
from adapters.reminders.alerts import Reach
from adapters.storage.alarms import Alarm
from adapters.storage.reminders import Destination, Suspension

FINAL = frozenset({Suspension.GONE, Suspension.LEFT, Suspension.ARCHIVED})
"""Refusals that are facts about the channel. Every other may pass by itself: an outage has refused with any of them."""


@dataclass(frozen=True, slots=True)
class ReminderPost:
    """The content of a reminder's post.

    Attributes:
        html: HTML, with only the tags b, i and a.
        check: The check that its button starts.
        label: The label of that button, as plain text.
        trial: Whether it is posted only to find out whether the bot may, and deleted at once.
        page: A second button, which opens the check in a browser; None if it can't be held there.
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
        chat: The id of the chat, which isn't the one that was asked for if the chat has moved.
    """

    message: str
    chat: str


class PostRefusedError(Exception):
    """The platform refuses to post there.

    Attributes:
        why: The reason that the coordinators are given.
        final: Whether it will go on refusing, whatever else happens.
    """

    def __init__(self, why: Suspension, *, final: bool | None = None) -> None:
        """Keep both. `final`: None where the reason says it (`FINAL`)."""
        super().__init__(why)
        self.why = why
        self.final = why in FINAL if final is None else final


def suspension(refused: RefusedError) -> Suspension:
    """Return what a refusal means for whoever wants to post there."""
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
    """A channel, as far as posting reminders goes.

    Attributes:
        post_interval: The least number of seconds between two posts, for the platform's limits and the checks going on.
    """

    @property
    def post_interval(self) -> float:
        """Return the least number of seconds between two posts."""

    async def publish(self, destination: Destination, post: ReminderPost) -> PostedReminder:
        """Post it, once.

        Raises:
            PostRefusedError: The platform refuses it.
            UnavailableError: It was not posted, or, where it is `unsure`, it may have been.
        """

    async def retract(self, destination: Destination, message: str) -> bool:
        """Delete an earlier post, and return whether it is gone. Raises nothing; may be called twice."""

    async def alert(self, alarms: Sequence[Alarm]) -> Reach:
        """Notify the coordinators, each in private, and return how many were, and who can't be.

        Raises:
            UnavailableError: Nobody could be told yet, so that all of them can be told later.
        """


class ChatDirectory(Protocol):
    """A channel, as far as it knows about chats and the people in them. Every call raises `PlatformError`."""

    async def title(self, chat: str) -> str | None:
        """Return the name of a chat as plain text; None if it has none."""

    async def coordinates(self, person: str, chat: str) -> bool:
        """Return whether the platform says that this person may set up reminders for this chat (empty: for any)."""
