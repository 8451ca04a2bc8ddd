"""The store of checks that are over, so that none comes back, in whichever process a button of it is pressed.

1. All that is remembered of a run is its random name, until no button of it is good any more.
2. A run is noted as over in the transaction that ends, closes or wipes its screen.
3. Where a screen can be wiped, each press asks the memory of its process only. What another process ended meanwhile is
   found when the deadline that the press moved is written, and the screen is wiped at once (`WipeStore.move`). Where
   it can't, each press asks the database as well (`over`).
"""

import asyncio
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Executable, Row

from adapters.concurrency.gathered_lookup import GatheredLookup
from adapters.storage import ended_sql
from adapters.storage.ended_runs import EndedRuns
from adapters.storage.session import Session, Values

ANSWER = 3.0
"""Seconds that a press waits for the database to say whether its check is over."""


class EndedStore:
    """Stores the runs of checks that are over.

    Attributes:
        known: Those that this process knows of.
    """

    def __init__(self, session: Session, known: EndedRuns) -> None:
        """Store them in an open database, whose session others may share."""
        self._session = session
        self._note = ended_sql.note(session.dialect)
        self._look_up = GatheredLookup(self._found)
        self.known = known

    async def over(self, run: str) -> bool:
        """Return whether this run is over, as any process knows it.

        Raises:
            OSError: Or another of `DATABASE_UNAVAILABLE`, if the database doesn't say so in time.
        """
        if run not in self.known:
            async with asyncio.timeout(ANSWER):
                if await self._look_up(run):
                    self.known.add([run])
        return run in self.known

    async def add(self, runs: Iterable[str]) -> None:
        """Note that these runs are over, except those of which that is known."""
        over = sorted(run for run in {*runs} if run and run not in self.known)
        self.known.add(over)
        if over:
            await self._session.transact(lambda connection: self.note(connection, over))

    def note(self, connection: Connection, runs: Iterable[str]) -> None:
        """Note that these runs are over, in the transaction of this connection."""
        rows = [{"run": run, "keep": self.known.keep} for run in sorted({*runs})]
        if rows:
            connection.execute(self._note, rows)

    def among(self, connection: Connection, runs: Iterable[str]) -> frozenset[str]:
        """Return those of these runs that are over."""
        asked = sorted({*runs})
        found = connection.execute(ended_sql.among, {"runs": asked}).scalars() if asked else ()
        return frozenset(found)

    async def _found(self, runs: Collection[str]) -> frozenset[str]:
        """Return those of these runs that the database knows to be over."""
        return frozenset(row.run for row in await self._session.read(ended_sql.among, {"runs": [*runs]}))

    async def conclude(self, statement: Executable, values: Values) -> Sequence[Row[Any]]:
        """Execute a statement that ends or deletes messages, and note that their runs are over.

        Args:
            statement: It returns the column `run`, among others.
            values: Its parameters.

        Returns:
            The rows that it returns.
        """

        def work(connection: Connection) -> Sequence[Row[Any]]:
            rows = connection.execute(statement, values).all()
            self.note(connection, (row.run for row in rows if row.run))
            return rows

        rows = await self._session.transact(work)
        self.known.add(row.run for row in rows if row.run)
        return rows

    async def recall(self) -> None:
        """Learn what any process has noted, also before this one started."""
        self.known.add(row.run for row in await self._session.run(ended_sql.every))

    async def forget(self) -> None:
        """Delete the runs of which no button is good any more."""
        await self._session.run(ended_sql.forget)

    async def count(self) -> int:
        """Return how many runs are remembered."""
        return int((await self._session.run(ended_sql.count))[0][0])
