"""What Telegram sends and is sent, read and written. Pure: no I/O, and nothing of the SDK.

1. Whatever comes in, reading it never raises: what is not understood is None.
2. Of what a person types, a command or one short number is read, and nothing else.
3. Objects and fields are those of https://core.telegram.org/bots/api.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from adapters.dialogue import Button, Screen

_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@([A-Za-z0-9_]+))?(?:\s+([a-z0-9_]{1,64}))?(?:\s|$)")
_NUMBER = re.compile(r"\s*([0-9]{1,2})\.?\s*")
ROW = 24
"""Characters of the labels in one row of buttons, at most; a longer label has a row of its own."""
MOST_IN_ROW = 3
BEYOND = 2**53
"""No id reaches this: Telegram promises 52 bits at most."""
START, HELP, PRIVACY, STOP = "start", "help", "privacy", "stop"
"""The commands besides those of the checks."""
UPDATES = ("message", "edited_message", "callback_query")
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
    """A command was typed. `addressee`: the bot it names, or empty; `thread`: the topic it was typed in."""

    source: Source
    name: str
    addressee: str
    argument: str
    thread: int | None


@dataclass(frozen=True, slots=True)
class Sent:
    """Something else was sent to the private chat. `number`: the one it was, empty for all the rest.

    `quiet`: it needs no answer: a service message, or a change of an earlier one.
    """

    source: Source
    number: str
    quiet: bool


Event = Pressed | Commanded | Sent


@dataclass(frozen=True, slots=True)
class Post:
    """A message to send. `html`: for parse mode HTML; `rows`: of buttons, each a label and a payload.

    `link`: a label and an address, as the one button below it.
    """

    html: str
    rows: tuple[tuple[tuple[str, str], ...], ...] = ()
    link: tuple[str, str] | None = None


def read(update: object) -> Event | None:
    """Read an update as it came out of JSON; None for one that is not for us."""
    match update:
        case {"callback_query": {} as query}:
            return _pressed(query)
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


def write(screen: Screen) -> Post:
    """Lay a screen out as a message.

    An answer has a row of its own, and shows its number for people who would rather type it. So has the last button,
    which is the one that stops: no thumb on its way to another hits it.
    """
    rows: list[list[Button]] = []
    for button in screen.buttons:
        alone = button.key.isdecimal() or button is screen.buttons[-1] or not rows or rows[-1][-1].key.isdecimal()
        if alone or len(rows[-1]) == MOST_IN_ROW or sum(len(one.label) for one in (*rows[-1], button)) > ROW:
            rows.append([button])
        else:
            rows[-1].append(button)
    numbered = not screen.over
    return Post(screen.html, tuple(tuple((_label(one, numbered), one.payload) for one in row) for row in rows))


def numbered(buttons: tuple[tuple[str, str], ...], typed: str) -> str | None:
    """Give the payload of the button that shows this number; None if there is none."""
    return next((payload for label, payload in buttons if label.startswith(f"{int(typed)}. ")), None)


def _label(button: Button, numbered: bool) -> str:  # noqa: FBT001
    return f"{button.key}. {button.label}" if numbered and button.key.isdecimal() else button.label


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
        return Commanded(source, name.lower(), addressee, argument, _thread(message))
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
        case {"is_topic_message": True, "message_thread_id": int(thread)}:
            return thread
        case _:
            return None
