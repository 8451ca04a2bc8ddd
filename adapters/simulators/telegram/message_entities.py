"""Message entities: how Telegram counts their lengths, and which ones it adds automatically."""

import re
from collections.abc import Iterable

from adapters.simulators.json_object import JsonObject
from adapters.simulators.telegram.errors import bad_request

MOST = 100
"""The most entities in one message."""

_FOUND = {
    "bot_command": re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/])"),
    "url": re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)]"),
    "mention": re.compile(r"(?<![\w@/])@[A-Za-z][A-Za-z0-9_]{3,31}\b"),
    "email": re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b"),
}


def length(text: str) -> int:
    """Return the length of a text in UTF-16 code units, which is how Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def covered_text(text: str, entity: JsonObject) -> str:
    """Return the part of a text that an entity covers."""
    units = text.encode("utf-16-le")
    start, size = int(entity["offset"]), int(entity["length"])
    return units[2 * start : 2 * (start + size)].decode("utf-16-le")


def read_entities(entities: object) -> list[JsonObject]:
    """Validate the list of entities that a bot sent, and leave out the types that Telegram adds automatically.

    Raises:
        ApiError: One of them isn't a MessageEntity.
    """
    if not isinstance(entities, list):
        return []
    for entity in entities:
        if not isinstance(entity, dict):
            raise bad_request("can't parse MessageEntity: expected an Object")
        for name, kind in (("type", str), ("offset", int), ("length", int)):
            if not isinstance(entity.get(name), kind):
                raise bad_request(f"can't parse MessageEntity: Can't find field \"{name}\"")
    return [entity for entity in entities if entity["type"] not in _FOUND and entity["length"] > 0]


def detected(text: str) -> list[JsonObject]:
    """Return the entities that Telegram adds automatically: commands, links, user names and email addresses."""
    return [
        {"type": kind, "offset": length(text[: hit.start()]), "length": length(hit.group())}
        for kind, pattern in _FOUND.items()
        for hit in pattern.finditer(text)
    ]


def merge(entities: Iterable[JsonObject], text: str) -> tuple[JsonObject, ...]:
    """Add the automatic entities to a bot's own, and sort them as Telegram does.

    None is added within a link or code.

    Raises:
        ApiError: The bot sent more than 100.
    """
    own = list(entities)
    taken = {unit for entity in own if entity["type"] in {"text_link", "code", "pre"} for unit in _units(entity)}
    added = [entity for entity in detected(text) if not taken & set(_units(entity))]
    if len(own) > MOST:
        raise bad_request("ENTITIES_TOO_LONG")
    return tuple(sorted([*own, *added], key=_place))


def strip(text: str, entities: Iterable[JsonObject]) -> tuple[str, list[JsonObject]]:
    """Strip whitespace from both ends of a text, as Telegram does, and shift its entities accordingly."""
    plain = text.strip()
    shift, end = length(text[: len(text) - len(text.lstrip())]), length(plain)
    kept = []
    for entity in entities:
        units = [unit - shift for unit in _units(entity)]
        start, stop = max(units[0], 0), min(units[-1] + 1, end)
        if start < stop:
            kept.append({**entity, "offset": start, "length": stop - start})
    return plain, kept


def _units(entity: JsonObject) -> range:
    start, size = int(entity["offset"]), int(entity["length"])
    return range(start, start + max(size, 1))


def _place(entity: JsonObject) -> tuple[int, int]:
    return _units(entity)[0], -len(_units(entity))
