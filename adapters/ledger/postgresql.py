"""A PostgreSQL database. asyncpg reads the address, as libpq would (sslmode, host and the like).

There a deleted row stays in the table's file until vacuum and new rows have gone over it, and in the write-ahead log,
its archives and backups until those are recycled; what stays is ids and moments.
"""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

import asyncpg
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import create_async_engine

from adapters.ledger.fault import PATIENCE

_Given = TypeVar("_Given")


class Postgresql:
    """A database of this kind."""

    dialect = "postgresql"

    def __init__(self, url: str) -> None:
        """`url`: postgresql://… in libpq's form."""
        opened = partial(asyncpg.connect, url, timeout=PATIENCE, command_timeout=PATIENCE)
        self._engine = create_async_engine(
            "postgresql+asyncpg://", async_creator=opened, pool_pre_ping=True, hide_parameters=True
        )

    async def transact(self, work: Callable[[Connection], _Given]) -> _Given:
        """Do this in one transaction."""
        async with self._engine.begin() as connection:
            return await connection.run_sync(work)

    async def scrub(self) -> None:
        """Leave that to the database, which does it in its own time."""

    async def close(self) -> None:
        """Let go of every connection."""
        await self._engine.dispose()
