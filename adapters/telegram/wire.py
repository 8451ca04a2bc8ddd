"""What Telegram sends, read. Pure: no I/O, and nothing of the SDK.

1. Whatever comes in, reading it never raises: what is not understood is None.
2. Of what a person types, a command with what the bot itself put behind it, or one short number is read, and nothing
   else.
3. Objects and fields are those of https://core.telegram.org/bots/api.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_ARGUMENT = r"[a-z0-9_]{1,64}|[A-Za-z0-9_-]{40,64}"
"""What a link of the bot's own puts behind a command: a check, or something sealed. No word is as long as that."""
_COMMAND = re.compile(rf"/([A-Za-z0-9_]{{1,32}})(?:@([A-Za-z0-9_]+))?(?:\s+({_ARGUMENT}))?(?:\s|$)")
_NUMBER = re.compile(r"\s*([0-9]{1,2})\.?\s*")
BEYOND = 2**53
"""No id reaches this: Telegram promises 52 bits at most."""
START, HELP, PRIVACY, STOP = "start", "help", "privacy", "stop"
"""The commands besides those of the checks."""
UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
"""The kinds of update to ask for."""


@dataclass(frozen=True, slots=True)
class Source:
    """The message something came with, and whose doing it was.

    `locale`: ISO 639-1, empty if not told; `private`: in the person's own chat with the bot; `date`: when the message
    was posted (Unix time), 0 if Telegram no longer tells.
    """

    chat: int
    message: int
    date: int
    private: bool
    person: int
    locale: str


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button below a message of the bot's was pressed."""

    source: Source
    query: str
    payload: str


@dataclass(frozen=True, slots=True)
class Commanded:
    """A command was typed. `addressee`: the bot it names, or empty; `thread`: the topic it was typed in.

    `behind`: the chat in whose name it was typed, None for a person's own: a group's own administrators can stay
    anonymous, and then it is the group.
    """

    source: Source
    name: str
    addressee: str
    argument: str
    thread: int | None
    behind: int | None = None


@dataclass(frozen=True, slots=True)
class Left:
    """The bot is in this group no more."""

    source: Source


@dataclass(frozen=True, slots=True)
class Migrated:
    """This group is a supergroup now, with the id `chat`."""

    source: Source
    chat: int


@dataclass(frozen=True, slots=True)
class Sent:
    """Something else was sent to the private chat. `number`: the one it was, empty for all the rest.

    `quiet`: it needs no answer: a service message, or a change of an earlier one.
    """

    source: Source
    number: str
    quiet: bool


Event = Pressed | Commanded | Sent | Left | Migrated


def read(update: object) -> Event | None:
    """Read an update as it came out of JSON; None for one that is not for us."""
    match update:
        case {"callback_query": {} as query}:
            return _pressed(query)
        case {"my_chat_member": {"new_chat_member": {"status": "left" | "kicked"}} as changed}:
            source = _source({"message_id": 0, **changed}, changed.get("from"))
            return Left(source) if source and not source.private else None
        case {"message": {"migrate_to_chat_id": int(chat)} as message}:
            source = _source(message, message.get("from"))
            return Migrated(source, chat) if source and not source.private and abs(chat) < BEYOND else None
        case {"message": {} as message}:
            return _message(message, quiet=False)
        case {"edited_message": {} as message}:
            return _message(message, quiet=True)
        case _:
            return None


def number(update: object) -> int | None:
    """Give the number of an update; None if it has none."""
    match update:
        case {"update_id": int(found)}:
            return found
        case _:
            return None


def _pressed(query: object) -> Pressed | None:
    match query:
        case {"id": str(id_), "from": user, "data": str(payload), "message": message}:
            source = _source(message, user)
            return Pressed(source, id_, payload) if source else None
        case _:
            return None


def _message(message: Mapping[str, object], *, quiet: bool) -> Commanded | Sent | None:
    user, text = message.get("from"), message.get("text")
    source = _source(message, user)
    if not source:
        return None
    found = _COMMAND.match(text) if isinstance(text, str) and not quiet else None
    if found:
        name, addressee, argument = (group or "" for group in found.groups())
        return Commanded(source, name.lower(), addressee, argument, _thread(message), _behind(message))
    if not source.private:
        return None
    silent = quiet or (isinstance(user, dict) and user.get("is_bot") is True)
    typed = _NUMBER.fullmatch(text) if isinstance(text, str) and not silent else None
    return Sent(source, typed[1] if typed else "", silent)


def _source(message: object, user: object) -> Source | None:
    match message, user:
        case (
            {"message_id": int(id_), "chat": {"id": int(chat), "type": str(kind)}, "date": int(date)},
            {"id": int(person)},
        ) if all(type(one) is int and abs(one) < BEYOND for one in (id_, chat, date, person)):
            return Source(chat, id_, date, kind == "private", person, _locale(user))
        case _:
            return None


def _locale(user: object) -> str:
    match user:
        case {"language_code": str(code)}:
            return code.partition("-")[0].lower()
        case _:
            return ""


def _thread(message: object) -> int | None:
    match message:
        case {"is_topic_message": True, "message_thread_id": int(thread)} if 0 < thread < 2**31:
            return thread
        case _:
            return None


def _behind(message: Mapping[str, object]) -> int | None:
    match message:
        case {"sender_chat": {"id": int(chat)}}:
            return chat
        case _:
            return None
