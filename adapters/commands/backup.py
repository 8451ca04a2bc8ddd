"""Write a backup of a ledger in SQLite to the output."""

import sys

from adapters.commands import BadInputError
from adapters.commands.setup import configured
from adapters.ledger import backup
from adapters.ledger.fault import LedgerError

PG_DUMP = "--exclude-table-data='*.action'"
"""How PostgreSQL's own program takes the same backup: without what is to be wiped, and for an empty database."""


def run() -> int:
    """Write it, as bytes. Raises `BadInputError` where there is nothing to take it of, or nowhere to put it."""
    url = configured().database
    if url.startswith("postgres"):
        msg = f"the ledger is in PostgreSQL; take its backup with: pg_dump {PG_DUMP}"
        raise BadInputError(msg)
    if not sys.stdout or sys.stdout.isatty():
        msg = "a backup is for a file: groomingcheck backup > backup.db"
        raise BadInputError(msg)
    try:
        content = backup.taken(url)
    except LedgerError as error:
        msg = f"GROOMINGCHECK_DATABASE_URL: {error}."
        raise BadInputError(msg) from error
    sys.stdout.buffer.write(content)
    return 0
