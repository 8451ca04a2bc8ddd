"""What the places of reminders are called."""

import asyncio
from collections.abc import Iterable, Mapping

from markupsafe import Markup

from adapters.platforms.errors import PlatformError
from adapters.reminders.publisher import ChatDirectory
from adapters.storage.reminders import Destination
from messages import calendar

LONGEST = 40
"""The most characters of a name that are shown."""
FEW = 3
"""The most names that are shown where there may be many."""
PlaceNames = Mapping[Destination, Markup]
"""The name of each place, as HTML."""


async def named(directory: ChatDirectory, words: Mapping[str, Markup], places: Iterable[Destination]) -> PlaceNames:
    """Return the name of each of these places."""
    known = tuple(dict.fromkeys(places))
    chats = tuple(dict.fromkeys(place.chat for place in known))
    titles = dict(zip(chats, await asyncio.gather(*(_title(directory, chat) for chat in chats)), strict=True))
    return {place: _name(words, titles[place.chat], topic=place.thread != "") for place in known}


def listed(words: Mapping[str, Markup], names: PlaceNames, places: Iterable[Destination], most: int = FEW) -> Markup:
    """Return the names of these places as a list in a sentence. `most`: how many; of the others only the number."""
    found = [names[place] for place in places]
    if len(found) > most:
        rest = words["plan.more_places"].format(count=len(found) - most + 1)
        found = [*found[: most - 1], rest]
    return calendar.listed(words, found)


def _name(words: Mapping[str, Markup], title: str | None, *, topic: bool) -> Markup:
    short = title if title is None or len(title) <= LONGEST else f"{title[: LONGEST - 1]}…"
    name = Markup("{}").format(short) if short else words["plan.unnamed"]
    return words["plan.topic"].format(title=name) if topic else name


async def _title(directory: ChatDirectory, chat: str) -> str | None:
    """Return the name of a chat; None where the platform doesn't say."""
    try:
        return await directory.title(chat)
    except PlatformError:
        return None
