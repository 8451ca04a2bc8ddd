"""A PostgreSQL database, possibly behind a pooler in transaction mode, and possibly with several nodes.

1. A pooler may use another server connection for each transaction, so nothing outlasts a transaction: no prepared
   statements, and no session locks.
2. After a failover, open connections may lead to a read-only node. Then all are discarded, and new ones find the
   primary.
3. Connections aren't tested before use, which would take longer than most transactions: the session retries a call
   whose connection broke.

A deleted row remains in the table's file until vacuum and new rows have overwritten it, and in the write-ahead log, its
archives and backups until those are recycled. Such remains are ids and times only.
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
"""Errors of connecting to a host after which the next host is tried."""
_MOST = 15
"""The size of the connection pool; further calls wait for a free connection."""


class Postgresql:
    """A pool of connections to a PostgreSQL database."""

    dialect = "postgresql"

    def __init__(self, url: str) -> None:
        """Prepare the pool, without connecting yet.

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
            max_overflow=0,  # overflow connections aren't reused, and connecting takes longer than a call
        )
        event.listen(self._engine.sync_engine, "handle_error", _throw_away)
        event.listen(self._engine.sync_engine, "checkout", _leave_closed)

    async def transact(self, work: Callable[[Connection], _Result], *, deletes: bool = False) -> _Result:
        """Run this work in one transaction. `deletes`: as for `Sqlite`; ignored here."""
        del deletes

        def run() -> _Result:
            with self._engine.sync_engine.begin() as connection:
                return work(connection)

        return await greenlet_spawn(run)  # one for all of it; `AsyncEngine` spawns one per call

    async def read(self, work: Callable[[Connection], _Result]) -> _Result:
        """Run this read-only work, in a transaction: outside of one, a pooler may split up a statement."""
        return await self.transact(work)

    async def found(self, query: str, texts: Collection[str]) -> list[str]:
        """Return the texts that a raw query finds; see `Session.found`."""
        async with self._engine.connect() as connection:
            driver: Any = (await connection.get_raw_connection()).driver_connection
            async with driver.transaction():
                return [row[0] for row in await driver.fetch(query, [*texts])]

    async def scrub(self) -> None:
        """Do nothing: vacuum will remove deleted rows."""

    async def grow(self) -> None:
        """Do nothing: disk space is the server's business."""

    async def close(self) -> None:
        """Close every connection."""
        await self._engine.dispose()

    async def _connect(self) -> asyncpg.Connection:
        """Connect to the first suitable host, which is tried first from then on."""
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
    """Discard all open connections if this error means that they lead to a read-only node."""
    if errors.connections_unusable(context.original_exception):
        context.is_disconnect = True


def _leave_closed(opened: DBAPIConnection, _record: object, _proxy: object) -> None:
    """Skip a connection that is known to be closed, so that the pool opens another."""
    driver = getattr(opened, "driver_connection", None)
    if driver is None or driver.is_closed():
        raise DisconnectionError
