"""A connection to a SQLite file that releases the file when closed."""

import sqlite3
from contextlib import suppress
from typing import Any
from weakref import WeakSet

from sqlalchemy import Connection
from sqlalchemy.engine.interfaces import DBAPIConnection

_PRAGMAS = (
    "journal_mode=PERSIST",  # deleting or truncating a journal would leave its data on the disk
    "secure_delete=ON",
    "synchronous=FULL",
    "foreign_keys=ON",  # otherwise a reminder's occurrences would outlive it
    "temp_store=MEMORY",  # otherwise rows could end up in temporary files
)


class ReleasingConnection(sqlite3.Connection):
    """A connection that releases its file when closed.

    SQLite keeps the file open, and locked, until all statements are finished. An exception keeps a reference to the
    failed statement, and so do its waiting callers, so a file that was gone for a while would stay locked.
    """

    def __init__(self, *arguments: Any, **named: Any) -> None:  # noqa: ANN401 - passed on to sqlite3
        """Connect, like sqlite3."""
        super().__init__(*arguments, **named)
        self._cursors: WeakSet[sqlite3.Cursor] = WeakSet()

    def cursor(self, *arguments: Any) -> Any:  # noqa: ANN401 - as in sqlite3
        """Return a cursor that is closed with the connection."""
        cursor = super().cursor(*arguments)
        self._cursors.add(cursor)
        return cursor

    def execute(self, *arguments: Any) -> Any:  # noqa: ANN401 - likewise
        """Execute a statement on such a cursor."""
        return self.cursor().execute(*arguments)  # sqlite3's own doesn't call `cursor`

    def close(self) -> None:
        """Finish all statements, and close."""
        for cursor in self._cursors:
            with suppress(sqlite3.Error):
                cursor.close()
        super().close()


def driver_of(connection: Connection) -> sqlite3.Connection:
    """Return the driver's connection, on which no transaction is open yet."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)  # noqa: S101 - for the type checker
    return driver


def set_pragmas(connection: DBAPIConnection, _record: object) -> None:
    """Set a new connection up."""
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
