"""A channel (or a person's messages with the bot), and the messages in it."""

from dataclasses import dataclass, field, replace
from typing import Any

from adapters.slack.fake import screen
from adapters.slack.fake.error import Json
from adapters.slack.fake.screen import Button


@dataclass(frozen=True)
class Message:
    """A message; an update puts a new one in its place, so what a test holds never changes.

    Attributes:
        ts: its time, which is its name in the channel.
        channel: where it stands.
        text: what stands for the blocks where those can't be shown.
        blocks: what is shown.
        ephemeral: whether one person sees it, until they close Slack.
        edited: whether it was updated.
        thread: the message that it is an answer to, "" for none.
    """

    ts: str
    channel: str
    text: str
    blocks: list[Json] = field(default_factory=list)
    ephemeral: bool = False
    edited: bool = False
    thread: str = ""

    @property
    def texts(self) -> list[str]:
        """Give what its blocks say, plain."""
        return screen.texts(self.blocks)

    @property
    def buttons(self) -> list[Button]:
        """Give the buttons in it, in order."""
        return screen.buttons(self.blocks)

    def wire(self, author: Json) -> Json:
        """Give it as Slack sends it."""
        known = {"type": "message", "ts": self.ts, "text": self.text, "blocks": self.blocks, **author}
        return {**known, "thread_ts": self.thread} if self.thread else known


class Channel:
    """A channel.

    Attributes:
        members: the ids of the people in it.
        bot_in: whether the bot is.
        archived, private: what kind of channel it is.
        restricted: whether only some may post there.
    """

    def __init__(
        self, identity: str, members: list[str], *, bot_in: bool = True, archived: bool = False, private: bool = False
    ) -> None:
        """Start without messages."""
        self.id = identity
        self.name = f"channel-{identity.lower()}"
        self.members = members
        self.bot_in = bot_in
        self.archived = archived
        self.private = private
        self.restricted = False
        self._messages: dict[str, Message] = {}

    @property
    def messages(self) -> list[Message]:
        """Give the messages that are visible to all, the oldest first."""
        return list(self._messages.values())

    def find(self, ts: str) -> Message | None:
        """Give the message with this name, or None."""
        return self._messages.get(ts)

    def add(self, message: Message) -> None:
        """Put a message in."""
        self._messages[message.ts] = message

    def change(self, message: Message, **fields: Any) -> Message:  # noqa: ANN401  # the fields of a Message
        """Put an updated message in the place of the old one."""
        changed = replace(message, edited=True, **fields)
        self._messages[message.ts] = changed
        return changed

    def remove(self, ts: str) -> None:
        """Delete a message."""
        self._messages.pop(ts, None)
