"""The errors of a database that can't be used."""

import sqlite3

from asyncpg import exceptions as postgresql
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

DATABASE_UNAVAILABLE = (
    DBAPIError,
    PoolTimeoutError,
    OSError,
    sqlite3.Error,
    postgresql.PostgresError,
    postgresql.InterfaceError,
    postgresql.InternalClientError,
)
"""The errors that a store raises while the database is unavailable: try again later."""
TIMEOUT = 10.0
"""Seconds to wait for a connection or a response before the database counts as unavailable."""
UNCLEAR = "its address is not understood"
ABSENT = "there is no such file yet; the bot creates it when it starts, and 'groomingcheck doctor' says where"
READS_ONLY = "25006"
"""PostgreSQL's code for a write on a read-only node. Source of this and the codes below: PostgreSQL, appendix A."""
_GOING = ("08", "57P01", "57P02", "57P03")
"""The prefixes of codes for a failing connection, pooler or server: nothing was done, or that is unknown."""


class DowngradeError(Exception):
    """The previous version can't hold the stored data. The message says what."""


class StorageError(Exception):
    """The database can't be opened. The message is one line without any part of the address."""

    def __init__(self, reason: str) -> None:
        """Build the message.

        Args:
            reason: What is wrong, as part of a sentence.
        """
        super().__init__(f"the database can't be opened: {reason}")


def code(error: BaseException | None) -> str:
    """Return PostgreSQL's code for this error (SQLSTATE); empty if it has none."""
    return getattr(getattr(error, "orig", error), "sqlstate", None) or ""


def connections_unusable(error: BaseException | None) -> bool:
    """Return whether this error of PostgreSQL means that the other open connections are unusable too."""
    return code(error).startswith((READS_ONLY, *_GOING))


def lost(error: BaseException) -> bool:
    """Return whether the connection broke, so that another one may work."""
    return isinstance(error, ConnectionError) or (isinstance(error, DBAPIError) and error.connection_invalidated)


def not_carried_out(error: BaseException) -> bool:
    """Return whether the transaction was certainly not carried out."""
    return code(error) == READS_ONLY
