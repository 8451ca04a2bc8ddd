"""An expiring cache."""

import asyncio
import time
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from cachetools import TTLCache

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class ExpiringMemory(Generic[Key, Value]):
    """Keeps each entry for a limited time, then drops it, even if the cache isn't used again.

    `TTLCache` alone would keep an expired entry until the next one is added.
    """

    def __init__(self, most: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        """Start empty.

        Args:
            most: The most entries at once; with one more, another is dropped.
            seconds: The time for which an entry is kept.
            clock: Returns the time in seconds.
        """
        self._entries: TTLCache[Key, tuple[float, Value]] = TTLCache(most, seconds, clock)
        self._seconds = seconds
        self._clock = clock
        self._timer: asyncio.TimerHandle | None = None

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, key: Key) -> Value | None:
        """Return the value of this key; None if there is none, or it has expired."""
        found = self._entries.get(key) if key in self._entries else None  # most keys aren't there
        return found[1] if found else None

    def put(self, key: Key, value: Value) -> None:
        """Store this value; its time starts now. Needs a running event loop."""
        self._entries.pop(key, None)  # so that entries are in order of expiry
        self._entries[key] = self._clock() + self._seconds, value
        if not self._timer:
            self._wake()

    def _wake(self) -> None:
        """Drop expired entries, and schedule the next run for when the next entry expires."""
        self._entries.expire()
        first = next(iter(self._entries.values()), None)
        self._timer = asyncio.get_running_loop().call_later(first[0] - self._clock(), self._wake) if first else None
