"""A person using Telegram: writing, sending, pressing and blocking."""

from typing import Any

from adapters.simulators.telegram import message_content, message_entities
from adapters.simulators.telegram.account import Account
from adapters.simulators.telegram.chat import Chat, PrivateChat
from adapters.simulators.telegram.group import Group
from adapters.simulators.telegram.message import Message
from adapters.simulators.telegram.user import User

ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
"""The user that Telegram gives as the sender for anonymous administrators."""


class Person(User):
    """A user of Telegram, with the actions that they can take.

    Attributes:
        chat: The private chat with the bot; `chat.messages` are the visible messages.
    """

    def __init__(self, account: Account, identity: int, language_code: str | None, first_name: str) -> None:
        """Start as somebody who has never written to the bot."""
        super().__init__(identity, language_code, first_name)
        self.chat = PrivateChat(self, account.clock, account.numbers)
        self._account = account

    async def say(
        self, text: str, *, reply_to: int | None = None, chat: Chat | None = None, thread: int | None = None
    ) -> int:
        """Write a message, and return its id.

        Args:
            text: The text.
            reply_to: The id of the message that it replies to.
            chat: Where to write it; None for the private chat.
            thread: The id of the topic.
        """
        words, marks = message_entities.strip(text, ())
        return self._post(chat, thread, text=words, entities=message_entities.merge(marks, words), reply=reply_to)

    async def whisper(self, command: str, chat: Group, *, thread: int | None = None) -> int:
        """Choose an ephemeral command in a group, which only the bot sees, and return its ephemeral_message_id."""
        number = next(self._account.whispers)
        self._account.whispered[number] = self.id, self._account.clock.now()
        marks = message_entities.merge((), command)
        message = Message(0, self.user(), from_bot=False, date=0, text=command, entities=marks, thread=thread)
        told = {**chat.to_json(message), "date": self._account.clock.date(), "ephemeral_message_id": number}
        self._account.queue.add("message", told, f"chat {chat.id}")
        return number

    async def say_as_group(self, text: str, chat: Group, *, thread: int | None = None) -> int:
        """Write as an anonymous administrator, whom Telegram replaces with a bot and the group; return the id."""
        words = {"text": text, "entities": message_entities.merge((), text), "content": {"sender_chat": chat.object()}}
        return self._post(chat, thread, author=ANONYMOUS, **words)

    async def send(self, kind: str, *, chat: Chat | None = None, thread: int | None = None) -> int:
        """Send something that isn't text, and return the id of the last message.

        Args:
            kind: As for `message_content.parts`; an album is two photos that belong together.
            chat: Where to send it; None for the private chat.
            thread: The id of the topic.
        """
        parts = message_content.parts(kind, self.user(), self._account.clock.date())
        return [self._post(chat, thread, content=part) for part in parts][-1]

    async def begin_topic(self, name: str) -> int:
        """Create a topic in the private chat, as apps do for the first message there, and return its id.

        Apps name it after the typed text, as indicated by `is_name_implicit`.
        """
        created = {"name": name, "icon_color": 7322096, "is_name_implicit": True}
        topic = self._post(None, None, content={"forum_topic_created": created})
        self.chat.topics[topic] = name
        return topic

    async def rename_topic(self, topic: int, name: str) -> int:
        """Rename a topic in the private chat, and return the id of the service message about it."""
        self.chat.topics[topic] = name
        return self._post(None, topic, content={"forum_topic_edited": {"name": name}})

    async def edit(self, message: int, text: str, *, chat: Chat | None = None) -> None:
        """Edit the text of one of their own messages.

        Raises:
            LookupError: There is no such message.
        """
        where = chat or self.chat
        found = where.find(message)
        if found is None or found.author["id"] != self.id:
            raise LookupError(message)
        changed = where.change(found, text=text, entities=message_entities.merge((), text))
        if self._heard(where, changed):
            self._account.queue_message(where, changed, "edited_message")

    async def press(self, button: str, message: Message | int | None = None, chat: Chat | None = None) -> str:
        """Press a button, named by its label or payload, and return the id of the callback query.

        Args:
            button: The label or payload.
            message: The message that it is under, or its id; None for the newest that has such a button.
            chat: Where it is; None for the private chat.

        Raises:
            LookupError: No visible message has such a button.
        """
        where = chat or self.chat
        number = getattr(message, "id", message)
        seen = [one for one in where.messages if number in {None, one.id}]
        for one in reversed(seen):
            for pressed in (pressed for row in one.buttons for pressed in row):
                if button in {pressed.label, pressed.payload} and pressed.payload is not None:
                    return self._account.queue_callback_query(self, where, one.id, pressed.payload)
        raise LookupError(button)

    async def press_payload(self, payload: str, message: int, chat: Chat | None = None) -> str:
        """Press a button that the message may lack, and return the id of the callback query."""
        return self._account.queue_callback_query(self, chat or self.chat, message, payload)

    async def block(self) -> None:
        """Block the bot, so that it can't write to them any more."""
        self.blocked = True
        self._account.queue_member_update(self.chat, self.user(), "member", "kicked")

    async def unblock(self) -> None:
        """Unblock the bot, so that it can write to them again."""
        self.blocked = False
        self._account.queue_member_update(self.chat, self.user(), "kicked", "member")

    def _post(self, chat: Chat | None, thread: int | None, **fields: Any) -> int:  # noqa: ANN401  # the fields of a Message
        where = chat or self.chat
        if where is self.chat:
            self.started = True
        if isinstance(where, Group):
            where.open(thread)
        author = fields.pop("author", self.user())
        message = where.add(author, from_bot=False, thread=thread, **fields)
        if self._heard(where, message):
            self._account.queue_message(where, message)
        return message.id

    def _heard(self, where: Chat, message: Message) -> bool:
        return where.hears(message, self._account.user()) if isinstance(where, Group) else not self.blocked
