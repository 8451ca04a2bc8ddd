"""The web server, whatever it serves: within limits on its connections, and without a log of requests."""

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
"""Seconds that requests under way have to finish."""
TICK = 1.0
"""Seconds between two updates of the Date header, and between two looks for connections whose time is up."""
BURST = 5
"""The most connections that are accepted before those that are open have their turn.

A crowd that comes at one moment waits in the system, and what has begun doesn't wait for all of it.
"""
QUEUE = 1024
"""The most connections that wait in the system to be accepted.

One more asks again a second later, and then ever later, so that a crowd needs room; but whoever comes in a flood stands
behind all of it.
"""
BUFFER = 32 * 1024
"""Bytes that the system holds of each connection in each direction: by default it is several megabytes."""
KEEP_ALIVE = 75
"""Seconds that an idle connection is kept.

It is longer than the proxy in front keeps it: the proxy then closes it first, and never sends a request on a connection
that was just closed.
"""


class HttpServer(uvicorn.Server):
    """Serves on a socket that is already bound, and leaves signals to the owner of the process."""

    def __init__(self, app: ASGIApp, limits: ConnectionLimits) -> None:
        """Prepare to serve.

        Args:
            app: Answers the requests.
            limits: What its connections may take.
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
                workers=1,  # left out, both are read from the environment
                timeout_graceful_shutdown=DRAIN,
                timeout_keep_alive=KEEP_ALIVE,
            )
        )
        self._connections = self.server_state = Connections(limits)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals alone."""
        yield

    async def main_loop(self) -> None:
        """Wait until stopped. uvicorn would poll ten times a second, which is most of what an idle bot does."""
        while not await self.on_tick(0):  # on_tick updates the Date header
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), TICK)

    async def run_on(self, listening: socket.socket) -> None:
        """Serve on this socket until stopped."""
        for direction in (socket.SO_RCVBUF, socket.SO_SNDBUF):
            listening.setsockopt(socket.SOL_SOCKET, direction, BUFFER)  # each connection inherits it
        try:
            await self.serve(sockets=[listening])
        finally:
            listening.close()  # also when this is cancelled
            self._connections.close()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to accept. asyncio takes one figure for both how many wait, and how many it accepts in one go."""
        await super().startup(sockets)
        for listening in sockets or ():
            listening.listen(QUEUE)

    async def on_tick(self, counter: int) -> bool:
        """Update the Date header, and drop the connections whose time is up."""
        self._connections.drop_slow()
        return await super().on_tick(counter)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Accept no more, and wait for the deliveries under way only."""
        self._connections.close()
        await super().shutdown(sockets)

    def stop(self) -> None:
        """Accept no more requests, and return from `run_on` once those under way are done."""
        self.should_exit = True
        self._stopping.set()
