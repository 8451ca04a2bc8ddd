"""Opens the database at an address and migrates its schema.

Imports for PostgreSQL and migrations are deferred, because they take 12 MiB and half of the startup time.
"""

from __future__ import annotations  # its annotations name a type that is only imported when needed

from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from adapters.storage import creation, errors, reasons, schema_version
from adapters.storage.errors import StorageError
from adapters.storage.sqlite import Sqlite

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from adapters.storage.postgresql import Postgresql

Database: TypeAlias = "Postgresql | Sqlite"
"""A database: `transact` runs work in one transaction, `scrub` removes what deleted rows leave behind, `grow` ensures
that there is room."""
_HARMLESS_OPTIONS = {"host", "port", "dbname", "database", "search_path"}
"""Options of an address that identify the database and aren't secret."""


async def connect(url: str, *, create: bool = True) -> Database:
    """Open the database at this address and migrate its schema to the newest version.

    Args:
        url: sqlite:///relative, sqlite:////absolute, or postgresql://… in libpq's form; postgres:// means the same.
        create: Whether to create the database if it doesn't exist; False for callers that only read.

    Raises:
        StorageError: If the database can't be opened.
    """
    database = _at(url, create=create)
    try:
        await database.transact(partial(_migrate, create=create))
        with suppress(*errors.DATABASE_UNAVAILABLE):  # a full disk, say, must not prevent wiping
            await database.scrub()  # a crash may have interrupted a deletion before its scrub
    except (*errors.DATABASE_UNAVAILABLE, ValueError) as error:
        await database.close()
        raise StorageError(reasons.reason(error)) from None
    except BaseException:
        await database.close()
        raise
    return database


def readable(url: str) -> str:
    """Return this address without user, password and most options; a file's path is made absolute."""
    scheme, _, rest = url.partition("://")
    if scheme.partition("+")[0] == "sqlite":
        return str(Path(unquote(rest.removeprefix("/"))).absolute())
    parts = urlsplit(f"postgresql://{rest}")
    kept = [(name, value) for name, value in parse_qsl(parts.query) if name in _HARMLESS_OPTIONS]
    bare = f"postgresql://{parts.netloc.rpartition('@')[2]}{parts.path}"
    return f"{bare}?{urlencode(kept, safe='/')}" if kept else bare


def _migrate(connection: Connection, *, create: bool) -> None:
    if schema_version.is_newest(connection):
        return
    schema_version.exclude_others(connection)
    if not (create and creation.create(connection)):
        from adapters.storage import migration

        migration.upgrade(connection, create=create)


def _at(url: str, *, create: bool) -> Database:
    scheme, _, rest = url.partition("://")
    match scheme.partition("+")[0]:
        case "sqlite":
            return Sqlite(url, create=create)
        case "postgres" | "postgresql":
            from adapters.storage.postgresql import Postgresql

            return Postgresql(f"postgresql://{rest}")
    msg = "its address must begin with sqlite:/// or postgresql://"
    raise StorageError(msg)
