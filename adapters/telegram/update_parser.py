"""Parses the updates that Telegram sends. Pure: no I/O, and without the SDK.

1. Parsing never raises: it returns None for anything unknown.
2. Only two things that a person types are read: a command, with the payload of a link that the bot made, and a short
   number. Messages that were forwarded, or sent via another bot, are never read.
3. Only messages that a person composed get a reply; service messages don't.
4. Objects and fields are those of https://core.telegram.org/bots/api.
"""

import re
from collections.abc import Mapping

from adapters.channels.conversation import belongs_to_check
from adapters.channels.message_lifecycle import Address
from adapters.telegram.events import (
    BotLeft,
    ButtonPressed,
    CommandSent,
    GroupMigrated,
    MessageSent,
    Sender,
    TelegramEvent,
    TopicNamed,
)

_ARGUMENT = r"[a-z0-9_]{1,64}|[A-Za-z0-9_-]{40,64}"
"""The payload of a link that the bot made: a check's id, or a token, which is longer than any word."""
_COMMAND = re.compile(rf"/([A-Za-z0-9_]{{1,32}})(?:@([A-Za-z0-9_]+))?(?:\s+({_ARGUMENT}))?(?:\s|$)")
_NUMBER = re.compile(r"\s*([0-9]{1,2})\.?\s*")
_COMPOSED = frozenset(
    (
        *("text", "rich_message", "animation", "audio", "document", "live_photo", "paid_media", "photo", "sticker"),
        *("story", "video", "video_note", "voice", "checklist", "contact", "dice", "game", "poll", "venue", "location"),
    )
)
"""The fields of a message that a person composed (#message). A message with none of them is a service message."""
ID_LIMIT = 2**53
"""The upper bound of all ids: Telegram promises 52 significant bits at most."""
UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
"""The kinds of update that the bot asks for."""


def read(update: object) -> TelegramEvent | None:
    """Parse an update (decoded JSON); return None for one that the bot doesn't handle."""
    match update:
        case {"callback_query": {} as query}:
            return _pressed(query)
        case {
            "my_chat_member": {
                "new_chat_member": {"status": "left" | "kicked"} | {"status": "restricted", "is_member": False}
            } as changed
        }:
            at, sender = _address({"message_id": 0, **changed}), _sender(changed.get("from"))
            return BotLeft(at, sender) if at and sender and not at.private else None
        case {"message": {"migrate_to_chat_id": int(chat)} as message}:
            at, sender = _address(message), _sender(message.get("from"))
            known = at and sender and not at.private and abs(chat) < ID_LIMIT
            return GroupMigrated(at, sender, str(chat)) if at and sender and known else None
        case {"message": {} as message}:
            return _named(message) or _message(message, quiet=False)
        case {"edited_message": {} as message}:
            return _message(message, quiet=True)
        case _:
            return None


def number(update: object) -> int | None:
    """Return the id of an update; None if it has none."""
    match update:
        case {"update_id": int(found)}:
            return found
        case _:
            return None


def acknowledgement(update: object) -> Mapping[str, str] | None:
    """Return the call that acknowledges a press in a check, for the webhook's response; None for other updates.

    Source: https://core.telegram.org/bots/api#making-requests-when-getting-updates
    """
    match update:
        case {"callback_query": {"id": str(id_), "data": str(payload), "message": {"chat": {"type": "private"}}}} if (
            belongs_to_check(payload)
        ):
            return {"method": "answerCallbackQuery", "callback_query_id": id_}
        case _:
            return None


def _pressed(query: object) -> ButtonPressed | None:
    match query:
        case {"id": str(id_), "from": user, "data": str(payload), "message": message}:
            at, sender = _address(message), _sender(user)
            return ButtonPressed(at, sender, id_, payload) if at and sender else None
        case _:
            return None


def _named(message: Mapping[str, object]) -> TopicNamed | None:
    match message:
        case {"forum_topic_created": {"name": _}} | {"forum_topic_edited": {"name": _}}:
            at, sender = _address(message), _sender(message.get("from"))
            here = at and at.private and at.thread and not _is_bot(message.get("from"))
            return TopicNamed(at, sender) if at and sender and here else None
        case _:
            return None


def _message(message: Mapping[str, object], *, quiet: bool) -> CommandSent | MessageSent | None:
    at, sender, behind = _address(message), _sender(message.get("from")), _behind(message)
    if not (at and sender):
        return None
    silent = quiet or not _COMPOSED & message.keys() or (_is_bot(message.get("from")) and not behind)
    text = "" if silent else _typed(message)
    if found := _COMMAND.match(text):
        name, addressee, argument = found.groups()
        return CommandSent(at, sender, name.lower(), addressee, argument, behind, _ephemeral(message))
    typed = _NUMBER.fullmatch(text)
    return MessageSent(at, sender, typed[1] if typed else None, silent) if at.private else None


def _typed(message: Mapping[str, object]) -> str:
    """Return what the sender typed; empty if it was forwarded or sent via a bot."""
    text = message.get("text")
    return text if isinstance(text, str) and not message.keys() & {"forward_origin", "via_bot"} else ""


def _address(message: object) -> Address | None:
    match message:
        case {"message_id": int(id_), "chat": {"id": int(chat), "type": str(kind)}, "date": int(date)} if all(
            _is_id(one) for one in (id_, chat, date)
        ):
            return Address(str(chat), str(id_), date, kind == "private", _thread(message))
        case _:
            return None


def _sender(user: object) -> Sender | None:
    match user:
        case {"id": int(person)} if _is_id(person):
            return Sender(str(person), _locale(user))
        case _:
            return None


def _is_id(number: int) -> bool:
    """Return whether this can be an id. A boolean, which to Python is an int, can't."""
    return type(number) is int and abs(number) < ID_LIMIT


def _is_bot(user: object) -> bool:
    return isinstance(user, dict) and user.get("is_bot") is True


def _locale(user: object) -> str | None:
    match user:
        case {"language_code": str(code)}:
            return code.partition("-")[0].lower()
        case _:
            return None


def _thread(message: object) -> str | None:
    match message:
        case {"is_topic_message": True, "message_thread_id": int(thread)} if 0 < thread < 2**31:
            return str(thread)
        case _:
            return None


def _behind(message: Mapping[str, object]) -> str | None:
    match message:
        case {"sender_chat": {"id": int(chat)}}:
            return str(chat)
        case _:
            return None


def _ephemeral(message: Mapping[str, object]) -> str | None:
    match message:
        case {"ephemeral_message_id": int(id_)} if _is_id(id_):
            return str(id_)
        case _:
            return None
