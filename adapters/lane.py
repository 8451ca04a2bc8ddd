"""Turns of one person one at a time, of many people at once. Nothing is kept of a person whose turns are done."""

import asyncio
import sys
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Hashable
from contextlib import asynccontextmanager, suppress

MOST_WAITING = 20
"""Turns that one person may have waiting; more are left out."""
MOST_AT_ONCE = 1000
"""People whose turns may be under way before the next one waits at the door."""

Turn = Callable[[], Awaitable[None]]


class Lanes:
    """A lane for each person who has a turn under way."""

    def __init__(self, most: int = MOST_AT_ONCE) -> None:
        """Start with no lanes. `most`: people whose turns may be under way before the next one waits at the door."""
        self._most = most
        self._waiting: dict[Hashable, deque[Turn]] = {}
        self._running: set[asyncio.Task[None]] = set()

    def add(self, person: Hashable, turn: Turn, most: int = MOST_WAITING) -> bool:
        """Take this turn after the person's others; false when more than `most` are waiting."""
        if waiting := self._waiting.get(person):
            if len(waiting) > most:
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
        """Hold this person's lane: their turn under way is done, and the next waits until this is over."""
        entered, left = asyncio.Event(), asyncio.Event()

        async def hold() -> None:
            entered.set()
            await left.wait()

        self.add(person, hold, most=sys.maxsize)
        try:
            await entered.wait()
            yield
        finally:
            left.set()

    async def room(self) -> None:
        """Wait until there is room for one more person."""
        while len(self._running) >= self._most:
            await asyncio.wait(self._running, return_when=asyncio.FIRST_COMPLETED)

    async def done(self) -> None:
        """Wait until every turn is done."""
        while self._running:
            await asyncio.wait(self._running)

    async def _run(self, person: Hashable) -> None:
        waiting = self._waiting[person]
        try:
            while waiting:
                with suppress(Exception):  # told by whoever gave the turn; it costs the person's next turn nothing
                    await waiting[0]()
                waiting.popleft()
        finally:
            del self._waiting[person]
