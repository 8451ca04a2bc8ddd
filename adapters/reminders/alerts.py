"""Send coordinators an alert, each in private."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import partial

from adapters.platforms.errors import PlatformError, UnavailableError
from adapters.platforms.retry import retry
from adapters.storage.alarms import Alarm

TIME = 60.0
"""Maximum seconds of attempts to reach one person."""
PAUSES = (1.0, 3.0)
"""Seconds before each retry, if the platform doesn't say how long to wait."""
LONGEST = 5.0
"""Maximum seconds to wait for one person at the platform's request."""
WIDTH = 8
"""Maximum number of people notified concurrently, to stay within the platforms' limits."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom an alert reached.

    Attributes:
        told: The number of people notified.
        unreached: The ids of people who can't be notified: they never wrote to the bot, or have blocked it.
    """

    told: int
    unreached: frozenset[str]


Alarms = tuple[Alarm, ...]
Tell = Callable[[str, Alarms], Awaitable[object]]
"""Notifies a person; raises `PlatformError`."""


async def tell_each(alarms: Mapping[str, Alarms], tell: Tell) -> Reach:
    """Notify people, and return how many were reached and who can't be.

    Args:
        alarms: The alarms for each person, by id.
        tell: Notifies one person.

    Raises:
        UnavailableError: Nobody was reached, and at least one person can be later.
    """
    turn = asyncio.Semaphore(WIDTH)
    told = [_told(turn, partial(tell, person, what)) for person, what in alarms.items()]
    found = dict(zip(alarms, await asyncio.gather(*told), strict=True))
    reach = Reach(
        sum(one is True for one in found.values()), frozenset(person for person, one in found.items() if one is False)
    )
    away = next((one for one in found.values() if isinstance(one, UnavailableError)), None)
    if away and not reach.told:
        raise away
    return reach


async def _told(turn: asyncio.Semaphore, tell: Callable[[], Awaitable[object]]) -> bool | UnavailableError:
    """Notify one person; return whether that succeeded, or the error after which it can be retried."""
    async with turn:
        try:
            await asyncio.wait_for(retry(tell, PAUSES, _wait), TIME)
        except UnavailableError as error:
            return error.unsure or error  # don't repeat what may have arrived
        except PlatformError:
            return False
        except TimeoutError:
            return True
        return True


def _wait(error: Exception) -> float | None:
    """Return the seconds until the next attempt, or None if there is none."""
    again = isinstance(error, UnavailableError) and not error.unsure and error.delay <= LONGEST
    return error.delay if again and isinstance(error, UnavailableError) else None
