"""A set whose keys expire, in few bytes each."""

import asyncio
import time
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
LATE = 1 / 50
"""The most that an expired key outlives its time, as a share of that time."""


class ExpiringSet(Generic[Key]):
    """Contains each key for a limited time, and drops it soon afterwards, even if the set isn't used again.

    A short text takes some 150 bytes, as opposed to 390 in an `ExpiringMemory`. The memory is also released: a
    dictionary doesn't shrink when keys are deleted, so the remaining ones are copied.
    """

    def __init__(self, most: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        """Start empty.

        Args:
            most: The most keys at once; with one more, the oldest is dropped.
            seconds: The time for which a key is contained.
            clock: Returns the time in seconds.
        """
        self._most = most
        self._seconds = seconds
        self._clock = clock
        self._ends: dict[Key, float] = {}
        self._timer: asyncio.TimerHandle | None = None

    def __contains__(self, key: Key) -> bool:
        """Return whether this key was added, and hasn't expired."""
        return self._ends.get(key, 0.0) > self._clock()

    def add(self, key: Key) -> None:
        """Add this key, unless it is contained already. Needs a running event loop."""
        if key in self:
            return
        self._ends.pop(key, None)  # so that keys are in order of expiry
        if len(self._ends) >= self._most:
            del self._ends[next(iter(self._ends))]
        self._ends[key] = self._clock() + self._seconds
        if not self._timer:
            self._timer = asyncio.get_running_loop().call_later(self._seconds, self._sweep)

    def _sweep(self) -> None:
        """Drop expired keys, and schedule the next run for when the next key expires."""
        now = self._clock()
        self._ends = {key: end for key, end in self._ends.items() if end > now}
        first = next(iter(self._ends.values()), None)
        if first is None:
            self._timer = None
        else:
            pause = max(first - now, self._seconds * LATE)
            self._timer = asyncio.get_running_loop().call_later(pause, self._sweep)
