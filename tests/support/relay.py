"""A port in front of another one, which can be closed, fall silent, or answer by itself."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from urllib.parse import urlsplit


class Relay:
    """Passes on what comes, unless it is told otherwise.

    Attributes:
        port: Its port on this machine, which stays the same.
        answer: What it answers instead of passing anything on; empty to pass it on.
        silent: Whether it takes connections and says nothing; `freeze` makes it so.
    """

    def __init__(self, target: int) -> None:
        self.port = 0
        self.answer = b""
        self.silent = False
        self._target = target
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._passing: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)
        self.port = int(self._server.sockets[0].getsockname()[1])

    async def stop(self) -> None:
        """End every connection, and take no further one."""
        if self._server:
            self._server.close()
        await asyncio.sleep(0)
        await self.cut()

    def freeze(self) -> None:
        """Pass nothing on any more, and close nothing: as when whatever is sent is lost."""
        self.silent = True
        for task in self._passing:
            task.cancel()

    async def cut(self) -> None:
        """End every connection."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        self._tasks.add(task)
        with suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            await self._talk(reader, writer)
        self._tasks.discard(task)
        writer.close()
        writer.transport.abort()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.silent:
            await asyncio.Event().wait()
        if self.answer:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(self.answer)
            await writer.drain()
            return
        passing = asyncio.create_task(join(reader, writer, self._target))
        self._passing.add(passing)
        try:
            await asyncio.wait({passing})
        finally:
            self._passing.discard(passing)
            passing.cancel()
        if self.silent:
            await asyncio.Event().wait()


@asynccontextmanager
async def relay(target: str) -> AsyncIterator[tuple[Relay, str]]:
    """Open a port in front of an address for the length of a block; yield it, and the address by way of it."""
    parts = urlsplit(target)
    made = Relay(parts.port or 80)
    await made.start()
    try:
        yield made, parts._replace(netloc=f"127.0.0.1:{made.port}").geturl()
    finally:
        await made.stop()


async def join(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, port: int) -> None:
    """Pass on everything between a connection and a port on this machine, until either ends."""
    inner_reader, inner_writer = await asyncio.open_connection("127.0.0.1", port)
    copies = [asyncio.create_task(_copy(reader, inner_writer)), asyncio.create_task(_copy(inner_reader, writer))]
    try:
        await asyncio.wait(copies, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for copy in copies:
            copy.cancel()
        await asyncio.gather(*copies, return_exceptions=True)
        inner_writer.close()
        inner_writer.transport.abort()


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
