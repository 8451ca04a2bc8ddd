"""The store of finished checks, so that none comes back, whichever process gets the press of an old button.

1. Only the random name of a run is stored, and only until all its buttons have expired.
2. A run is recorded as over in the transaction that ends, closes or wipes its screen.
3. On channels that can wipe screens, a press only consults the memory of its process. If another process has ended the
   check, that is found when the moved deadline is written, and the screen is wiped immediately (`WipeStore.move`). On
   other channels, each press also asks the database (`over`).
4. If recording fails, it is retried later (`run`). Until then only this process knows: if it dies, the run isn't over.
   So on channels that can't wipe screens, no screen may say that a check is over before that is recorded.
"""

import asyncio
from collections.abc import Collection, Iterable, Sequence
from typing import Any, NoReturn

from sqlalchemy import Connection, Executable, Row

from adapters.concurrency.gathered_call import GatheredCall
from adapters.storage import ended_sql
from adapters.storage.ended_runs import EndedRuns
from adapters.storage.errors import DATABASE_UNAVAILABLE
from adapters.storage.session import Session, Values
from adapters.telemetry import log

ANSWER = 3.0
"""Seconds that a press waits for the database to say whether a check is over, or to record that it is."""

COMMITTED = 30.0
"""Seconds after which a write is visible to every process; longer than any transaction takes."""


class EndedStore:
    """Stores the finished runs of checks.

    Attributes:
        known: Those that this process knows.
    """

    def __init__(self, session: Session, known: EndedRuns) -> None:
        """Store them in an open database, whose session others may share."""
        self._session = session
        self._insert = ended_sql.note(session.dialect)
        self._look_up = GatheredCall(self._found)
        self._write = GatheredCall(self._written)
        self._newest = 0.0
        self.known = known

    async def over(self, run: str) -> bool:
        """Return whether any process has recorded this run as over.

        Raises:
            OSError: Or another of `DATABASE_UNAVAILABLE`, if the database fails, or doesn't respond in time.
        """
        if run in self.known:
            await self.add([run])
            return True
        async with asyncio.timeout(ANSWER):
            if run not in await self._look_up(run):
                return False
        self.known.add([run])
        return True

    def expect(self, runs: Iterable[str]) -> None:
        """Remember immediately that these runs are over; the caller, or else `run`, writes them to the database."""
        self.known.expect(run for run in runs if run)

    async def add(self, runs: Iterable[str]) -> None:
        """Record that these runs are over, unless that is recorded already.

        Raises:
            OSError: Or another of `DATABASE_UNAVAILABLE`, if that fails or takes too long: it is retried later.
        """
        over = {*runs}
        self.expect(over)
        async with asyncio.timeout(ANSWER):
            await asyncio.gather(*(self._write(run) for run in over if self.known.awaits(run)))

    async def run(self, pause: float) -> NoReturn:
        """Retry failed writes until cancelled. `pause`: seconds before each try."""
        while True:
            await self.known.waiting.wait()
            await asyncio.sleep(pause)
            try:
                await self.flush()
            except DATABASE_UNAVAILABLE as error:
                log.event("database_unavailable", "warning", error=type(error).__name__)
            except Exception as error:  # noqa: BLE001 - the next try may succeed
                log.failure("check_end_write_failed", error)

    async def flush(self) -> None:
        """Retry failed writes.

        Raises:
            DBAPIError: Or another of `DATABASE_UNAVAILABLE`, if they fail again.
        """
        if waiting := self.known.unwritten():
            await self._written(waiting)

    def note(self, connection: Connection, runs: Iterable[str]) -> None:
        """Record that these runs are over, in the transaction of this connection."""
        rows = [{"run": run, "keep": self.known.keep} for run in sorted({*runs})]
        if rows:
            connection.execute(self._insert, rows)

    def among(self, connection: Connection, runs: Iterable[str]) -> frozenset[str]:
        """Return which of these runs are over."""
        asked = sorted({*runs})
        found = connection.execute(ended_sql.among, {"runs": asked}).scalars() if asked else ()
        return frozenset(found)

    async def conclude(self, statement: Executable, values: Values, *, deletes: bool = False) -> Sequence[Row[Any]]:
        """Execute a statement that ends or deletes messages, and record that their runs are over.

        Args:
            statement: The statement, which must return the column `run`.
            values: Its parameters.
            deletes: Whether it deletes messages.

        Returns:
            The rows that the statement returns.
        """
        over: set[str] = set()  # including those of a first try that succeeded but whose answer was lost

        def work(connection: Connection) -> Sequence[Row[Any]]:
            rows = self.concluded(connection, statement, values)
            over.update(row.run for row in rows if row.run)
            return rows

        rows = await self._session.transact(work, deletes=deletes)
        self.known.add(over)
        return rows

    def concluded(self, connection: Connection, statement: Executable, values: Values) -> Sequence[Row[Any]]:
        """Do what `conclude` does, in the transaction of this connection; once it commits, the runs are known."""
        rows = connection.execute(statement, values).all()
        self.note(connection, (row.run for row in rows if row.run))
        return rows

    async def recall(self, *, anew: bool = True) -> None:
        """Load the runs recorded by all processes, or the latest of them if there are very many.

        Args:
            anew: Whether to load all, not just those since the last time, because the clock may have changed.
        """
        since = 0.0 if anew else self._newest - COMMITTED
        rows = await self._session.read(ended_sql.latest, {"since": since, "most": self.known.most})
        self.known.add(row.run for row in rows)
        self._newest = max((row.expires_at for row in rows), default=self._newest)

    async def forget(self) -> None:
        """Delete the runs whose buttons have all expired."""
        await self._session.run(ended_sql.forget)

    async def count(self) -> int:
        """Return how many runs are remembered."""
        return int((await self._session.read(ended_sql.count))[0][0])

    async def _found(self, runs: Collection[str]) -> frozenset[str]:
        try:
            return await self._session.found(ended_sql.FOUND[self._session.dialect], runs)
        except DATABASE_UNAVAILABLE:  # this way, a broken connection is replaced
            rows = await self._session.read(ended_sql.among, {"runs": [*runs]})
            return frozenset(row.run for row in rows)

    async def _written(self, runs: Collection[str]) -> None:
        await self._session.transact(lambda connection: self.note(connection, runs))
        self.known.add(runs)
