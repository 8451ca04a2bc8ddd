"""Receives by long polling, for a bot that can't be reached from outside.

1. A batch is confirmed by the next request, so only after everything in it is noted. If the process dies in between, it
   is delivered again: the same press gives the same screen.
2. When another process receives this bot's updates, or the platform can't be reached, it retries with growing pauses,
   and counts as not receiving meanwhile. Whatever that process had the platform do with updates is ended each time: it
   may be gone itself.
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
"""Seconds that a request for updates waits for one."""
TakeUpdates = Callable[[Sequence[object]], Awaitable[None]]
PATIENCE = LONG_POLL + 8.0
"""Seconds without an answer to a request for updates after which the channel counts as not receiving."""
UNTAKEN = "the database doesn't take what came in"
"""Why a channel fails that hears people, and can't note what they send."""
SHORTEST_PAUSE, LONGEST_PAUSE = 0.5, 20.0
"""The shortest and longest pause before a retry, in seconds."""


class UpdateSource(Protocol):
    """A platform that keeps updates until they are asked for. Each call raises `PlatformError`."""

    async def hold(self) -> None:
        """Make the platform keep updates, if it would otherwise do anything else with them."""

    async def updates(self, offset: int, wait: int) -> Sequence[object]:
        """Return what came in from this number on, as it is in JSON, which confirms all before it.

        Args:
            offset: The first number that isn't confirmed.
            wait: Seconds to wait for something, at most.
        """

    def number(self, update: object) -> int | None:
        """Return the number of an update; None if it has none."""


class Polling:
    """Receives by long polling."""

    def __init__(self, channel: str, source: UpdateSource, take: TakeUpdates, health: Health) -> None:
        """Prepare.

        Args:
            channel: For the log and the health.
            source: Is asked for updates.
            take: Takes updates, as decoded JSON.
            health: Told whether this way of receiving works.
        """
        self._channel = channel
        self._source = source
        self._take = take
        self._health = health
        self._next = 0
        self._held = True  # until the platform says otherwise: to make sure of it takes a start another call

    async def run(self) -> None:
        """Receive until cancelled."""
        self._health.register(self._channel, PATIENCE)
        pause, wait = SHORTEST_PAUSE, 0  # the first request, and the first after a failure, returns at once
        while True:
            try:
                await self._once(wait)
                pause, wait = SHORTEST_PAUSE, LONG_POLL
            except DATABASE_UNAVAILABLE:
                self._health.mark_failing(self._channel, UNTAKEN)
                await asyncio.sleep(SHORTEST_PAUSE)  # presses need no database, and come with the next request
            except PlatformError as error:
                self._health.mark_failing(self._channel, error.said)
                asked = error.delay if isinstance(error, UnavailableError) else 0.0
                await asyncio.sleep(max(asked, pause * random.uniform(0.5, 1)))  # noqa: S311 - jitter, not security
                pause, wait = min(pause * 2, LONGEST_PAUSE), 0

    async def confirm(self) -> None:
        """Confirm to the platform what was taken, so that the next process isn't sent it again."""
        if self._next:
            with suppress(PlatformError):
                await self._source.updates(self._next, wait=0)

    async def _once(self, wait: int) -> None:
        if not self._held:
            await self._source.hold()
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
