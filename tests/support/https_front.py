"""What ends TLS in front of servers on this machine, for a browser that trusts the authority of a test.

The hosts exist nowhere else: to whatever else the browser asks for, there is no way.
"""

import asyncio
import contextlib
import ssl
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from tests.support.authority import Authority
from tests.support.relay import join


@dataclass(frozen=True)
class HttpsFront:
    """Where hosts are for a browser.

    Attributes:
        ports: The port on this machine where each host is served over TLS.
        pin: The hash of the key of the authority that signs for them.
    """

    ports: Mapping[str, int]
    pin: str

    @property
    def flags(self) -> list[str]:
        """Return what Chromium has to be told, in a profile of its own."""
        ways = [f"MAP {host}:443 127.0.0.1:{port}" for host, port in self.ports.items()]
        rules = ", ".join([*ways, "MAP * ~NOTFOUND", "EXCLUDE 127.0.0.1"])
        return [f"--host-resolver-rules={rules}", f"--ignore-certificate-errors-spki-list={self.pin}"]


@contextlib.contextmanager
def https_front(behind: Mapping[str, int], folder: Path) -> Iterator[HttpsFront]:
    """Serve hosts over TLS for the length of a block.

    Args:
        behind: The port on this machine of the plain server behind each host.
        folder: Where the certificate is kept.
    """
    authority, context = Authority(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    chain = folder / "front.pem"
    chain.write_bytes(authority.served([*behind], timedelta(days=1)) + authority.certificate)
    context.load_cert_chain(chain)
    with _loop() as loop:
        doors = {host: _Door(port, context) for host, port in behind.items()}
        ports = {host: asyncio.run_coroutine_threadsafe(door.open(), loop).result() for host, door in doors.items()}
        try:
            yield HttpsFront(ports, authority.pin)
        finally:
            for door in doors.values():
                asyncio.run_coroutine_threadsafe(door.close(), loop).result()


class _Door:
    """Takes connections over TLS, and passes on what comes."""

    def __init__(self, behind: int, context: ssl.SSLContext) -> None:
        self._behind, self._context = behind, context
        self._tasks: set[asyncio.Task[None]] = set()

    async def open(self) -> int:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=self._context)
        return int(self._server.sockets[0].getsockname()[1])

    async def close(self) -> None:
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        self._tasks.add(task)
        with contextlib.suppress(OSError, asyncio.CancelledError):
            await join(reader, writer, self._behind)
        self._tasks.discard(task)
        writer.transport.abort()


@contextlib.contextmanager
def _loop() -> Iterator[asyncio.AbstractEventLoop]:
    """Run an event loop in a thread: what drives a browser in a test may have none."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield loop
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
