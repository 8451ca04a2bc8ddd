"""What can be wrong with a database, said in one line without a value: no address, name or password."""

import os
import sqlite3
from socket import gaierror

from asyncpg import exceptions as postgresql
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

UNAVAILABLE = (DBAPIError, PoolTimeoutError, OSError, postgresql.PostgresError, postgresql.InterfaceError)
"""What a call of the ledger raises while the database is away: try again later."""
PATIENCE = 10.0
"""Seconds to wait for a lock of SQLite, for a connection, or for an answer, before the database counts as away."""
UNCLEAR = "its address is not understood"
_REASONS: dict[type[BaseException], str] = {
    postgresql.InvalidAuthorizationSpecificationError: "it refuses this user or password",
    postgresql.InvalidCatalogNameError: "it has no database of that name",
    postgresql.InsufficientPrivilegeError: "this user may not make tables in it",
    postgresql.InvalidSchemaNameError: "this user may not make tables in it",
    ValueError: UNCLEAR,
    gaierror: "its host is not known",
}


class LedgerError(Exception):
    """A database that can't be opened. Its text is one line, and names no value of the address."""

    def __init__(self, reason: str) -> None:
        """`reason`: what is wrong, as a part of a sentence."""
        super().__init__(f"the database can't be opened: {reason}")


def reason(error: BaseException) -> str:
    """Tell why opening failed. What SQLite and the system say of it holds no value; what PostgreSQL says may."""
    chain = [error]
    while cause := (chain[-1].__cause__ or chain[-1].__context__):
        chain.append(cause)
    for link in chain:
        for kind, words in _REASONS.items():
            if isinstance(link, kind):
                return words
        if isinstance(link, sqlite3.Error):
            return str(link)
        if isinstance(link, OSError):
            return os.strerror(link.errno) if link.errno else "it doesn't answer"
    return type(chain[-1]).__name__


def lost(error: BaseException) -> bool:
    """Tell whether this is about a connection that broke, so that another one may do."""
    return isinstance(error, ConnectionError) or (isinstance(error, DBAPIError) and error.connection_invalidated)
