"""The store of checks that are over, so that none comes back, in whichever process a button of it is pressed.

1. All that is remembered of a run is its random name, until no button of it is good any more.
2. A run is noted as over in the transaction that ends, closes or wipes its screen.
3. Where a screen can be wiped, each press asks the memory of its process only. What another process ended meanwhile is
   found when the deadline that the press moved is written, and the screen is wiped at once (`WipeStore.move`). Where
   it can't, each press asks the database as well (`over`).
4. What couldn't be noted is noted later (`run`). Until then only this process knows of it: if that dies, the run isn't
   over. So where a screen can't be wiped, none may say that it is over before that is noted.
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
"""Seconds that somebody who pressed waits for the database to say whether a check is over, or to note that it is."""

COMMITTED = 30.0
"""Seconds within which what is being noted is there for all to see, longer than any transaction lasts."""


class EndedStore:
    """Stores the runs of checks that are over.

    Attributes:
        known: Those that this process knows of.
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
        """Return whether this run is noted as over, by any process.

        Raises:
            OSError: Or another of `DATABASE_UNAVAILABLE`, if the database doesn't say so in time, or doesn't take it.
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
        """Know at once that these runs are over, which are yet to be noted: by whoever says so, or else by `run`."""
        self.known.expect(run for run in runs if run)

    async def add(self, runs: Iterable[str]) -> None:
        """Note that these runs are over, except those of which that is noted.

        Raises:
            OSError: Or another of `DATABASE_UNAVAILABLE`, if the database doesn't take it in time: it is noted later.
        """
        over = {*runs}
        self.expect(over)
        async with asyncio.timeout(ANSWER):
            await asyncio.gather(*(self._write(run) for run in over if self.known.awaits(run)))

    async def run(self, pause: float) -> NoReturn:
        """Note what couldn't be noted, again and again, until cancelled. `pause`: in seconds, before each try."""
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
        """Note what couldn't be noted.

        Raises:
            DBAPIError: Or another of `DATABASE_UNAVAILABLE`, if the database doesn't take it.
        """
        if waiting := self.known.unwritten():
            await self._written(waiting)

    def note(self, connection: Connection, runs: Iterable[str]) -> None:
        """Note that these runs are over, in the transaction of this connection."""
        rows = [{"run": run, "keep": self.known.keep} for run in sorted({*runs})]
        if rows:
            connection.execute(self._insert, rows)

    def among(self, connection: Connection, runs: Iterable[str]) -> frozenset[str]:
        """Return those of these runs that are over."""
        asked = sorted({*runs})
        found = connection.execute(ended_sql.among, {"runs": asked}).scalars() if asked else ()
        return frozenset(found)

    async def conclude(self, statement: Executable, values: Values, *, deletes: bool = False) -> Sequence[Row[Any]]:
        """Execute a statement that ends or deletes messages, and note that their runs are over.

        Args:
            statement: It returns the column `run`, among others.
            values: Its parameters.
            deletes: Whether it deletes them.

        Returns:
            The rows that it returns.
        """
        rows = await self._session.transact(lambda on: self.concluded(on, statement, values), deletes=deletes)
        self.known.add(row.run for row in rows if row.run)
        return rows

    def concluded(self, connection: Connection, statement: Executable, values: Values) -> Sequence[Row[Any]]:
        """Do what `conclude` does in the transaction of this connection; once it is committed, the runs are known."""
        rows = connection.execute(statement, values).all()
        self.note(connection, (row.run for row in rows if row.run))
        return rows

    async def recall(self, *, anew: bool = True) -> None:
        """Learn what any process has noted: of very much, the latest.

        Args:
            anew: Whether also what was noted before the last time, by a clock that may have been another one.
        """
        since = 0.0 if anew else self._newest - COMMITTED
        rows = await self._session.read(ended_sql.latest, {"since": since, "most": self.known.most})
        self.known.add(row.run for row in rows)
        self._newest = max((row.expires_at for row in rows), default=self._newest)

    async def forget(self) -> None:
        """Delete the runs of which no button is good any more."""
        await self._session.run(ended_sql.forget)

    async def count(self) -> int:
        """Return how many runs are remembered."""
        return int((await self._session.read(ended_sql.count))[0][0])

    async def _found(self, runs: Collection[str]) -> frozenset[str]:
        try:
            return await self._session.found(ended_sql.FOUND[self._session.dialect], runs)
        except DATABASE_UNAVAILABLE:  # asked like this, a connection that broke is replaced
            rows = await self._session.read(ended_sql.among, {"runs": [*runs]})
            return frozenset(row.run for row in rows)

    async def _written(self, runs: Collection[str]) -> None:
        await self._session.transact(lambda connection: self.note(connection, runs))
        self.known.add(runs)
