"""A SQLite file: private to this program, and with nothing in it but what is in its rows.

`TRUNCATE` and `secure_delete` leave nothing of a deleted row in the file or its journal, where WAL would, but for the
odd copy in a gap of a page that was divided; `scrub` takes those. `synchronous=FULL`, because what was noted must
survive a power cut. Every transaction asks for the write lock at its beginning, so that two processes wait in line and
never for each other; and there is one connection, so that within a process nobody polls for that lock.

A transaction is done whole in a thread: to go there and back takes longer than a statement does.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from sqlalchemy import URL, Connection, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError

from adapters.ledger import fault
from adapters.ledger.fault import PATIENCE, LedgerError

_PRAGMAS = (
    "journal_mode=TRUNCATE",
    "secure_delete=ON",
    "synchronous=FULL",
    "foreign_keys=ON",  # or what hangs on a row would stay when it goes
    "temp_store=MEMORY",  # nothing of a row ever reaches a file of its own
)
_ALONE = "AUTOCOMMIT"
"""SQLAlchemy's name for a statement outside any transaction."""
_Given = TypeVar("_Given")


class Sqlite:
    """A database of this kind."""

    dialect = "sqlite"

    def __init__(self, url: str, *, make: bool = True) -> None:
        """`url`: sqlite:///relative or sqlite:////absolute; `make`: make the file where it isn't.

        Raises `LedgerError` for an address that can't be a file's, or isn't one's without `make`.
        """
        path = _path(url, make=make)
        self._thread = ThreadPoolExecutor(1, "ledger")
        self._engine = create_engine(
            URL.create("sqlite", database=path),
            hide_parameters=True,  # no id in an error
            pool_size=1,
            max_overflow=0,
            connect_args={
                "timeout": PATIENCE,
                "check_same_thread": False,
                "cached_statements": 0,
            },  # one keeps its last values
        )
        event.listen(self._engine, "connect", _prepare)
        event.listen(self._engine, "begin", _lock)

    async def transact(self, work: Callable[[Connection], _Given]) -> _Given:
        """Do this in one transaction."""

        def whole() -> _Given:
            with self._engine.begin() as connection:
                return work(connection)

        return await self._in_thread(whole)

    async def scrub(self) -> None:
        """Write the file anew, so that it holds what is in its rows and nothing else: a few milliseconds."""

        def whole() -> None:
            with self._engine.connect() as connection:
                connection.execution_options(isolation_level=_ALONE).exec_driver_sql("VACUUM")

        await self._in_thread(whole)

    async def close(self) -> None:
        """Let go of the connection and the thread."""
        await self._in_thread(self._engine.dispose)
        self._thread.shutdown()

    async def _in_thread(self, work: Callable[[], _Given]) -> _Given:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)


def _path(url: str, *, make: bool) -> str:
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise LedgerError(fault.UNCLEAR) from None
    if not parsed.database or parsed.database == ":memory:" or parsed.query or parsed.host:
        msg = "its address must be sqlite:/// and the path of a file"
        raise LedgerError(msg)
    try:
        _make_private(Path(parsed.database), make=make)
    except OSError as error:
        raise LedgerError(fault.reason(error)) from None
    return parsed.database


def _make_private(path: Path, *, make: bool) -> None:
    if path.exists() and not path.is_file():
        msg = "its address must be sqlite:/// and the path of a file"
        raise LedgerError(msg)
    if make:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(0o600)  # SQLite gives its journal the same
    path.chmod(0o600)


def _prepare(connection: DBAPIConnection, _record: object) -> None:
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _lock(connection: Connection) -> None:
    if connection.get_execution_options().get("isolation_level") != _ALONE:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
