"""The bot's account as Telegram holds it: who the bot is, its chats, its updates, and what it told of itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from adapters.telegram.fake import error
from adapters.telegram.fake.chat import Chat, PrivateChat
from adapters.telegram.fake.clock import Clock
from adapters.telegram.fake.error import Json, bad_request, forbidden
from adapters.telegram.fake.group import Group
from adapters.telegram.fake.limit import Limit
from adapters.telegram.fake.member import member
from adapters.telegram.fake.message import Message
from adapters.telegram.fake.person import Person
from adapters.telegram.fake.update import Queue


@dataclass
class Press:
    """A press on a button that waits for its answer."""

    person: Person
    at: float
    answered: bool = False


class Account:
    """All that Telegram knows of one bot.

    Attributes:
        numbers: the message numbers of all private chats and basic groups together; a supergroup has its own.
        presses: the presses by query id.
        commands: the lists of commands by scope and language.
        descriptions: what the bot told of itself by method ("description", "short_description", "name") and language.
        logged_out: whether the bot left this server with logOut.
    """

    def __init__(self, identity: int, clock: Clock, *, limits: bool = True) -> None:
        """Start with a bot that knows nobody."""
        self.id = identity
        self.clock = clock
        self.numbers: Iterator[int] = count(1)
        self.queue = Queue(clock)
        self.limit = Limit(clock, on=limits)
        self.chats: dict[int, Chat] = {}
        self.people: dict[int, Person] = {}
        self.presses: dict[str, Press] = {}
        self.commands: dict[tuple[str, str], list[Json]] = {}
        self.descriptions: dict[tuple[str, str], str] = {}
        self.logged_out = False
        self._queries = count(4_382_000_001)

    def user(self) -> Json:
        """Give the bot as a User object."""
        name = self.descriptions.get(("name", ""), "Groomingcheck")
        return {"id": self.id, "is_bot": True, "first_name": name, "username": "groomingcheck_bot"}

    def chat(self, identity: object) -> Chat:
        """Give the chat with this id, whatever the bot may do there.

        Raises:
            ApiError: there is none, or the id is empty.
        """
        if not identity:
            raise bad_request("chat_id is empty")
        chat = self.chats.get(int(str(identity))) if re.fullmatch(r"-?\d{1,18}", str(identity)) else None
        if chat is None:
            raise bad_request("chat not found")
        return chat

    def reach(self, identity: object, *, writing: bool = True) -> Chat:
        """Give the chat with this id, for reading, editing or writing there.

        Raises:
            ApiError: there is none, or the bot may not.
        """
        chat = self.chat(identity)
        if isinstance(chat, Group):
            if chat.moved_to and writing:
                raise error.migrated(chat.moved_to)
            if chat.status == "kicked":
                raise error.kicked(chat.kind)
            if chat.status == "left":
                raise forbidden(f"bot is not a member of the {chat.kind} chat")
        return chat

    def speak(self, identity: object) -> Chat:
        """Give the chat with this id, for saying something there.

        Raises:
            ApiError: there is none, or the bot may not.
        """
        chat = self.reach(identity)
        if isinstance(chat, PrivateChat):
            if chat.owner.blocked:
                raise error.blocked()
            if not chat.owner.started:
                raise forbidden("bot can't initiate conversation with a user")
        return chat

    def told(self, chat: Chat, message: Message, kind: str = "message") -> None:
        """Let the bot be told of a message."""
        self.queue.add(kind, chat.wire(message), f"chat {chat.id}")

    def pressed(self, person: Person, chat: Chat, number: int, payload: str) -> str:
        """Let the bot be told of a press on a button; give the query's id.

        A message that is gone, or older than 48 hours, comes as an inaccessible one.
        """
        query = str(next(self._queries))
        self.presses[query] = Press(person, self.clock.now())
        message = chat.find(number)
        old = message is None or message.date < self.clock.now() - 48 * 3600
        shown = chat.inaccessible(number) if message is None or old else chat.wire(message)
        body = {"id": query, "from": person.user(), "message": shown, "chat_instance": str(7_000_000 + chat.id)}
        self.queue.add("callback_query", {**body, "data": payload}, f"press {person.id}")
        return query

    def moved(self, chat: Chat, by: Json, before: str, after: str) -> None:
        """Let the bot be told that it has another place in a chat now."""
        body = {"chat": chat.object(), "from": by, "date": self.clock.date()}
        both = {"old_chat_member": member(self.user(), before), "new_chat_member": member(self.user(), after)}
        self.queue.add("my_chat_member", {**body, **both}, f"place {chat.id}")
