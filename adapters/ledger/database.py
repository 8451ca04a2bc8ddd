"""From an address to a database that is open and of the newest schema."""

from contextlib import suppress
from functools import partial
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from asyncpg.exceptions import InternalClientError

from adapters.ledger import fault, migration
from adapters.ledger.fault import LedgerError
from adapters.ledger.postgresql import Postgresql
from adapters.ledger.sqlite import Sqlite

Database = Postgresql | Sqlite
"""Where the ledger is kept: `transact` does a piece of work whole or not at all, `scrub` leaves nothing behind."""
_TELLING = {"host", "port", "dbname", "database", "search_path"}
"""Options of an address that tell where the database is, and nothing else."""


async def connect(url: str, *, make: bool = True) -> Database:
    """Open the database at this address and bring its schema up to date.

    `url`: sqlite:///relative, sqlite:////absolute, or postgresql://… in libpq's form; postgres:// means the same.
    `make`: where nothing is, begin anew; without it that is an error, as whoever only looks would look at nothing.
    Raises `LedgerError` for whatever keeps it from being opened.
    """
    database = _at(url, make)
    try:
        await database.transact(partial(migration.upgrade, make=make))
        with suppress(*fault.UNAVAILABLE):  # as on a full disk, which must not keep it from wiping
            await database.scrub()  # a crash may have come between a deletion and this
    except (*fault.UNAVAILABLE, InternalClientError, ValueError) as error:
        await database.close()
        raise LedgerError(fault.reason(error)) from None
    except BaseException:
        await database.close()
        raise
    return database


def readable(url: str) -> str:
    """Give this address as anybody may read it: without user, password and options, and the path of a file whole."""
    scheme, _, rest = url.partition("://")
    if scheme.partition("+")[0] == "sqlite":
        return str(Path(unquote(rest.removeprefix("/"))).absolute())
    parts = urlsplit(f"postgresql://{rest}")
    kept = [(name, value) for name, value in parse_qsl(parts.query) if name in _TELLING]
    where = f"postgresql://{parts.netloc.rpartition('@')[2]}{parts.path}"
    return f"{where}?{urlencode(kept, safe='/')}" if kept else where


def _at(url: str, make: bool) -> Database:  # noqa: FBT001
    scheme, _, rest = url.partition("://")
    match scheme.partition("+")[0]:
        case "sqlite":
            return Sqlite(url, make=make)
        case "postgres" | "postgresql":
            return Postgresql(f"postgresql://{rest}")
    msg = "its address must begin with sqlite:/// or postgresql://"
    raise LedgerError(msg)
