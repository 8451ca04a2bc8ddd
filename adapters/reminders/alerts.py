"""Notifies coordinators, each in private, that something needs them."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable

from adapters.platforms.errors import PlatformError, UnavailableError

TIME = 60.0
"""The most seconds that telling one person takes: less than a claim lasts, so that nobody else tells them meanwhile."""


async def tell_each(people: Iterable[str], tell: Callable[[str], Awaitable[object]]) -> int:
    """Notify each of these people, and return how many were notified.

    Whoever can't be told is passed over: they never wrote to the bot, or have blocked it.

    Args:
        people: Their ids.
        tell: Tells one; raises `PlatformError`.

    Raises:
        UnavailableError: Nobody was told, and at least one can be later.
    """
    found = await asyncio.gather(*(_told(person, tell) for person in people))
    away = next((one for one in found if isinstance(one, UnavailableError)), None)
    told = sum(one is True for one in found)
    if away and not told:
        raise away
    return told


async def _told(person: str, tell: Callable[[str], Awaitable[object]]) -> bool | UnavailableError:
    """Notify one person; return whether that succeeded, or why it can be tried again."""
    try:
        await asyncio.wait_for(tell(person), TIME)
    except UnavailableError as error:
        return error.unsure or error  # what may have arrived isn't said twice
    except PlatformError:
        return False
    except TimeoutError:
        return True
    return True
