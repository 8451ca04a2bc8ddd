"""A connection to a SQLite file, which lets go of it when it is closed."""

import sqlite3
from contextlib import suppress
from typing import Any
from weakref import WeakSet

from sqlalchemy import Connection
from sqlalchemy.engine.interfaces import DBAPIConnection

_PRAGMAS = (
    "journal_mode=PERSIST",  # a journal that is deleted or cut off leaves its blocks as they are
    "secure_delete=ON",
    "synchronous=FULL",
    "foreign_keys=ON",  # or the occurrences of a reminder would outlive it
    "temp_store=MEMORY",  # or rows could end up in temporary files
)


class ReleasingConnection(sqlite3.Connection):
    """A connection that lets go of its file when it is closed.

    SQLite keeps the file open, and locked, for as long as a statement isn't finished. An error holds on to the one that
    failed, and whoever waited for it to the error; so a file that was away and is back would stay locked.
    """

    def __init__(self, *arguments: Any, **named: Any) -> None:  # noqa: ANN401 - as sqlite3 takes them
        """Connect, as sqlite3 does."""
        super().__init__(*arguments, **named)
        self._cursors: WeakSet[sqlite3.Cursor] = WeakSet()

    def cursor(self, *arguments: Any) -> Any:  # noqa: ANN401 - as sqlite3 makes them
        """Return a cursor, which is finished by the time that the connection is closed."""
        cursor = super().cursor(*arguments)
        self._cursors.add(cursor)
        return cursor

    def execute(self, *arguments: Any) -> Any:  # noqa: ANN401 - likewise
        """Execute a statement on such a cursor."""
        return self.cursor().execute(*arguments)  # sqlite3's own makes a cursor without asking `cursor` for it

    def close(self) -> None:
        """Finish every statement, and close."""
        for cursor in self._cursors:
            with suppress(sqlite3.Error):
                cursor.close()
        super().close()


def driver_of(connection: Connection) -> sqlite3.Connection:
    """Return the connection itself, on which no transaction is open yet."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)  # noqa: S101 - for the type checker
    return driver


def set_pragmas(connection: DBAPIConnection, _record: object) -> None:
    """Set a new connection up."""
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
