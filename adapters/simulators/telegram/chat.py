"""A chat and the messages in it: a private one, or the base of a group."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from adapters.simulators.clock import Clock
from adapters.simulators.json_object import JsonObject
from adapters.simulators.telegram.errors import blocked, forbidden
from adapters.simulators.telegram.message import Message
from adapters.simulators.telegram.user import User

RELOAD = 1.0
"""Seconds after an unpin by a bot during which Telegram's server reports no pinned message.

It drops its cache, and reloads it only then; messages pinned in the meantime go unnoticed until then. Source:
MessagesManager.cpp:8056-8063 and 28785-28797, and UserManager.h:874, of tdlib/td.
"""
_NO_GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")


class Chat:
    """A chat, and the messages that are visible in it.

    Attributes:
        id: Positive for a person, negative for a group.
        kind: "private", "group" or "supergroup".
        pins: The ids of the pinned messages, the newest last.
    """

    def __init__(self, identity: int, kind: str, clock: Clock, numbers: Iterator[int]) -> None:
        """Start without messages. `numbers`: the sequence of message ids."""
        self.id = identity
        self.kind = kind
        self.pins: list[int] = []
        self._clock = clock
        self._numbers = numbers
        self._messages: dict[int, Message] = {}
        self._reloaded = 0.0

    @property
    def messages(self) -> list[Message]:
        """Return the visible messages, oldest first."""
        return list(self._messages.values())

    def find(self, number: int) -> Message | None:
        """Return the message with this id; None if there is none, or it was deleted."""
        return self._messages.get(number)

    def add(self, author: JsonObject, *, from_bot: bool, **fields: Any) -> Message:  # noqa: ANN401  # the fields of a Message
        """Add a message, with the next id and the current date, and return it."""
        number = next(self._numbers)
        if "forum_topic_created" in fields.get("content", ()):
            fields["thread"] = number  # a topic has the id of the message about its creation
        message = Message(number, author, from_bot, self._clock.date(), **fields)
        self._messages[message.id] = message
        return message

    def change(self, message: Message, **fields: Any) -> Message:  # noqa: ANN401  # the fields of a Message
        """Replace a message with an edited one, and return that."""
        changed = replace(message, edited=self._clock.date(), **fields)
        self._messages[message.id] = changed
        return changed

    def remove(self, number: int) -> None:
        """Delete a message, for everybody."""
        self._messages.pop(number, None)
        self.pins = [pin for pin in self.pins if pin != number]

    def unpin(self, *numbers: int) -> None:
        """Unpin these messages."""
        newest, now = self.pins[-1:], self._clock.now()
        self.pins = [pin for pin in self.pins if pin not in numbers]
        if self.pins[-1:] != newest and now >= self._reloaded:
            self._reloaded = now + RELOAD

    def object(self) -> JsonObject:
        """Return the Chat object."""
        return {"id": self.id, "type": self.kind}

    def full(self) -> JsonObject:
        """Return the ChatFullInfo object, with the newest pinned message and its buttons, if the server knows it."""
        gifts = dict.fromkeys(_NO_GIFTS, False)
        info = {**self.object(), "accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": gifts}
        pinned = self.find(self.pins[-1]) if self.pins and self._clock.now() >= self._reloaded else None
        return {**info, "pinned_message": self.to_json(pinned, deep=False)} if pinned else info

    def to_json(self, message: Message, *, deep: bool = True) -> JsonObject:
        """Return the Message object; with `deep`, also the message that it replies to."""
        known: JsonObject = {
            "message_id": message.id,
            "from": message.author,
            "chat": self.object(),
            "date": message.date,
        }
        known |= {"edit_date": message.edited} if message.edited else {}
        known |= {"message_thread_id": message.thread, "is_topic_message": True} if message.thread else {}
        known |= {"text": message.text} if message.text else {}
        known |= {"entities": list(message.entities)} if message.entities and message.text else {}
        known |= {"link_preview_options": message.preview} if message.preview else {}
        known |= {"has_protected_content": True} if message.protected else {}
        known |= {"reply_markup": message.markup} if message.markup else {}
        answered = self.find(message.reply) if message.reply and deep else None
        known |= {"reply_to_message": self.to_json(answered, deep=False)} if answered else {}
        return {**known, **message.content}

    def inaccessible(self, number: int) -> JsonObject:
        """Return the InaccessibleMessage object, whose date is 0."""
        return {"message_id": number, "chat": self.object(), "date": 0}

    def check_access(self, *, writing: bool) -> None:
        """Raise if the bot may not read here or, if `writing`, change anything.

        Raises:
            ApiError: It may not.
        """

    def check_sending(self) -> None:
        """Raise if the bot may not send anything here.

        Raises:
            ApiError: It may not.
        """


class PrivateChat(Chat):
    """A chat of one person with the bot.

    Attributes:
        owner: The person.
        topics: The names of its topics, by id, which is that of the service message about their creation.
    """

    def __init__(self, owner: User, clock: Clock, numbers: Iterator[int]) -> None:
        """Start without messages; see `Chat`."""
        super().__init__(owner.id, "private", clock, numbers)
        self.owner = owner
        self.topics: dict[int, str] = {}

    def object(self) -> JsonObject:
        """Return the Chat object, with the person's name."""
        return {**super().object(), "first_name": self.owner.first_name}

    def check_sending(self) -> None:
        """Raise if the person blocked the bot, or never wrote to it."""
        if self.owner.blocked:
            raise blocked()
        if not self.owner.started:
            raise forbidden("bot can't initiate conversation with a user")
