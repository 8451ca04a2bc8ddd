"""Leaves nothing of a deleted row on the disk below a SQLite file, and stays safe in a crash.

Where a file is deleted or gets smaller, the system frees its blocks as they are. So nothing here gets smaller:

1. The journal stays (`PERSIST`), and each transaction begins by overwriting it; after each comes an empty one. It has
   the write lock then, so that nobody needs that journal any more. Only a new connection, which still has SQLite's
   default mode while it undoes what a crash interrupted, deletes the journal; a second name of the file keeps its
   blocks until they are overwritten.
2. Instead of `VACUUM`, which cuts the file off, the rows are written anew into emptied pages. That removes the copies
   which SQLite leaves in the gaps of a page that was split: those of messages whenever one is deleted, the others soon
   after a change. A page that is given up is overwritten (`secure_delete`).
3. The file grows by empty pages, ahead of what is written to it: what a crash cuts off held nothing yet.
"""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection

from adapters.storage.schema import METADATA, action, ended

_FEWEST = 32
"""Empty pages below which 64 more are added."""
_CHUNK = 65_536
_ZEROS = bytes(_CHUNK)
_TABLES = tuple(table.name for table in METADATA.sorted_tables if table is not ended)
"""The tables whose rows are written anew. Not those of checks that are over: a random name
says nothing, and anybody with a browser can make many, which would hold up every wipe."""


def _rewriting(names: Sequence[str]) -> Iterator[str]:
    """Yield the statements that write these tables anew; their names are no input."""
    yield from (f"CREATE TEMP TABLE kept_{name} AS SELECT * FROM main.{name}" for name in names)  # noqa: S608
    yield from (f"DELETE FROM main.{name}" for name in names)  # noqa: S608
    yield from (f"INSERT INTO main.{name} SELECT * FROM kept_{name}" for name in names)  # noqa: S608
    yield from (f"DROP TABLE kept_{name}" for name in names)


_REWRITE_MESSAGES = tuple(_rewriting([action.name]))
_REWRITE = ";\n".join(
    (
        "PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE",  # without them a table is emptied page by page, not row by row
        *_rewriting(_TABLES),
        "COMMIT; PRAGMA foreign_keys = ON",
    )
)
_RESERVE = """
BEGIN IMMEDIATE;
CREATE TABLE reserve (zeros BLOB);
INSERT INTO reserve VALUES (zeroblob(262144));
DROP TABLE reserve;
COMMIT;
"""


class SqliteTraces:
    """Overwrites what a database leaves behind."""

    def __init__(self, path: Path) -> None:
        """Prepare. `path`: of the database."""
        self._journal = path.with_name(f"{path.name}-journal")
        self._kept = path.with_name(f"{path.name}-journal-kept")

    def keep(self) -> None:
        """Link the journal to a second name; called before a connection is made."""
        with suppress(OSError):  # there is none, or it has a second name already, or the file system knows none
            self._kept.hardlink_to(self._journal)

    def release(self) -> None:
        """Take the second name away again, unless the journal was deleted meanwhile: then a bot overwrites it."""
        with suppress(OSError):
            if self._kept.samefile(self._journal):
                self._kept.unlink()

    def overwrite(self) -> None:
        """Overwrite what is left of the journal. The caller has the write lock, and hasn't written yet."""
        with suppress(FileNotFoundError), self._journal.open("r+b", buffering=0) as file:
            _blank(file.fileno())
        with suppress(FileNotFoundError), self._kept.open("r+b", buffering=0) as file:
            _blank(file.fileno())
            os.fsync(file.fileno())  # or the system would free the blocks without ever writing to them
            self._kept.unlink()

    def sync(self) -> None:
        """Wait until the disk has the journal as it is now."""
        with suppress(FileNotFoundError), self._journal.open("rb") as file:
            os.fsync(file.fileno())

    def rewrite(self, connection: sqlite3.Connection) -> None:
        """Write every row anew. After an error the connection can't be used any more."""
        self.reserve(connection)
        connection.executescript(_REWRITE)

    def rewrite_messages(self, connection: Connection) -> None:
        """Write every row of a message anew, in the transaction that deleted some."""
        for statement in _REWRITE_MESSAGES:
            connection.exec_driver_sql(statement)

    def reserve(self, connection: sqlite3.Connection) -> None:
        """Add empty pages to the file if it has few. If that fails, so may what comes after it, which says why."""
        try:
            if connection.execute("PRAGMA freelist_count").fetchone()[0] < _FEWEST:
                connection.executescript(_RESERVE)
        except sqlite3.Error:
            connection.rollback()


def _blank(file: int) -> None:
    """Overwrite a file with zeros, as far as it has anything else in it."""
    at = 0
    while chunk := os.pread(file, _CHUNK, at):
        if chunk != _ZEROS[: len(chunk)]:
            os.pwrite(file, _ZEROS[: len(chunk)], at)
        at += len(chunk)
