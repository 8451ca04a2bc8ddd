"""A SQLite file, private to this program, that leaves no traces of deleted rows, neither in the file nor on the disk.

1. Deleted data is overwritten in place (`secure_delete`), and so is the journal: see `sqlite_traces`. The file never
   shrinks, because truncated data would remain on the disk.
2. `synchronous=FULL`, because committed rows must survive a power failure.
3. Every transaction takes the write lock at its start, so that two processes queue and never deadlock. There is one
   connection, so that within a process nothing polls for that lock; work that waits for it shares a transaction.
4. A connection whose file was removed is replaced, but never creates a file: an empty one would pass for the database.

A transaction runs as a whole in a thread: switching to a thread and back takes longer than a statement.
"""

import asyncio
import json
import sqlite3
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any, TypeVar

from sqlalchemy import Connection, ExceptionContext, QueuePool, create_engine, event

from adapters.storage import sqlite_file
from adapters.storage.errors import DATABASE_UNAVAILABLE
from adapters.storage.shared_commit import CommitPart, SharedCommit
from adapters.storage.sqlite_connection import ReleasingConnection, driver_of, set_pragmas
from adapters.storage.sqlite_traces import SqliteTraces

_UNUSABLE = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_NOTADB}
"""Errors that a new connection may cure: the file was moved or replaced, or its disk was remounted."""
_LOCKED = 5.0
"""Seconds to wait for another process: less than the timeout of a call, because others are waiting too."""
_READING = "reading"
"""The connection option for a single read-only statement, which is its own transaction."""
_PRIMARY = 0xFF
"""The mask of a primary code. Source: SQLite, "Primary Result Codes versus Extended Result Codes"."""
_Result = TypeVar("_Result")


class Sqlite:
    """A connection to a SQLite file, used in one thread."""

    dialect = "sqlite"

    def __init__(self, url: str, *, create: bool = True) -> None:
        """Prepare the file, without connecting yet.

        Args:
            url: sqlite:///relative or sqlite:////absolute.
            create: Whether to create a file that doesn't exist.

        Raises:
            StorageError: If the address can't be that of a file, or the file doesn't exist and `create` is false.
        """
        self._path = sqlite_file.prepared(url, create=create)
        self._traces = SqliteTraces(self._path)
        self._thread = ThreadPoolExecutor(1, "ledger")
        self._engine = create_engine(
            "sqlite://",
            creator=self._connect,
            hide_parameters=True,  # otherwise errors would contain ids
            poolclass=QueuePool,
            pool_size=1,
            max_overflow=0,
        )
        event.listen(self._engine, "connect", set_pragmas)
        event.listen(self._engine, "begin", self._begin)
        event.listen(self._engine, "handle_error", _replace)
        self._shared = SharedCommit(lambda parts: self._in_thread(lambda: self._commit(parts)))

    async def transact(self, work: Callable[[Connection], _Result], *, deletes: bool = False) -> _Result:
        """Run this work in one transaction, which it may share.

        Args:
            work: Called with a connection.
            deletes: Whether it may delete messages, to leave no traces of them.
        """
        return await self._shared(work, deletes=deletes)

    async def read(self, work: Callable[[Connection], _Result]) -> _Result:
        """Run this work, a single read-only statement: it takes no write lock, and overwrites nothing."""

        def run() -> _Result:
            with self._engine.connect().execution_options(**{_READING: True}) as connection:
                return work(connection)

        return await self._in_thread(run)

    async def found(self, query: str, texts: Collection[str]) -> list[str]:
        """Return the texts that a raw query finds; see `Session.found`."""

        def run() -> list[str]:
            with self._engine.connect() as connection:
                return [row[0] for row in driver_of(connection).execute(query, (json.dumps([*texts]),))]

        return await self._in_thread(run)

    async def scrub(self) -> None:
        """Rewrite every row, and overwrite everything else; this takes a few milliseconds."""

        def run() -> None:
            with self._engine.connect() as connection:
                driver = driver_of(connection)
                try:
                    self._traces.rewrite(driver)
                    self._clean(driver, thoroughly=True)
                except sqlite3.Error as error:
                    connection.invalidate(error)
                    raise

        await self._in_thread(run)

    async def grow(self) -> None:
        """Raise `OSError` if no other file can be written next to this one, for lack of room or permission."""
        await self._in_thread(lambda: sqlite_file.make_room(self._path))

    async def close(self) -> None:
        """Close the connection and end the thread."""
        await self._in_thread(self._engine.dispose)
        self._thread.shutdown()

    def _connect(self) -> sqlite3.Connection:
        self._traces.keep()
        return sqlite3.connect(
            f"{self._path.as_uri()}?mode=rw",
            timeout=_LOCKED,
            check_same_thread=False,
            cached_statements=0,  # cached statements keep their last parameters in memory
            uri=True,
            factory=ReleasingConnection,
        )

    def _commit(self, parts: Sequence[CommitPart[Any]]) -> None:
        """Run these parts in one transaction, and end each; if the disk is full, run each in its own."""
        failure = self._failure(parts)
        if not _full(failure):
            for part in parts:
                part.end(failure)
            return
        for part in parts:  # the lack of room may be due to one part, or to the rewriting, which can wait
            part.end(self._failure([part], rewriting=False))

    def _failure(self, parts: Sequence[CommitPart[Any]], *, rewriting: bool = True) -> Exception | None:
        """Run these parts in one transaction; return its error, if it failed."""
        try:
            with self._engine.connect() as connection:
                driver = driver_of(connection)
                self._traces.reserve(driver)
                self._transact(connection, parts, rewriting=rewriting)
                with suppress(*DATABASE_UNAVAILABLE):  # the next transaction starts with this as well
                    self._clean(driver, thoroughly=any(part.deletes for part in parts))
        except Exception as error:  # noqa: BLE001 - raised to everybody waiting for a part
            return error
        return None

    def _transact(self, connection: Connection, parts: Sequence[CommitPart[Any]], *, rewriting: bool) -> None:
        with connection.begin():
            for part in parts:
                part.run(connection, alone=len(parts) == 1)
            if rewriting and any(part.deletes for part in parts):
                self._traces.rewrite_messages(connection)

    def _clean(self, driver: sqlite3.Connection, *, thoroughly: bool) -> None:
        """Overwrite the journal, by starting a transaction, which always does so.

        Args:
            driver: The connection.
            thoroughly: Whether to wait until it is on the disk.
        """
        driver.execute("BEGIN IMMEDIATE")
        self._traces.overwrite()
        driver.commit()
        if thoroughly:
            self._traces.sync()

    def _begin(self, connection: Connection) -> None:
        if connection.get_execution_options().get(_READING):
            return
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        self._traces.overwrite()

    async def _in_thread(self, work: Callable[[], _Result]) -> _Result:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)


def _full(failure: Exception | None) -> bool:
    """Return whether this failed because the disk is full, and so was rolled back."""
    code = getattr(getattr(failure, "orig", None), "sqlite_errorcode", 0)
    return bool(code & _PRIMARY == sqlite3.SQLITE_FULL)


def _replace(context: ExceptionContext) -> None:
    """Discard the connection if it has become unusable."""
    code = getattr(context.original_exception, "sqlite_errorcode", 0)
    if code & _PRIMARY in _UNUSABLE:
        context.is_disconnect = True
