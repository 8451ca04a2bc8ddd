"""Reads the SQLite file of a bot at the same time as the bot, and lets time pass there."""

import asyncio
import secrets
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, NullPool, create_engine, func, select, update

from adapters.storage import reminder_mapper, reminder_sql
from adapters.storage.reminders import Reminder
from adapters.storage.schema import action, occurrence, reminder

_Read = TypeVar("_Read")


def kept(database: Path) -> tuple[Reminder, ...]:
    """Return every reminder, the oldest first."""
    found = _look(database, lambda connection: reminder_mapper.fetch(connection, reminder_sql.every, {}))
    return tuple(sorted(found, key=lambda one: one.id))


def outcomes(database: Path) -> list[str]:
    """Return the outcome of each occurrence of every reminder, the oldest first."""
    asked = select(occurrence.c.outcome).order_by(occurrence.c.moment)
    return _look(database, lambda connection: list(connection.execute(asked).scalars()))


def rows(database: Path) -> list[tuple[str, str | None, str]]:
    """Return what is to be wiped, the oldest first: chat, message and part."""
    asked = select(action.c.chat, action.c.message, action.c.part).order_by(action.c.id)
    return _look(database, lambda connection: [(row.chat, row.message, row.part) for row in connection.execute(asked)])


def due_in(database: Path) -> float:
    """Return the seconds until the next wipe is due."""
    asked = select(func.min(action.c.due_at))
    return float(_look(database, lambda connection: connection.execute(asked).scalar_one())) - time.time()


async def moved(database: Path, before: float) -> None:
    """Wait until the next wipe is due later than at this Unix time: its deadline was moved, and that was written."""
    while due_in(database) + time.time() < before + 0.5:
        await asyncio.sleep(0.01)


async def later(database: Path, seconds: float) -> None:
    """Let this many seconds pass for everything that is to be wiped."""
    moved = {"due_at": action.c.due_at - seconds, "until": action.c.until - seconds}
    await asyncio.to_thread(_look, database, lambda connection: connection.execute(update(action).values(moved)))


async def due(database: Path, late: float = 1.0) -> None:
    """Make every active reminder due, this many seconds late."""
    moved = update(reminder).where(reminder.c.due_at.is_not(None)).values(due_at=time.time() - late)
    await asyncio.to_thread(_look, database, lambda connection: connection.execute(moved))


def ask(database: Path, statement: str, *values: object) -> list[tuple[Any, ...]]:
    """Run a statement, bypassing the product, for what the product would never write."""
    with closing(sqlite3.connect(database, timeout=5)) as connection, connection:
        return connection.execute(statement, values).fetchall()


@contextmanager
def locked(database: Path) -> Iterator[None]:
    """Keep everybody else from the database."""
    with closing(sqlite3.connect(database, isolation_level=None)) as held:
        held.execute("BEGIN EXCLUSIVE")
        yield
        held.execute("COMMIT")


async def copied(database: Path, **changed: str) -> None:
    """Copy a reminder into a series of its own. `changed`: the columns in which the copy is different."""
    changed = {"series": secrets.token_hex(8)} | changed
    same = [column.name for column in reminder.c if column.name not in {"id", *changed}]
    columns, values = ", ".join([*changed, *same]), ", ".join(["?"] * len(changed) + same)
    copy = f"INSERT INTO reminder ({columns}) SELECT {values} FROM reminder LIMIT 1"  # noqa: S608 - our own columns
    await asyncio.to_thread(ask, database, copy, *changed.values())


def _look(database: Path, work: Callable[[Connection], _Read]) -> _Read:
    with _engine(database).begin() as connection:
        return work(connection)


@cache
def _engine(database: Path) -> Engine:
    return create_engine(f"sqlite:///{database}", poolclass=NullPool)  # keeps no connection open
