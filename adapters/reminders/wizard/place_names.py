"""The names of reminders' places."""

import asyncio
from collections.abc import Iterable, Mapping

from markupsafe import Markup

from adapters.platforms.errors import PlatformError
from adapters.reminders.publisher import ChatDirectory
from adapters.storage.reminders import Destination
from messages import calendar

LONGEST = 40
"""Maximum length of a name."""
FEW = 3
"""Maximum number of names in a list of reminders."""
MANY = 20
"""Maximum number of names on a screen about one reminder."""
PlaceNames = Mapping[Destination, Markup]
"""The name of each place, as HTML."""


async def named(directory: ChatDirectory, words: Mapping[str, Markup], places: Iterable[Destination]) -> PlaceNames:
    """Look up the names of these places."""
    known = tuple(dict.fromkeys(places))
    chats = tuple(dict.fromkeys(place.chat for place in known))
    found = dict(zip(chats, await asyncio.gather(*(_name(directory, words, chat) for chat in chats)), strict=True))
    return {
        place: words["plan.topic"].format(title=found[place.chat]) if place.thread else found[place.chat]
        for place in known
    }


def listed(words: Mapping[str, Markup], names: PlaceNames, places: Iterable[Destination], most: int = FEW) -> Markup:
    """Return the names of these places as a list in a sentence. `most`: after this many, only the number of others."""
    known = [*places]
    found = [names[place] for place in known[:most]]
    if len(known) > most:
        found.append(words["plan.more_places"].format(count=len(known) - most))
    return calendar.listed(words, found)


async def _name(directory: ChatDirectory, words: Mapping[str, Markup], chat: str) -> Markup:
    try:
        title = await directory.title(chat)
    except PlatformError:
        return words["plan.unseen"]
    if not title:
        return words["plan.unnamed"]
    whole = isinstance(title, Markup) or len(title) <= LONGEST
    return Markup("{}").format(title if whole else f"{title[: LONGEST - 1]}…")
