"""A chat and the messages in it: a private one, or what a group is made of."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Protocol

from adapters.telegram.fake.clock import Clock
from adapters.telegram.fake.error import Json
from adapters.telegram.fake.message import Message

_NO_GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")


class Chat:
    """A chat, with the messages that are visible in it.

    Attributes:
        id: positive for a person, negative for a group.
        kind: "private", "group" or "supergroup".
        pins: the numbers of the pinned messages, the newest last.
    """

    def __init__(self, identity: int, kind: str, clock: Clock, numbers: Iterator[int]) -> None:
        """Start without messages; the next one gets the next of `numbers`."""
        self.id = identity
        self.kind = kind
        self.pins: list[int] = []
        self._clock = clock
        self._numbers = numbers
        self._messages: dict[int, Message] = {}

    @property
    def messages(self) -> list[Message]:
        """Give the visible messages, the oldest first; what is in the list never changes."""
        return list(self._messages.values())

    def find(self, number: int) -> Message | None:
        """Give the message with this number, or None when there is none or it was deleted."""
        return self._messages.get(number)

    def add(self, author: Json, *, from_bot: bool, **fields: Any) -> Message:  # noqa: ANN401  # the fields of a Message
        """Put a message into the chat and give it its number and date."""
        message = Message(next(self._numbers), author, from_bot, self._clock.date(), **fields)
        self._messages[message.id] = message
        return message

    def change(self, message: Message, **fields: Any) -> Message:  # noqa: ANN401  # the fields of a Message
        """Put an edited message in the place of the old one."""
        changed = replace(message, edited=self._clock.date(), **fields)
        self._messages[message.id] = changed
        return changed

    def remove(self, number: int) -> None:
        """Delete a message, for everybody."""
        self._messages.pop(number, None)
        self.pins = [pin for pin in self.pins if pin != number]

    def object(self) -> Json:
        """Give the Chat object."""
        return {"id": self.id, "type": self.kind}

    def full(self) -> Json:
        """Give the ChatFullInfo object, with the newest pinned message and its buttons."""
        gifts = dict.fromkeys(_NO_GIFTS, False)
        info = {**self.object(), "accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": gifts}
        pinned = self.find(self.pins[-1]) if self.pins else None
        return {**info, "pinned_message": self.wire(pinned, deep=False)} if pinned else info

    def wire(self, message: Message, *, deep: bool = True) -> Json:
        """Give the Message object; with `deep`, also what it answers or pins."""
        known: Json = {"message_id": message.id, "from": message.author, "chat": self.object(), "date": message.date}
        known |= {"edit_date": message.edited} if message.edited else {}
        known |= {"message_thread_id": message.thread, "is_topic_message": True} if message.thread else {}
        known |= {"text": message.text} if message.text else {}
        known |= {"entities": list(message.entities)} if message.entities and message.text else {}
        known |= {"link_preview_options": message.preview} if message.preview else {}
        known |= {"has_protected_content": True} if message.protected else {}
        known |= {"reply_markup": message.markup} if message.markup else {}
        answered = self.find(message.reply) if message.reply and deep else None
        known |= {"reply_to_message": self.wire(answered, deep=False)} if answered else {}
        return {**known, **message.content}

    def inaccessible(self, number: int) -> Json:
        """Give the InaccessibleMessage object, whose date is 0."""
        return {"message_id": number, "chat": self.object(), "date": 0}


class Owner(Protocol):
    """Whose private chat it is."""

    id: int
    first_name: str
    blocked: bool
    started: bool


class PrivateChat(Chat):
    """The chat of a person with the bot."""

    def __init__(self, owner: Owner, clock: Clock, numbers: Iterator[int]) -> None:
        """Start without messages."""
        super().__init__(owner.id, "private", clock, numbers)
        self.owner = owner

    def object(self) -> Json:
        """Give the Chat object."""
        return {**super().object(), "first_name": self.owner.first_name}
