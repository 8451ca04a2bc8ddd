"""A SQLite file, private to this program, that contains nothing but its rows; nor do the blocks of the disk below it.

1. What is deleted is overwritten in place (`secure_delete`), and so is the journal: see `sqlite_traces`. The file never
   gets smaller, as what is cut off would stay on the disk.
2. `synchronous=FULL`, because what was noted must survive a power cut.
3. Every transaction takes the write lock at its beginning, so that two processes queue and never deadlock. There is one
   connection, so that within a process nobody polls for that lock.
4. A connection whose file was taken away is replaced, and none creates a file: an empty one would look like a ledger.

A transaction runs as a whole in a thread: switching to the thread and back takes longer than a statement does.
"""

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any, TypeVar
from weakref import WeakSet

from sqlalchemy import Connection, ExceptionContext, QueuePool, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection

from adapters.storage import sqlite_file
from adapters.storage.errors import DATABASE_UNAVAILABLE
from adapters.storage.sqlite_traces import SqliteTraces

_PRAGMAS = (
    "journal_mode=PERSIST",  # a journal that is deleted or cut off leaves its blocks as they are
    "secure_delete=ON",
    "synchronous=FULL",
    "foreign_keys=ON",  # or the occurrences of a reminder would outlive it
    "temp_store=MEMORY",  # or rows could end up in temporary files
)
_UNUSABLE = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_NOTADB}
"""Errors after which another connection may do better: the file was moved, replaced, or its disk was remounted."""
_LOCKED = 5.0
"""Seconds to wait for another process: less than a call may take, as others wait behind it."""
_READING = "reading"
"""The option of a connection for one statement that only reads, which is a transaction of its own."""
_PRIMARY = 0xFF
"""The part of a code that isn't a detail. Source: SQLite, "Primary Result Codes versus Extended Result Codes"."""
_Result = TypeVar("_Result")


class _ReleasingConnection(sqlite3.Connection):
    """A connection that lets go of its file when it is closed.

    SQLite keeps the file open, and locked, for as long as a statement isn't finished. An error holds on to the one that
    failed, and whoever waited for it to the error; so a file that was away and is back would stay locked.
    """

    def __init__(self, *arguments: Any, **named: Any) -> None:  # noqa: ANN401 - as sqlite3 takes them
        super().__init__(*arguments, **named)
        self._cursors: WeakSet[sqlite3.Cursor] = WeakSet()

    def cursor(self, *arguments: Any) -> Any:  # noqa: ANN401 - as sqlite3 makes them
        cursor = super().cursor(*arguments)
        self._cursors.add(cursor)
        return cursor

    def execute(self, *arguments: Any) -> Any:  # noqa: ANN401 - likewise
        return self.cursor().execute(*arguments)  # sqlite3's own makes a cursor without asking `cursor` for it

    def close(self) -> None:
        for cursor in self._cursors:
            with suppress(sqlite3.Error):
                cursor.close()
        super().close()


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
            hide_parameters=True,  # or errors would contain ids
            poolclass=QueuePool,
            pool_size=1,
            max_overflow=0,
        )
        event.listen(self._engine, "connect", _set_pragmas)
        event.listen(self._engine, "begin", self._begin)
        event.listen(self._engine, "handle_error", _replace)

    async def transact(self, work: Callable[[Connection], _Result]) -> _Result:
        """Run this work in one transaction."""

        def run() -> _Result:
            self._run(self._traces.reserve)
            with self._engine.begin() as connection:
                done = work(connection)
            with suppress(*DATABASE_UNAVAILABLE):  # the next transaction begins with it as well
                self._clean()
            return done

        return await self._in_thread(run)

    async def read(self, work: Callable[[Connection], _Result]) -> _Result:
        """Run this work, which is one statement that only reads: it takes no lock to write, and overwrites nothing."""

        def run() -> _Result:
            with self._engine.connect().execution_options(**{_READING: True}) as connection:
                return work(connection)

        return await self._in_thread(run)

    async def scrub(self) -> None:
        """Write every row anew, and overwrite all that was there; this takes a few milliseconds."""

        def run() -> None:
            self._run(self._traces.rewrite)
            self._clean()
            self._traces.sync()

        await self._in_thread(run)

    async def grow(self) -> None:
        """Raise `OSError` if the disk has no room for another file next to this one, or takes none."""
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
            cached_statements=0,  # a cached statement keeps its last parameters in memory
            uri=True,
            factory=_ReleasingConnection,
        )

    def _clean(self) -> None:
        """Overwrite the journal, as every transaction does when it begins, even one that does nothing."""
        with self._engine.begin():
            pass

    def _begin(self, connection: Connection) -> None:
        if connection.get_execution_options().get(_READING):
            return
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        self._traces.overwrite()

    def _run(self, script: Callable[[sqlite3.Connection], None]) -> None:
        """Run this on the connection itself, outside any transaction."""
        with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            driver = connection.connection.driver_connection
            assert isinstance(driver, sqlite3.Connection)  # noqa: S101 - for the type checker
            try:
                script(driver)
            except sqlite3.Error as error:
                connection.invalidate(error)
                raise

    async def _in_thread(self, work: Callable[[], _Result]) -> _Result:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)


def _set_pragmas(connection: DBAPIConnection, _record: object) -> None:
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _replace(context: ExceptionContext) -> None:
    """Replace the connection if it can't be used any more."""
    code = getattr(context.original_exception, "sqlite_errorcode", 0)
    if code & _PRIMARY in _UNUSABLE:
        context.is_disconnect = True
