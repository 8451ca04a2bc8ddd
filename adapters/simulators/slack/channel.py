"""A channel, or a person's direct messages with the bot, and the messages in it."""

from dataclasses import dataclass, field, replace
from typing import Any

from adapters.simulators.json_object import JsonObject
from adapters.simulators.slack import rendered_blocks
from adapters.simulators.slack.rendered_blocks import BlockButton


@dataclass(frozen=True)
class ChannelMessage:
    """A message; an update puts a new object in its place, so the one that a test holds never changes.

    Attributes:
        ts: Its timestamp, which is its id within the channel.
        channel: The id of the channel.
        text: The fallback for the blocks, as in a notification.
        blocks: Its blocks as Slack stores them.
        ephemeral: Whether only one person sees it, until they close Slack.
        edited: Whether it was updated.
        thread: The ts of the message that it replies to; "" for none.
    """

    ts: str
    channel: str
    text: str
    blocks: list[JsonObject] = field(default_factory=list)
    ephemeral: bool = False
    edited: bool = False
    thread: str = ""

    @property
    def texts(self) -> list[str]:
        """Return the texts in its blocks, without markup."""
        return rendered_blocks.texts(self.blocks)

    @property
    def buttons(self) -> list[BlockButton]:
        """Return its buttons, in order."""
        return rendered_blocks.buttons(self.blocks)

    def to_json(self, author: JsonObject) -> JsonObject:
        """Return the message object, with the fields that name its author."""
        known = {"type": "message", "ts": self.ts, "text": self.text, "blocks": self.blocks, **author}
        return {**known, "thread_ts": self.thread} if self.thread else known


class WorkspaceChannel:
    """A channel of the workspace.

    Attributes:
        id: "C" and more, or "D" and more for direct messages.
        name: What people call it.
        members: The ids of the people in it.
        bot_in: Whether the bot is a member.
        archived: Whether nobody can post any more.
        private: Whether only members can see it.
        restricted: Whether only some members may post.
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
        self._messages: dict[str, ChannelMessage] = {}

    @property
    def messages(self) -> list[ChannelMessage]:
        """Return the messages that everybody sees, oldest first."""
        return list(self._messages.values())

    def find(self, ts: str) -> ChannelMessage | None:
        """Return the message with this timestamp, or None."""
        return self._messages.get(ts)

    def add(self, message: ChannelMessage) -> None:
        """Add a message."""
        self._messages[message.ts] = message

    def change(self, message: ChannelMessage, **fields: Any) -> ChannelMessage:  # noqa: ANN401  # the fields of a Message
        """Replace a message with an updated one, and return that."""
        changed = replace(message, edited=True, **fields)
        self._messages[message.ts] = changed
        return changed

    def remove(self, ts: str) -> None:
        """Delete a message, if it is there."""
        self._messages.pop(ts, None)
