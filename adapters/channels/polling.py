"""Receives by long polling, for a bot that can't be reached from outside.

1. The next request confirms a batch, so it is made only after everything in the batch is recorded. If the process dies
   in between, the batch is delivered again: the same press leads to the same screen.
2. If another process receives this bot's updates, or the platform can't be reached, it retries with growing pauses, and
   counts as not receiving meanwhile. Each time it undoes what that process had set up, which may be gone by now.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Protocol

from adapters.platforms.errors import ConflictError, PlatformError, UnavailableError
from adapters.storage.errors import DATABASE_UNAVAILABLE
from adapters.telemetry.health import Health

LONG_POLL = 20
"""Seconds that a request waits for updates."""
TakeUpdates = Callable[[Sequence[object]], Awaitable[None]]
PATIENCE = LONG_POLL + 8.0
"""Seconds without an answer to a request for updates after which the channel counts as not receiving."""
NOT_RECORDED = "the database doesn't record what comes in"
"""The reason when updates come in but can't be recorded."""
SHORTEST_PAUSE, LONGEST_PAUSE = 0.5, 20.0
"""The shortest and the longest pause before a retry, in seconds."""


class UpdateSource(Protocol):
    """A platform that queues updates until they are fetched. Each call may raise `PlatformError`."""

    async def queue_updates(self) -> None:
        """Make the platform queue updates, if it is set up to deliver them in another way."""

    async def updates(self, offset: int, wait: int) -> Sequence[object]:
        """Return the updates from this number on, as decoded JSON. This confirms all earlier ones.

        Args:
            offset: The first number that isn't confirmed.
            wait: The most seconds to wait for the first.
        """

    def number(self, update: object) -> int | None:
        """Return the number of an update; None if it has none."""


class Polling:
    """Receives by long polling."""

    def __init__(self, channel: str, source: UpdateSource, take: TakeUpdates, health: Health) -> None:
        """Set up.

        Args:
            channel: For the log and the health.
            source: Where updates come from.
            take: Called with updates, as decoded JSON.
            health: Where it reports whether polling works.
        """
        self._channel = channel
        self._source = source
        self._take = take
        self._health = health
        self._next = 0
        self._held = True  # until the platform says otherwise: checking would cost every start a call

    async def run(self) -> None:
        """Receive until cancelled."""
        self._health.register(self._channel, PATIENCE)
        pause, wait = SHORTEST_PAUSE, 0  # the first request, and the first after a failure, returns at once
        while True:
            try:
                await self._once(wait)
                pause, wait = SHORTEST_PAUSE, LONG_POLL
            except DATABASE_UNAVAILABLE:
                self._health.mark_failing(self._channel, NOT_RECORDED)
                await asyncio.sleep(SHORTEST_PAUSE)  # presses, in the next batch, need no database
            except PlatformError as error:
                self._health.mark_failing(self._channel, error.said)
                asked = error.delay if isinstance(error, UnavailableError) else 0.0
                await asyncio.sleep(max(asked, pause * random.uniform(0.5, 1)))  # noqa: S311 - jitter, not security
                pause, wait = min(pause * 2, LONGEST_PAUSE), 0

    async def confirm(self) -> None:
        """Confirm the processed updates to the platform, so that the next process doesn't get them again."""
        if self._next:
            with suppress(PlatformError):
                await self._source.updates(self._next, wait=0)

    async def _once(self, wait: int) -> None:
        if not self._held:
            await self._source.queue_updates()
            self._held = True
        try:
            updates = await self._source.updates(self._next, wait)
        except ConflictError:
            self._held = False
            raise
        await self._take(updates)
        self._health.mark_working(self._channel)
        numbers = (self._source.number(update) for update in updates)
        self._next = max((found + 1 for found in numbers if found is not None), default=self._next)
