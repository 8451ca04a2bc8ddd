"""A database that is open, and what is under way in it: whatever asks the database something does so through this.

While it is away a call raises one of `UNAVAILABLE`. A broken connection is replaced once; a cancelled call is done.
"""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any, Self, TypeVar

from sqlalchemy import Connection, Executable, Row

from adapters.ledger import database, fault
from adapters.ledger.database import Database
from adapters.ledger.fault import UNAVAILABLE

Values = dict[str, Any] | list[dict[str, Any]] | None
"""What a statement is given: a row, or several."""
_Given = TypeVar("_Given")

SOON = 20.0
"""Seconds from now: what is due later than that wakes nobody, as whoever waits looks again by then."""


class Session:
    """What a ledger and an agenda on one database share."""

    def __init__(self, opened: Database) -> None:
        """`opened`: by `database.connect`."""
        self._database = opened
        self._under_way: set[asyncio.Task[Any]] = set()

    @classmethod
    async def open(cls, url: str, *, make: bool = True) -> Self:
        """Open the database at this address (see `database.connect`). Raises `LedgerError` with one line."""
        return cls(await database.connect(url, make=make))

    @property
    def dialect(self) -> str:
        """Give the database's kind, by SQLAlchemy's name."""
        return self._database.dialect

    async def close(self) -> None:
        """Let what is under way come to its end, and let go of every connection."""
        await asyncio.gather(*self._under_way, return_exceptions=True)
        await self._database.close()

    async def run(self, asked: Executable, values: Values = None, *, repeatable: bool = True) -> Sequence[Row[Any]]:
        """Give the rows of this statement; an empty list asks for nothing. `repeatable`: as in `transact`."""
        if values == []:
            return ()

        def work(connection: Connection) -> Sequence[Row[Any]]:
            result = connection.execute(asked, values)
            return result.all() if result.returns_rows else ()

        return await self.transact(work, repeatable=repeatable)

    async def transact(self, work: Callable[[Connection], _Given], *, repeatable: bool = True) -> _Given:
        """Do this in one transaction. `repeatable`: done twice it comes to the same."""
        try:
            return await self._carry(self._database.transact(work))
        except UNAVAILABLE as error:
            if not (repeatable and fault.lost(error)):
                raise
        return await self._carry(self._database.transact(work))

    async def scrub(self) -> None:
        """Leave nothing behind of what was deleted."""
        await self._carry(self._database.scrub())

    async def _carry(self, work: Coroutine[Any, Any, _Given]) -> _Given:
        """Carry this through even if the caller is cancelled: a transaction that was left would keep its lock."""
        task = asyncio.create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        return await asyncio.shield(task)
