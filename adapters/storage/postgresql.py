"""A PostgreSQL database, also behind a pooler in transaction mode, and also one of several nodes.

1. A pooler gives each transaction another connection to the server, so nothing of ours lasts longer: no statement stays
   prepared, and locks are those of a transaction.
2. After a failover an open connection may lead to a node that only reads. Then all connections are thrown away, and
   new ones find the node that writes.
3. No connection is tried before it is used, which would take longer than most transactions: a session makes a call
   again whose connection broke.

A deleted row stays in the table's file until vacuum and new rows have overwritten it, and in the write-ahead log, its
archives and backups until those are recycled. What stays is ids and moments.
"""

import ssl
from collections.abc import Callable, Collection
from typing import Any, TypeVar

import asyncpg
from asyncpg.exceptions import InternalClientError, PostgresError
from sqlalchemy import Connection, ExceptionContext, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.util import greenlet_spawn

from adapters.storage import errors, socket_options
from adapters.storage.errors import TIMEOUT
from adapters.storage.postgresql_address import PostgresqlAddress

_Result = TypeVar("_Result")
_UNUSABLE = (OSError, PostgresError, InternalClientError)
"""What trying a host raises if another may do better."""
_MOST = 15
"""Connections that stay open once so many calls were made at once; a call for which there is none waits for one."""


class Postgresql:
    """A pool of connections to a PostgreSQL database."""

    dialect = "postgresql"

    def __init__(self, url: str) -> None:
        """Prepare to connect, without connecting yet.

        Args:
            url: postgresql://… in libpq's form.

        Raises:
            StorageError: If the address can't be used.
        """
        self._address = PostgresqlAddress.read(url)
        self._hosts: list[tuple[str | None, int | None]] = [*self._address.hosts] or [(None, None)]
        unprepared = {"prepared_statement_cache_size": 0, "prepared_statement_name_func": lambda: ""}
        self._engine = create_async_engine(
            "postgresql+asyncpg://",
            connect_args={"async_creator_fn": self._connect, **unprepared},
            hide_parameters=True,
            pool_size=_MOST,
            max_overflow=0,  # those above the size would be closed after each call, and connecting takes longer than it
        )
        event.listen(self._engine.sync_engine, "handle_error", _throw_away)
        event.listen(self._engine.sync_engine, "checkout", _leave_closed)

    async def transact(self, work: Callable[[Connection], _Result], *, deletes: bool = False) -> _Result:
        """Run this work in one transaction. `deletes`: as for `Sqlite`; nothing depends on it here."""
        del deletes

        def run() -> _Result:
            with self._engine.sync_engine.begin() as connection:
                return work(connection)

        return await greenlet_spawn(run)  # as a whole: the calls of `AsyncEngine` begin one each, which takes longer

    async def read(self, work: Callable[[Connection], _Result]) -> _Result:
        """Run this work, which only reads. A pooler may tear a statement apart that is in no transaction."""
        return await self.transact(work)

    async def found(self, query: str, texts: Collection[str]) -> list[str]:
        """Return the texts that a query of the driver's finds; see `Session.found`."""
        async with self._engine.connect() as connection:
            driver: Any = (await connection.get_raw_connection()).driver_connection
            async with driver.transaction():
                return [row[0] for row in await driver.fetch(query, [*texts])]

    async def scrub(self) -> None:
        """Do nothing: vacuum removes deleted rows in its own time."""

    async def grow(self) -> None:
        """Do nothing: only the server knows its disk."""

    async def close(self) -> None:
        """Close every connection."""
        await self._engine.dispose()

    async def _connect(self) -> asyncpg.Connection:
        """Connect to the first host that will do; from then on it is the first that is tried."""
        failure: BaseException | None = None
        for host in tuple(self._hosts):
            try:
                made = await self._connect_to(*host)
            except _UNUSABLE as error:
                failure = error
            else:
                self._hosts.sort(key=lambda other: other != host)
                return made
        raise failure or AssertionError

    async def _connect_to(self, host: str | None, port: int | None) -> asyncpg.Connection:
        made: asyncpg.Connection = await asyncpg.connect(
            self._address.url,
            host=host,
            port=port,
            timeout=self._address.timeout,
            command_timeout=TIMEOUT,
            statement_cache_size=0,
            ssl=ssl.create_default_context() if self._address.system_trust else None,
        )
        socket_options.keep_alive(made, self._address.keepalive)
        return made


def _throw_away(context: ExceptionContext) -> None:
    """Replace every open connection if this error says that they lead to a node that doesn't write."""
    if errors.misled(context.original_exception):
        context.is_disconnect = True


def _leave_closed(opened: DBAPIConnection, _record: object, _proxy: object) -> None:
    """Leave a connection alone that is known to be closed: the pool makes another."""
    driver = getattr(opened, "driver_connection", None)
    if driver is None or driver.is_closed():
        raise DisconnectionError
