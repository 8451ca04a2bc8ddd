"""A backup of a ledger in SQLite, taken while it is in use: its reminders, and nothing of anybody's check.

What is to be wiped stays out. A backup outlives it by far, and would keep what the ledger forgets.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from adapters.ledger import fault
from adapters.ledger.fault import PATIENCE, LedgerError
from adapters.ledger.schema import action


def taken(url: str) -> bytes:
    """Give the content of a SQLite file that is a ledger with these reminders, built in memory alone.

    `url`: sqlite:/// and the path of a file, which is neither made nor brought up to date. Raises `LedgerError`.
    """
    try:
        path = Path(make_url(url).database or "").resolve(strict=True)
    except ArgumentError:
        raise LedgerError(fault.UNCLEAR) from None
    except OSError as error:
        raise LedgerError(fault.reason(error)) from None
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=rw", timeout=PATIENCE, uri=True)) as ledger:
            return _without_wipes(ledger)
    except sqlite3.Error as error:
        raise LedgerError(fault.reason(error)) from None


def _without_wipes(ledger: sqlite3.Connection) -> bytes:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as copy:
        ledger.backup(copy)
        copy.execute(f"DELETE FROM {action.name}")  # noqa: S608 - a table's name is no input
        copy.execute("VACUUM")  # what was deleted is in no gap of a page either
        return copy.serialize()
