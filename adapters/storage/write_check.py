"""Checks at intervals whether the database accepts writes, because nothing works without them.

A read-only database, or one with a full disk, still answers queries: so the check is a write.
"""

import asyncio
from contextlib import suppress
from typing import NoReturn

from adapters.storage.errors import DATABASE_UNAVAILABLE
from adapters.storage.session import Session
from adapters.telemetry.health import Health

PART = "database"
"""The name of this part in the health report."""
PATIENCE = 25.0
"""Seconds without a successful write after which the database counts as failing, even without errors."""
SLOW = 11.0
"""Seconds within which a write must succeed: long enough for a database to return its error first."""


class WriteCheck:
    """Writes at intervals, and reports whether that worked."""

    def __init__(self, session: Session, health: Health, interval: float) -> None:
        """Count the database as failing until the first write. `interval`: seconds between two writes."""
        self._session = session
        self._health = health
        self._interval = interval
        self._writing: asyncio.Future[None] | None = None
        health.register(PART, PATIENCE)

    async def run(self) -> NoReturn:
        """Write at intervals until cancelled; one write at a time, however long it takes."""
        while True:
            await self.look()
            await asyncio.sleep(self._interval)

    async def look(self) -> None:
        """Write now, and wait until that is done, or until the database is deemed unresponsive."""
        if self._writing is None or self._writing.done():
            self._writing = asyncio.ensure_future(self._write())
        if not (await asyncio.wait({self._writing}, timeout=SLOW))[0]:
            self._health.mark_failing(PART, self._session.failure or "it doesn't answer")

    async def _write(self) -> None:
        """Write. Any other call that failed since the last time counts too."""
        with suppress(*DATABASE_UNAVAILABLE):  # the session stores the error
            await self._session.write()
        failure, self._session.failure = self._session.failure, None
        if failure:
            self._health.mark_failing(PART, failure)
        else:
            self._health.mark_working(PART)
