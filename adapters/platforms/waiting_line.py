"""A queue for rate-limited calls, which are retried one at a time and in order.

Otherwise all of them would be retried at the same moment, and most be rate-limited again.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

from adapters.platforms.errors import UnavailableError

LONGEST = 30.0
"""Seconds after which a call is given up, because the person will have moved on."""
SLOW = 1.0
"""Seconds without a response after which the next call in the queue may start."""
_Result = TypeVar("_Result")


class WaitingLine:
    """A queue for the calls of one method."""

    def __init__(self, longest: float = LONGEST) -> None:
        """Start empty. `longest`: seconds after which a call is given up."""
        self._lock = asyncio.Lock()
        self._longest = longest

    async def make(self, call: Callable[[], Awaitable[_Result]]) -> _Result:
        """Make a call, immediately or after those that are waiting.

        Raises:
            PlatformError: The last error of the call.
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
    """Return when to retry the call; raise the error if the platform didn't ask to wait, or if time is up."""
    ready = time.monotonic() + away.delay
    if not away.delay or ready > end:
        raise away
    return ready
