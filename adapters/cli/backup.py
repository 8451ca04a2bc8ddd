"""Write a backup of an SQLite database to the output."""

import sys

from adapters.cli.configuration import configured
from adapters.cli.errors import BadInputError
from adapters.storage import backup
from adapters.storage.errors import StorageError

PG_DUMP = "--exclude-table-data='*.action' --exclude-table-data='*.draft' --exclude-table-data='*.ended'"
"""The options that make PostgreSQL's pg_dump take the same backup: without what is there for a while only."""


def run() -> int:
    """Write the backup, as bytes. Raises `BadInputError` if there is nothing to back up, or nowhere to write it."""
    url = configured().database
    if url.startswith("postgres"):
        msg = f"the ledger is in PostgreSQL; take its backup with: pg_dump {PG_DUMP}"
        raise BadInputError(msg)
    if not sys.stdout or sys.stdout.isatty():
        msg = "a backup is for a file: groomingcheck backup > backup.db"
        raise BadInputError(msg)
    try:
        content = backup.dump(url)
    except StorageError as error:
        msg = f"GROOMINGCHECK_DATABASE_URL: {error}."
        raise BadInputError(msg) from error
    sys.stdout.buffer.write(content)
    return 0
