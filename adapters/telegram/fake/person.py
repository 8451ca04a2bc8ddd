"""A person who uses Telegram: what they say, press, block, and see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from adapters.telegram.fake import content, entity
from adapters.telegram.fake.chat import Chat, PrivateChat
from adapters.telegram.fake.group import Group

if TYPE_CHECKING:  # an account has people and a person has an account
    from adapters.telegram.fake.account import Account
    from adapters.telegram.fake.error import Json
    from adapters.telegram.fake.message import Message

ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
"""Who an administrator is that stays anonymous."""


@dataclass(frozen=True)
class Toast:
    """A notice over the chat, or with `alert` a window that must be closed."""

    text: str
    alert: bool


class Person:
    """A person, and the private chat with the bot.

    Attributes:
        chat: the private chat; `chat.messages` is what is visible there.
        toasts: the notices that the bot showed, in order.
        started: whether they ever said something to the bot; before that it can't write to them.
        blocked: whether they blocked the bot.
    """

    def __init__(self, account: Account, identity: int, language_code: str | None, first_name: str) -> None:
        """Start with somebody who never spoke to the bot."""
        self.id = identity
        self.language_code = language_code
        self.first_name = first_name
        self.toasts: list[Toast] = []
        self.started = False
        self.blocked = False
        self.chat = PrivateChat(self, account.clock, account.numbers)
        self._account = account

    def user(self) -> Json:
        """Give the User object."""
        known: Json = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        return {**known, "language_code": self.language_code} if self.language_code else known

    async def say(
        self, text: str, *, reply_to: int | None = None, chat: Chat | None = None, thread: int | None = None
    ) -> int:
        """Say something in a chat (to the bot, when none is given); give the message's number."""
        words, marks = entity.stripped(text, ())
        return self._post(chat, thread, text=words, entities=entity.merged(marks, words), reply=reply_to)

    async def say_as_group(self, text: str, chat: Group, *, thread: int | None = None) -> int:
        """Say something as an administrator who stays anonymous: Telegram puts a bot's name and the group's to it."""
        words = {"text": text, "entities": entity.merged((), text), "content": {"sender_chat": chat.object()}}
        return self._post(chat, thread, author=ANONYMOUS, **words)

    async def send(self, kind: str, *, chat: Chat | None = None, thread: int | None = None) -> int:
        """Send something that is no text, as `content.KINDS` has it; give the (last) message's number.

        An "album" is two photos that belong together.
        """
        parts = content.parts(kind, self.user(), self._account.clock.date())
        return [self._post(chat, thread, content=part) for part in parts][-1]

    async def edit(self, message: int, text: str, *, chat: Chat | None = None) -> None:
        """Change the words of an own message."""
        where = chat or self.chat
        found = where.find(message)
        if found is None or found.author["id"] != self.id:
            raise LookupError(message)
        changed = where.change(found, text=text, entities=entity.merged((), text))
        if self._heard(where, changed):
            self._account.told(where, changed, "edited_message")

    async def press(self, button: str, message: Message | int | None = None, chat: Chat | None = None) -> str:
        """Press the button with this label or payload, of this message or the newest that has it; give the query's id.

        Raises:
            LookupError: no visible message has such a button.
        """
        where = chat or self.chat
        number = getattr(message, "id", message)
        seen = [one for one in where.messages if number in {None, one.id}]
        for one in reversed(seen):
            for pressed in (pressed for row in one.buttons for pressed in row):
                if button in {pressed.label, pressed.payload} and pressed.payload is not None:
                    return self._account.pressed(self, where, one.id, pressed.payload)
        raise LookupError(button)

    async def press_payload(self, payload: str, message: int, chat: Chat | None = None) -> str:
        """Press a button that the message may not have any more, or never had; give the query's id."""
        return self._account.pressed(self, chat or self.chat, message, payload)

    async def block(self) -> None:
        """Block the bot: it can't write here any more."""
        self.blocked = True
        self._account.moved(self.chat, self.user(), "member", "kicked")

    async def unblock(self) -> None:
        """Let the bot write here again."""
        self.blocked = False
        self._account.moved(self.chat, self.user(), "kicked", "member")

    def _post(self, chat: Chat | None, thread: int | None, **fields: Any) -> int:  # noqa: ANN401  # the fields of a Message
        where = chat or self.chat
        if where is self.chat:
            self.started = True
        if isinstance(where, Group):
            where.open(thread)
        author = fields.pop("author", self.user())
        message = where.add(author, from_bot=False, thread=thread, **fields)
        if self._heard(where, message):
            self._account.told(where, message)
        return message.id

    def _heard(self, where: Chat, message: Message) -> bool:
        return where.hears(message, self._account.user()) if isinstance(where, Group) else not self.blocked
