"""Write a backup of an SQLite database to the output."""

import sys

from adapters.cli.configuration import configured
from adapters.cli.errors import BadInputError
from adapters.storage import backup
from adapters.storage.errors import StorageError

PG_DUMP = "--exclude-table-data='*.action' --exclude-table-data='*.draft' --exclude-table-data='*.ended'"
"""Options with which PostgreSQL's pg_dump makes an equivalent backup: without the tables of short-lived rows."""


def run() -> int:
    """Write the backup as bytes. Raises `BadInputError` without a SQLite database, or if stdout isn't redirected."""
    url = configured().database
    if url.startswith("postgres"):
        msg = f"the database is PostgreSQL; back it up with: pg_dump {PG_DUMP}"
        raise BadInputError(msg)
    if not sys.stdout or sys.stdout.isatty():
        msg = "redirect the backup to a file: groomingcheck backup > backup.db"
        raise BadInputError(msg)
    try:
        content = backup.dump(url)
    except StorageError as error:
        msg = f"GROOMINGCHECK_DATABASE_URL: {error}."
        raise BadInputError(msg) from error
    sys.stdout.buffer.write(content)
    return 0
