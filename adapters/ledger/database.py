"""From an address to a database that is open, private to this program, and of the newest schema.

SQLite: `TRUNCATE` and `secure_delete` leave nothing of a deleted row in the file or its journal, where WAL would, but
for the odd copy in a gap of a page that was divided; `scrub` takes those. `synchronous=FULL`, because what was noted
must survive a power cut. Every transaction asks for the write lock at its beginning, so that two processes wait in line
and never for each other; and there is one connection, so that within a process nobody polls for that lock.

PostgreSQL: asyncpg reads the address, as libpq would (sslmode, host and the like). There a deleted row stays in the
table's file until vacuum and new rows have gone over it, and in the write-ahead log, its archives and backups until
those are recycled; what stays is ids and moments.
"""

from functools import partial
from pathlib import Path

import asyncpg
from asyncpg.exceptions import InternalClientError
from sqlalchemy import URL, Connection, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from adapters.ledger import fault, migration
from adapters.ledger.fault import LedgerError

PATIENCE = 10.0
"""Seconds to wait for a lock of SQLite, for a connection, or for an answer, before the database counts as away."""
_PRAGMAS = (
    "journal_mode=TRUNCATE",
    "secure_delete=ON",
    "synchronous=FULL",
    "temp_store=MEMORY",  # nothing of a row ever reaches a file of its own
)

_ALONE = "AUTOCOMMIT"
"""SQLAlchemy's name for a statement outside any transaction."""


async def connect(url: str) -> AsyncEngine:
    """Open the database at this address and bring its schema up to date.

    `url`: sqlite:///relative, sqlite:////absolute, or postgresql://… in libpq's form; postgres:// means the same.
    Raises `LedgerError` for whatever keeps it from being opened.
    """
    engine = _engine(url)
    try:
        async with engine.begin() as connection:
            await connection.run_sync(migration.upgrade)
        await scrub(engine)  # a crash may have come between a deletion and this
    except (*fault.UNAVAILABLE, InternalClientError, ValueError) as error:
        await engine.dispose()
        raise LedgerError(fault.reason(error)) from None
    except BaseException:
        await engine.dispose()
        raise
    return engine


async def scrub(engine: AsyncEngine) -> None:
    """Write SQLite's file anew, so that it holds what is in its rows and nothing else: a few milliseconds."""
    if engine.dialect.name == "sqlite":
        async with engine.connect() as connection:
            await connection.execution_options(isolation_level=_ALONE)
            await connection.exec_driver_sql("VACUUM")


def _engine(url: str) -> AsyncEngine:
    scheme, _, rest = url.partition("://")
    match scheme.partition("+")[0]:
        case "sqlite":
            return _sqlite(url)
        case "postgres" | "postgresql":
            return _postgresql(f"postgresql://{rest}")
    msg = "its address must begin with sqlite:/// or postgresql://"
    raise LedgerError(msg)


def _sqlite(url: str) -> AsyncEngine:
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise LedgerError(fault.UNCLEAR) from None
    if not parsed.database or parsed.database == ":memory:" or parsed.query or parsed.host:
        msg = "its address must be sqlite:/// and the path of a file"
        raise LedgerError(msg)
    try:
        _make_private(Path(parsed.database))
    except OSError as error:
        raise LedgerError(fault.reason(error)) from None
    engine = create_async_engine(
        URL.create("sqlite+aiosqlite", database=parsed.database),
        hide_parameters=True,  # no id in an error
        pool_size=1,
        max_overflow=0,
        connect_args={"timeout": PATIENCE},
    )
    event.listen(engine.sync_engine, "connect", _prepare)
    event.listen(engine.sync_engine, "begin", _lock)
    return engine


def _make_private(path: Path) -> None:
    if path.exists() and not path.is_file():
        msg = "its address must be sqlite:/// and the path of a file"
        raise LedgerError(msg)
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


def _postgresql(dsn: str) -> AsyncEngine:
    opened = partial(asyncpg.connect, dsn, timeout=PATIENCE, command_timeout=PATIENCE)
    return create_async_engine("postgresql+asyncpg://", async_creator=opened, pool_pre_ping=True, hide_parameters=True)
