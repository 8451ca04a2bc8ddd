"""Retries a call after a transient failure: never one that was refused, and not for too long."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from functools import partial
from typing import TypeVar

from adapters.platforms.errors import UnavailableError

PAUSES = (0.2, 1.0, 3.0)
"""Seconds before each further attempt at a call to a chat platform."""
LONGEST_PAUSE = 30.0
"""The most seconds to wait because a platform asks for it, while a person is waiting for the result."""
_Result = TypeVar("_Result")


async def persistent(call: Callable[[], Awaitable[_Result]], *, repeatable: bool = True) -> _Result:
    """Make a call to a chat platform, and retry it when the platform asks to wait or can't be reached.

    Args:
        call: Raises the errors of `platforms.errors`.
        repeatable: Whether the call is idempotent; otherwise it isn't retried after its answer was lost.

    Raises:
        PlatformError: What the last attempt raised.
    """
    return await retry(call, PAUSES, partial(_wait, repeatable=repeatable))


async def retry(
    call: Callable[[], Awaitable[_Result]], pauses: Iterable[float], wait: Callable[[Exception], float | None]
) -> _Result:
    """Make a call, and retry it after each transient failure.

    Args:
        call: Called at most once more than there are pauses.
        pauses: Seconds before each further attempt.
        wait: Returns what to do about a failure: None to raise it, else the seconds that the other side asks for; 0
            leaves it at the pause.

    Raises:
        Exception: What the last attempt raised, or the first failure that isn't transient.
    """
    for pause in pauses:
        try:
            return await call()
        except Exception as error:
            asked = wait(error)
            if asked is None:
                raise
        await asyncio.sleep(asked or pause)
    return await call()


def _wait(error: Exception, *, repeatable: bool) -> float | None:
    if not isinstance(error, UnavailableError) or error.delay > LONGEST_PAUSE:
        return None
    return None if error.unsure and not repeatable else error.delay
