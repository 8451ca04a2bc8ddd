"""The bot's account as Telegram stores it: its identity, its chats, its updates and its profile."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from adapters.simulators.clock import Clock
from adapters.simulators.json_object import JsonObject
from adapters.simulators.telegram.chat import Chat
from adapters.simulators.telegram.chat_member import member
from adapters.simulators.telegram.errors import bad_request
from adapters.simulators.telegram.message import Message
from adapters.simulators.telegram.rate_limit import RateLimit
from adapters.simulators.telegram.update_queue import UpdateQueue
from adapters.simulators.telegram.user import User

_LONGEST_PRESSABLE = 48 * 3600


@dataclass
class Press:
    """A press of a button that awaits an answer.

    Attributes:
        user: Who pressed.
        at: When, in seconds since 1970.
        answered: Whether the bot has called answerCallbackQuery for it.
    """

    user: User
    at: float
    answered: bool = False


class Account:
    """Stores everything that Telegram knows about one bot.

    Attributes:
        id: The bot's id.
        clock: The simulated time.
        queue: The updates pending for the bot.
        limit: The rate limits.
        chats: By id.
        people: The users, by id.
        numbers: The shared sequence of message ids for all private chats and basic groups; a supergroup has its own.
        presses: By callback query id.
        commands: The command lists, by scope and language.
        descriptions: The texts set with setMyDescription, setMyShortDescription or setMyName, by field
            ("description", "short_description", "name") and language.
        logged_out: Whether the bot left this server with logOut.
        failing_look_ups: How many of the next look-ups of unloaded messages fail; see `delete_methods`.
        ephemeral: Whether the server knows ephemeral messages, which came with Bot API 10.2.
        whispers: The sequence of ephemeral message ids.
        whispered: Who sent each ephemeral command, and when, by its id.
        threaded: Whether BotFather's threaded mode is on: private chats have topics, and people create them.
    """

    def __init__(self, identity: int, clock: Clock, *, limits: bool = True) -> None:
        """Start with a bot without chats."""
        self.id = identity
        self.clock = clock
        self.numbers: Iterator[int] = count(1)
        self.queue = UpdateQueue(clock)
        self.limit = RateLimit(clock, on=limits)
        self.chats: dict[int, Chat] = {}
        self.people: dict[int, User] = {}
        self.presses: dict[str, Press] = {}
        self.commands: dict[tuple[str, str], list[JsonObject]] = {}
        self.descriptions: dict[tuple[str, str], str] = {}
        self.logged_out = False
        self.failing_look_ups = 0
        self.ephemeral = False
        self.whispers: Iterator[int] = count(1)
        self.whispered: dict[int, tuple[int, float]] = {}
        self.threaded = False
        self._queries = count(4_382_000_001)

    def user(self) -> JsonObject:
        """Return the bot as a User object."""
        name = self.descriptions.get(("name", ""), "Groomingcheck")
        return {"id": self.id, "is_bot": True, "first_name": name, "username": "groomingcheck_bot"}

    def chat(self, identity: object) -> Chat:
        """Return the chat with this id, regardless of the bot's permissions there.

        Raises:
            ApiError: There is none, or the id is empty.
        """
        if not identity:
            raise bad_request("chat_id is empty")
        chat = self.chats.get(int(str(identity))) if re.fullmatch(r"-?\d{1,18}", str(identity)) else None
        if chat is None:
            raise bad_request("chat not found")
        return chat

    def accessible_chat(self, identity: object, *, writing: bool = True) -> Chat:
        """Return the chat with this id, for reading or changing its content.

        Args:
            identity: The chat_id as the bot sent it.
            writing: Whether the bot wants to change something.

        Raises:
            ApiError: There is none, or the bot has no access.
        """
        chat = self.chat(identity)
        chat.check_access(writing=writing)
        return chat

    def writable_chat(self, identity: object) -> Chat:
        """Return the chat with this id, to send something to it.

        Raises:
            ApiError: There is none, or the bot may not write there.
        """
        chat = self.accessible_chat(identity)
        chat.check_sending()
        return chat

    def queue_message(self, chat: Chat, message: Message, kind: str = "message") -> None:
        """Queue an update with a message; `kind` is "message" or "edited_message"."""
        self.queue.add(kind, chat.to_json(message), f"chat {chat.id}")

    def queue_callback_query(self, user: User, chat: Chat, number: int, payload: str) -> str:
        """Queue a callback_query for the press of a button, and return the query's id.

        If the message is gone, or older than 48 hours, it is included as an InaccessibleMessage.
        """
        query = str(next(self._queries))
        self.presses[query] = Press(user, self.clock.now())
        message = chat.find(number)
        old = message is None or message.date < self.clock.now() - _LONGEST_PRESSABLE
        shown = chat.inaccessible(number) if message is None or old else chat.to_json(message)
        body = {"id": query, "from": user.user(), "message": shown, "chat_instance": str(7_000_000 + chat.id)}
        self.queue.add("callback_query", {**body, "data": payload}, f"press {user.id}")
        return query

    def queue_member_update(self, chat: Chat, by: JsonObject, before: str, after: str) -> None:
        """Queue a my_chat_member for a new status of the bot. `by`: the User object of the person who changed it."""
        body = {"chat": chat.object(), "from": by, "date": self.clock.date()}
        both = {"old_chat_member": member(self.user(), before), "new_chat_member": member(self.user(), after)}
        self.queue.add("my_chat_member", {**body, **both}, f"member {chat.id}")
