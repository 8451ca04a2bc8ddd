"""Runs each person's turns one at a time, and those of different people concurrently.

Nothing is kept about a person whose turns are done.
"""

import asyncio
import sys
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Hashable
from contextlib import asynccontextmanager, suppress

from adapters.concurrency.ending import ended

MAX_WAITING = 20
"""The most turns of one person that may wait; more are rejected."""
MAX_CONCURRENCY = 1000
"""The most people whose turns may run concurrently; others wait."""

Turn = Callable[[], Awaitable[None]]


class UserQueue:
    """A queue of turns for each person who has one under way."""

    def __init__(self, concurrency: int = MAX_CONCURRENCY) -> None:
        """Start with empty queues.

        Args:
            concurrency: The most people whose turns may run concurrently.
        """
        self._concurrency = concurrency
        self._waiting: dict[Hashable, deque[Turn]] = {}
        self._running: set[asyncio.Task[None]] = set()

    def add(self, person: Hashable, turn: Turn, limit: int = MAX_WAITING) -> bool:
        """Queue this turn after the person's others; return False, and drop it, if more than `limit` are waiting."""
        if waiting := self._waiting.get(person):
            if len(waiting) > limit:
                return False
            waiting.append(turn)
            return True
        self._waiting[person] = deque([turn])
        task = asyncio.create_task(self._run(person))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return True

    @asynccontextmanager
    async def held(self, person: Hashable) -> AsyncIterator[None]:
        """Pause this person's queue for a block, which starts once the turn under way is done."""
        entered, left = asyncio.Event(), asyncio.Event()

        async def hold() -> None:
            entered.set()
            await left.wait()

        self.add(person, hold, limit=sys.maxsize)
        try:
            await entered.wait()
            yield
        finally:
            left.set()

    async def wait_for_slot(self) -> None:
        """Wait until one more person's turns may run."""
        while len(self._running) >= self._concurrency:
            await asyncio.wait(self._running, return_when=asyncio.FIRST_COMPLETED)

    async def join(self) -> None:
        """Wait until every turn is done."""
        while self._running:
            await asyncio.wait(self._running)

    async def abandon(self) -> None:
        """Cancel every turn that isn't done."""
        await ended(tuple(self._running), 0.0)

    async def _run(self, person: Hashable) -> None:
        waiting = self._waiting[person]
        try:
            while waiting:
                with suppress(Exception):  # the turn reports its own errors; the next one runs anyway
                    await waiting[0]()
                waiting.popleft()
        finally:
            del self._waiting[person]
