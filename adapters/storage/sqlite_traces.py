"""Removes all traces of deleted rows from the disk, without risking the SQLite database in a crash.

When a file is deleted or truncated, the system frees its blocks without clearing them. So no file here ever shrinks:

1. The journal is kept (`PERSIST`), and each transaction starts by overwriting it, which is safe under the write lock;
   after each comes an empty one. Only a new connection deletes the journal, because it still has SQLite's default mode
   while it rolls back an interrupted transaction; a hard link to the journal preserves its blocks until they are
   overwritten.
2. Instead of `VACUUM`, which truncates the file, the rows are rewritten into emptied pages. That removes the copies
   that SQLite leaves in the gaps of split pages: for messages whenever one is deleted, for other rows soon after a
   change. Freed pages are overwritten (`secure_delete`).
3. The file grows by empty pages, in advance of the data: what a crash truncates hasn't held any yet.
"""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection

from adapters.storage.schema import METADATA, action, ended

_FEWEST = 32
"""The number of empty pages below which 64 more are added."""
_CHUNK = 65_536
_ZEROS = bytes(_CHUNK)
_TABLES = tuple(table.name for table in METADATA.sorted_tables if table is not ended)
"""The tables whose rows are rewritten. Finished checks are left out: random names reveal
nothing, and anybody with a browser can add many, which would delay every wipe."""


def _rewriting(names: Sequence[str]) -> Iterator[str]:
    """Yield the statements that rewrite these tables, whose names aren't input."""
    yield from (f"CREATE TEMP TABLE kept_{name} AS SELECT * FROM main.{name}" for name in names)  # noqa: S608
    yield from (f"DELETE FROM main.{name}" for name in names)  # noqa: S608
    yield from (f"INSERT INTO main.{name} SELECT * FROM kept_{name}" for name in names)  # noqa: S608
    yield from (f"DROP TABLE kept_{name}" for name in names)


_REWRITE_MESSAGES = tuple(_rewriting([action.name]))
_REWRITE = ";\n".join(
    (
        "PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE",  # without them, tables are emptied page by page
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
        """Set up. `path`: the database file."""
        self._journal = path.with_name(f"{path.name}-journal")
        self._kept = path.with_name(f"{path.name}-journal-kept")

    def keep(self) -> None:
        """Create a hard link to the journal; called before connecting."""
        with suppress(OSError):  # there is no journal, it is linked already, or the file system has no hard links
            self._kept.hardlink_to(self._journal)

    def release(self) -> None:
        """Remove the link, unless the journal was deleted meanwhile: then a bot overwrites it."""
        with suppress(OSError):
            if self._kept.samefile(self._journal):
                self._kept.unlink()

    def overwrite(self) -> None:
        """Overwrite what is left of the journal. The caller must hold the write lock, and not have written yet."""
        with suppress(FileNotFoundError), self._journal.open("r+b", buffering=0) as file:
            _blank(file.fileno())
        with suppress(FileNotFoundError), self._kept.open("r+b", buffering=0) as file:
            _blank(file.fileno())
            os.fsync(file.fileno())  # otherwise the system would free the blocks without ever writing to them
            self._kept.unlink()

    def sync(self) -> None:
        """Wait until the journal is on the disk (fsync)."""
        with suppress(FileNotFoundError), self._journal.open("rb") as file:
            os.fsync(file.fileno())

    def rewrite(self, connection: sqlite3.Connection) -> None:
        """Rewrite every row. After an error the connection is unusable."""
        self.reserve(connection)
        connection.executescript(_REWRITE)

    def rewrite_messages(self, connection: Connection) -> None:
        """Rewrite all rows of messages, in the transaction that deleted some."""
        for statement in _REWRITE_MESSAGES:
            connection.exec_driver_sql(statement)

    def reserve(self, connection: sqlite3.Connection) -> None:
        """Add empty pages to the file if there are few. Errors are ignored; a following write will raise them."""
        try:
            if connection.execute("PRAGMA freelist_count").fetchone()[0] < _FEWEST:
                connection.executescript(_RESERVE)
        except sqlite3.Error:
            connection.rollback()


def _blank(file: int) -> None:
    """Overwrite a file with zeros, except where it is zero already."""
    at = 0
    while chunk := os.pread(file, _CHUNK, at):
        if chunk != _ZEROS[: len(chunk)]:
            os.pwrite(file, _ZEROS[: len(chunk)], at)
        at += len(chunk)
