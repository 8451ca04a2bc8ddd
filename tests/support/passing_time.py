"""Lets time pass for a database that no process has open, of either kind."""

import asyncio
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from typing import Any

from tests.support import postgres

_MOVED = (
    "UPDATE action SET due_at = due_at - {0}, until = until - {0}, leased_until = leased_until - {0}",
    "UPDATE reminder SET due_at = due_at - {0}, held_until = held_until - {0}, leased_until = leased_until - {0}",
    "UPDATE occurrence SET moment = moment - {0}",
)


async def night(url: str, seconds: float) -> None:
    """Let this many seconds pass for the database at this address."""
    for statement in _MOVED:
        await _ask(url, statement.format(seconds))


async def waiting(url: str) -> int:
    """Count the messages to wipe in this database."""
    return int((await _ask(url, "SELECT count(*) FROM action"))[0][0])


async def _ask(url: str, statement: str) -> Sequence[Any]:
    if url.startswith("postgresql"):
        return await postgres.ask(url, statement)
    return await asyncio.to_thread(_ask_file, url.removeprefix("sqlite:///"), statement)


def _ask_file(path: str, statement: str) -> list[Any]:
    with closing(sqlite3.connect(path, timeout=5)) as connection, connection:
        return connection.execute(statement).fetchall()
