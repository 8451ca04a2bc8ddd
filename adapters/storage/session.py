"""An open database and the calls under way in it; all queries go through a session.

While the database is unavailable a call raises one of `DATABASE_UNAVAILABLE`. A broken connection is replaced once. A
call completes even if its caller is cancelled.
"""

import asyncio
from collections.abc import Callable, Collection, Coroutine, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any, Self, TypeVar

from sqlalchemy import Connection, Executable, Row
from sqlalchemy.exc import IntegrityError

from adapters.storage import database, errors, reasons, wipe_sql
from adapters.storage.database import Database
from adapters.storage.errors import DATABASE_UNAVAILABLE
from adapters.storage.wipes import MessageKind

Values = dict[str, Any] | list[dict[str, Any]] | None
"""The parameters of a statement, for one row or several."""
_Result = TypeVar("_Result")

_TEST_ROW = {"channel": "", "chat": "", "part": MessageKind.NOTICE, "after": None, "within": 0.0, "left": 0.0}
"""A test row, which is deleted in the transaction that adds it."""
SOON = 20.0
"""Seconds from now. Rows due later don't wake the workers, which look again by then anyway."""


class Session:
    """A database session that several stores share.

    Attributes:
        failure: The error of the latest call that failed; None if none did since this was last reset.
        changed: Whether rows of reminders or drafts were changed since the last scrub, so that the database's files may
            contain old values. Deleted messages leave nothing behind even before a scrub.
    """

    def __init__(self, opened: Database) -> None:
        """Take over an open database.

        Args:
            opened: From `database.connect`.
        """
        self._database = opened
        self._under_way: set[asyncio.Task[Any]] = set()
        self.failure: str | None = None
        self.changed = False

    @classmethod
    async def open(cls, url: str, *, create: bool = True) -> Self:
        """Open the database at this address; see `database.connect`.

        Raises:
            StorageError: If the database can't be opened.
        """
        return cls(await database.connect(url, create=create))

    @property
    def dialect(self) -> str:
        """Return SQLAlchemy's name of the database's dialect."""
        return self._database.dialect

    async def close(self) -> None:
        """Wait for the calls under way, then close every connection."""
        await asyncio.gather(*self._under_way, return_exceptions=True)
        await self._database.close()

    async def run(
        self, statement: Executable, values: Values = None, *, repeatable: bool = True, deletes: bool = False
    ) -> Sequence[Row[Any]]:
        """Execute a statement in a transaction of its own.

        Args:
            statement: What to execute.
            values: Its parameters; with an empty list nothing is executed.
            repeatable: As in `transact`.
            deletes: As in `transact`.

        Returns:
            The rows that it returns, if any.
        """
        if values == []:
            return ()

        def work(connection: Connection) -> Sequence[Row[Any]]:
            result = connection.execute(statement, values)
            return result.all() if result.returns_rows else ()

        return await self.transact(work, repeatable=repeatable, deletes=deletes)

    async def transact(
        self, work: Callable[[Connection], _Result], *, repeatable: bool = True, deletes: bool = False
    ) -> _Result:
        """Run work in one transaction.

        Args:
            work: Called with a connection, and once more if the connection breaks and the work is repeatable.
            repeatable: Whether the work is idempotent. Work that was certainly not carried out is retried in any case.
            deletes: Whether it may delete messages, to leave no traces of them in the database's files.
        """
        begun: list[bool] = []

        def marked(connection: Connection) -> _Result:
            if not repeatable:
                connection.exec_driver_sql("SELECT 1")  # if the connection breaks here, nothing was carried out
                begun.append(True)
            return work(connection)

        call = partial(self._database.transact, marked, deletes=deletes)
        return await self._twice(call, lambda: repeatable or not begun)

    async def read(self, statement: Executable, values: Values = None) -> Sequence[Row[Any]]:
        """Return the rows of a read-only statement, without waiting for a transaction's write lock."""
        return await self._twice(partial(self._database.read, lambda on: on.execute(statement, values).all()))

    async def found(self, query: str, texts: Collection[str]) -> frozenset[str]:
        """Return which of these texts a raw query finds, bypassing SQLAlchemy, because presses on the page wait for it.

        Args:
            query: SQL for the driver; its parameter is a list of texts, as JSON on SQLite.
            texts: The texts.
        """
        return frozenset(await self._complete(self._database.found(query, texts)))

    async def write(self) -> None:
        """Add a typical row and delete it again, in one transaction, and check that there is room for more.

        Raises one of `DATABASE_UNAVAILABLE` if that fails.
        """
        await self.transact(_write)
        with self._failing():
            await self._complete(self._database.grow())

    async def scrub(self) -> None:
        """Remove what deleted rows leave behind in the database's files."""
        changed, self.changed = self.changed, False
        try:
            with self._failing():
                await self._complete(self._database.scrub())
        except BaseException:
            self.changed = self.changed or changed
            raise

    async def _twice(
        self, call: Callable[[], Coroutine[Any, Any, _Result]], may: Callable[[], bool] = lambda: True
    ) -> _Result:
        """Make a call, and once more if the connection broke. `may`: whether that is safe."""
        with self._failing():
            try:
                return await self._complete(call())
            except DATABASE_UNAVAILABLE as error:
                if not (errors.lost(error) and (may() or errors.not_carried_out(error))):
                    raise
            return await self._complete(call())

    async def _complete(self, work: Coroutine[Any, Any, _Result]) -> _Result:
        """Complete this even if the caller is cancelled: an abandoned transaction would hold on to its lock."""
        task = asyncio.create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        return await asyncio.shield(task)

    @contextmanager
    def _failing(self) -> Iterator[None]:
        """Store the error if the block fails. A duplicate row doesn't count as a failure of the database."""
        try:
            yield
        except IntegrityError:
            raise
        except DATABASE_UNAVAILABLE as error:
            self.failure = reasons.reason(error)
            raise


def _write(connection: Connection) -> None:
    row = connection.execute(wipe_sql.intend, _TEST_ROW).scalar_one()
    connection.execute(wipe_sql.dropped, {"row": row})
