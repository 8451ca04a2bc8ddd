"""Retries calls after transient failures: never after a refusal, and for a limited time."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from functools import partial
from typing import TypeVar

from adapters.platforms.errors import UnavailableError

PAUSES = (0.2, 1.0, 3.0)
"""Seconds before each retry of a call to a chat platform."""
LONGEST_PAUSE = 30.0
"""The most seconds to wait at a platform's request while a person is waiting for the result."""
_Result = TypeVar("_Result")


async def persistent(call: Callable[[], Awaitable[_Result]], *, repeatable: bool = True) -> _Result:
    """Make a call to a chat platform, and retry it when the platform asks to wait or can't be reached.

    Args:
        call: Raises the errors of `platforms.errors`.
        repeatable: Whether the call is idempotent; if not, it isn't retried when the response was lost.

    Raises:
        PlatformError: The error of the last attempt.
    """
    return await retry(call, PAUSES, partial(_wait, repeatable=repeatable))


async def retry(
    call: Callable[[], Awaitable[_Result]], pauses: Iterable[float], wait: Callable[[Exception], float | None]
) -> _Result:
    """Make a call, and retry it after each transient failure.

    Args:
        call: Called at most once more than there are pauses.
        pauses: Seconds before each retry.
        wait: Returns what to do about an error: None to raise it, else the minimum number of seconds to wait.

    Raises:
        Exception: The error of the last attempt, or the first one that isn't transient.
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
