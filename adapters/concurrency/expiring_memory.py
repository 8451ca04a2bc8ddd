"""Remembers things for a limited time."""

import asyncio
import time
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from cachetools import TTLCache

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class ExpiringMemory(Generic[Key, Value]):
    """Keeps each entry for a limited time, and drops it then, even if nobody asks for it again.

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
        found = self._entries.get(key) if key in self._entries else None  # what most ask for isn't there
        return found[1] if found else None

    def put(self, key: Key, value: Value) -> None:
        """Keep this value from now on. Needs a running event loop."""
        self._entries.pop(key, None)  # keeps the entries in the order in which they expire
        self._entries[key] = self._clock() + self._seconds, value
        if not self._timer:
            self._wake()

    def _wake(self) -> None:
        """Drop what has expired, and schedule this again for when the next entry does."""
        self._entries.expire()
        first = next(iter(self._entries.values()), None)
        self._timer = asyncio.get_running_loop().call_later(first[0] - self._clock(), self._wake) if first else None
