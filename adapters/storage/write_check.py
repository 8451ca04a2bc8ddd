"""Looks at intervals whether the database takes a write, as nothing works without one.

A database that only reads, or whose disk is full, answers every question: so it is never asked, but written to.
"""

import asyncio
from contextlib import suppress
from typing import NoReturn

from adapters.storage.errors import DATABASE_UNAVAILABLE
from adapters.storage.session import Session
from adapters.telemetry.health import Health

PART = "database"
"""Its name in the health."""
PATIENCE = 25.0
"""Seconds without a write after which the database counts as failing, even if nothing was refused."""
SLOW = 11.0
"""Seconds within which a write must be done: a database that says why it fails has said so by then."""


class WriteCheck:
    """Writes at intervals, and tells the health whether that worked."""

    def __init__(self, session: Session, health: Health, interval: float) -> None:
        """Count the database as failing until it is written to. `interval`: seconds between two writes."""
        self._session = session
        self._health = health
        self._interval = interval
        self._writing: asyncio.Future[None] | None = None
        health.register(PART, PATIENCE)

    async def run(self) -> NoReturn:
        """Write at intervals, until cancelled; one write at a time, however long it takes."""
        while True:
            await self.look()
            await asyncio.sleep(self._interval)

    async def look(self) -> None:
        """Write now, and wait until it is done or it is clear that the database doesn't answer."""
        if self._writing is None or self._writing.done():
            self._writing = asyncio.ensure_future(self._write())
        if not (await asyncio.wait({self._writing}, timeout=SLOW))[0]:
            self._health.mark_failing(PART, self._session.failure or "it doesn't answer")

    async def _write(self) -> None:
        """Write. A call of anybody's that failed since the last time counts as well."""
        with suppress(*DATABASE_UNAVAILABLE):  # the session keeps why
            await self._session.write()
        failure, self._session.failure = self._session.failure, None
        if failure:
            self._health.mark_failing(PART, failure)
        else:
            self._health.mark_working(PART)
