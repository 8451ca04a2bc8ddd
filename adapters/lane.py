"""Turns of one person one at a time, of many people at once. Nothing is kept of a person whose turns are done."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Hashable

MOST_WAITING = 20
"""Turns that one person may have waiting; more are left out."""
MOST_AT_ONCE = 1000
"""People whose turns may be under way before the next one waits at the door."""

Turn = Callable[[], Awaitable[None]]


class Lanes:
    """A lane for each person who has a turn under way."""

    def __init__(self) -> None:
        """Start with no lanes."""
        self._waiting: dict[Hashable, deque[Turn]] = {}
        self._running: set[asyncio.Task[None]] = set()

    def add(self, person: Hashable, turn: Turn) -> bool:
        """Take this turn after the person's others; false when too many are waiting. A turn may not raise."""
        if waiting := self._waiting.get(person):
            if len(waiting) > MOST_WAITING:
                return False
            waiting.append(turn)
            return True
        self._waiting[person] = deque([turn])
        task = asyncio.create_task(self._run(person))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return True

    async def room(self) -> None:
        """Wait until there is room for one more person."""
        while len(self._running) >= MOST_AT_ONCE:
            await asyncio.wait(self._running, return_when=asyncio.FIRST_COMPLETED)

    async def done(self) -> None:
        """Wait until every turn is done."""
        while self._running:
            await asyncio.wait(self._running)

    async def _run(self, person: Hashable) -> None:
        waiting = self._waiting[person]
        try:
            while waiting:
                await waiting[0]()
                waiting.popleft()
        finally:
            del self._waiting[person]
