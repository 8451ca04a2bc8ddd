"""A line for calls that a platform asks to wait: they are made one at a time, in the order in which they came.

Otherwise all who were asked to wait would be back at the same moment, and most of them be asked again.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

from adapters.platforms.errors import UnavailableError

LONGEST = 30.0
"""Seconds after which a call is given up, as the person has done something else by then."""
SLOW = 1.0
"""Seconds after which a call that isn't answered leaves the line to the next."""
_Result = TypeVar("_Result")


class WaitingLine:
    """A line for the calls of one method."""

    def __init__(self, longest: float = LONGEST) -> None:
        """Start empty. `longest`: seconds after which a call is given up."""
        self._lock = asyncio.Lock()
        self._longest = longest

    async def make(self, call: Callable[[], Awaitable[_Result]]) -> _Result:
        """Make a call at once, or after those that wait.

        Raises:
            PlatformError: What the call raised, at last.
        """
        end, ready = time.monotonic() + self._longest, 0.0
        if not self._lock.locked():
            try:
                return await call()
            except UnavailableError as away:
                ready = _ready(away, end)
        making: asyncio.Future[_Result] | None = None
        async with self._lock:
            while making is None:
                await asyncio.sleep(ready - time.monotonic())
                making = asyncio.ensure_future(call())
                await asyncio.wait([making], timeout=SLOW)
                if making.done() and isinstance(failed := making.exception(), UnavailableError):
                    making, ready = None, _ready(failed, end)
        return await making


def _ready(away: UnavailableError, end: float) -> float:
    """Return when the call may be made again; raise the error unless the platform asks to wait, and there is time."""
    ready = time.monotonic() + away.delay
    if not away.delay or ready > end:
        raise away
    return ready
