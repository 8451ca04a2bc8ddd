"""The web server, with limits on its connections and without a request log."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import uvicorn
from starlette.types import ASGIApp

from adapters.runtime.connection_limits import ConnectionLimits
from adapters.runtime.connections import Connections, LimitedConnection
from adapters.runtime.one_request import OneRequest

DRAIN = 5
"""Seconds to wait for requests to finish."""
TICK = 1.0
"""Seconds between updates of the Date header and checks for connections that are too slow."""
BURST = 5
"""Maximum number of connections accepted per iteration of the event loop.

Under a sudden load, the others wait in the backlog, so that open connections aren't delayed by all of them.
"""
QUEUE = 1024
"""The size of the backlog: connections waiting to be accepted.

A client beyond it retries after a second, and then at growing intervals, so a crowd needs room; but in a flood, a new
client waits behind the whole backlog.
"""
BUFFER = 32 * 1024
"""The socket buffer size in each direction, in bytes; the default is several megabytes."""
KEEP_ALIVE = 75
"""Seconds to keep an idle connection open.

Longer than the proxy in front does, so that the proxy closes it first and never sends a request on a connection that
was just closed.
"""


class HttpServer(uvicorn.Server):
    """A uvicorn server that serves on a bound socket and doesn't handle signals."""

    def __init__(self, app: ASGIApp, limits: ConnectionLimits) -> None:
        """Configure the server.

        Args:
            app: The ASGI app.
            limits: The limits of its connections.
        """
        self._stopping = asyncio.Event()
        super().__init__(
            uvicorn.Config(
                OneRequest(app),
                http=LimitedConnection,
                ws="none",
                backlog=BURST,
                log_config=None,
                access_log=False,
                server_header=False,
                lifespan="off",
                proxy_headers=False,
                workers=1,  # by default, both are read from the environment
                timeout_graceful_shutdown=DRAIN,
                timeout_keep_alive=KEEP_ALIVE,
            )
        )
        self._connections = self.server_state = Connections(limits)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Don't handle signals."""
        yield

    async def main_loop(self) -> None:
        """Wait until stopped. uvicorn polls ten times a second, which would be most of an idle bot's CPU time."""
        while not await self.on_tick(0):  # on_tick updates the Date header
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), TICK)

    async def run_on(self, listening: socket.socket) -> None:
        """Serve on this socket until stopped."""
        for direction in (socket.SO_RCVBUF, socket.SO_SNDBUF):
            listening.setsockopt(socket.SOL_SOCKET, direction, BUFFER)  # inherited by each connection
        try:
            await self.serve(sockets=[listening])
        finally:
            listening.close()  # also if this is cancelled
            self._connections.close()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start accepting. asyncio uses one number for both the backlog and the connections accepted per iteration."""
        await super().startup(sockets)
        for listening in sockets or ():
            listening.listen(QUEUE)

    async def on_tick(self, counter: int) -> bool:
        """Update the Date header, and drop connections that are too slow."""
        self._connections.drop_slow()
        return await super().on_tick(counter)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop accepting, and wait only for requests in progress."""
        self._connections.close()
        await super().shutdown(sockets)

    def stop(self) -> None:
        """Accept no more requests; `run_on` returns once those in progress are done."""
        self.should_exit = True
        self._stopping.set()
