"""What is marked in a text: lengths as Telegram counts them, and what Telegram marks by itself."""

import re
from collections.abc import Iterable

from adapters.telegram.fake.error import Json, bad_request

MOST = 100
"""More marks than this in one message are refused."""

_FOUND = {
    "bot_command": re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/])"),
    "url": re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)]"),
    "mention": re.compile(r"(?<![\w@/])@[A-Za-z][A-Za-z0-9_]{3,31}\b"),
    "email": re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b"),
}


def length(text: str) -> int:
    """Give the length of a text in UTF-16 code units, which is what Telegram counts in."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def part(text: str, entity: Json) -> str:
    """Give the words that a mark stands over."""
    units = text.encode("utf-16-le")
    start, size = int(entity["offset"]), int(entity["length"])
    return units[2 * start : 2 * (start + size)].decode("utf-16-le")


def given(entities: object) -> list[Json]:
    """Give the marks of a list that was sent; those that Telegram sets by itself are left out of it.

    Raises:
        ApiError: one of them is no mark.
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


def found(text: str) -> list[Json]:
    """Give the marks that Telegram sets by itself: commands, links, names and addresses."""
    return [
        {"type": kind, "offset": length(text[: hit.start()]), "length": length(hit.group())}
        for kind, pattern in _FOUND.items()
        for hit in pattern.finditer(text)
    ]


def merged(given: Iterable[Json], text: str) -> tuple[Json, ...]:
    """Add to the marks that were given those that Telegram sets by itself where none stands, in Telegram's order.

    Raises:
        ApiError: there are more than 100.
    """
    own = list(given)
    taken = {unit for entity in own if entity["type"] in {"text_link", "code", "pre"} for unit in _units(entity)}
    added = [entity for entity in found(text) if not taken & set(_units(entity))]
    if len(own) > MOST:
        raise bad_request("ENTITIES_TOO_LONG")
    return tuple(sorted([*own, *added], key=_place))


def stripped(text: str, entities: Iterable[Json]) -> tuple[str, list[Json]]:
    """Take the white space off both ends, as Telegram does, and shift the marks with it."""
    plain = text.strip()
    shift, end = length(text[: len(text) - len(text.lstrip())]), length(plain)
    kept = []
    for entity in entities:
        units = [unit - shift for unit in _units(entity)]
        start, stop = max(units[0], 0), min(units[-1] + 1, end)
        if start < stop:
            kept.append({**entity, "offset": start, "length": stop - start})
    return plain, kept


def _units(entity: Json) -> range:
    start, size = int(entity["offset"]), int(entity["length"])
    return range(start, start + max(size, 1))


def _place(entity: Json) -> tuple[int, int]:
    return _units(entity)[0], -len(_units(entity))
