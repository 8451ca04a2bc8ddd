"""A backup of a SQLite database while it is in use, with its reminders but without any traces of checks.

Messages to wipe, drafts and finished checks are left out, because a backup would keep them long after the database has
deleted them.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from adapters.storage import errors, reasons
from adapters.storage.errors import TIMEOUT, StorageError
from adapters.storage.schema import action, draft, ended
from adapters.storage.sqlite_traces import SqliteTraces


def dump(url: str) -> bytes:
    """Return the bytes of a SQLite file with this database's reminders, built in memory only.

    Args:
        url: sqlite:/// and the path of a file, which is neither created nor migrated.

    Raises:
        StorageError: If the database can't be read.
    """
    try:
        path = Path(make_url(url).database or "").resolve(strict=True)
    except ArgumentError:
        raise StorageError(errors.UNCLEAR) from None
    except FileNotFoundError:
        raise StorageError(errors.ABSENT) from None
    except OSError as error:
        raise StorageError(reasons.reason(error)) from None
    traces = SqliteTraces(path)
    traces.keep()  # the first reader after a crash deletes the journal
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=rw", timeout=TIMEOUT, uri=True)) as database:
            return _without_wipes(database)
    except sqlite3.Error as error:
        raise StorageError(reasons.reason(error)) from None
    finally:
        traces.release()


def _without_wipes(database: sqlite3.Connection) -> bytes:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as copy:
        database.backup(copy)
        for table in (action, draft, ended):
            copy.execute(f"DELETE FROM {table.name}")  # noqa: S608 - table names aren't input
        copy.execute("VACUUM")  # otherwise deleted data would remain in gaps of the pages
        return copy.serialize()
