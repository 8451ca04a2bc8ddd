"""A web server on loopback, for a simulator."""

import asyncio
import socket
from contextlib import suppress

import uvicorn
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from adapters.simulators.network_failures import reset_connection

_ACCEPTING = 5
"""Iterations of the event loop after which a new connection is registered, and an aborted one is closed."""


class _Silent(H11Protocol):
    """An HTTP connection that writes no access log.

    uvicorn's access_log=False would silence every server in the process, including the one under test; and pytest
    turns it back on.
    """

    @property
    def access_log(self) -> bool:
        return False

    @access_log.setter
    def access_log(self, _: bool) -> None:
        """Ignore the value set by uvicorn."""


class LoopbackServer:
    """A uvicorn server on a free loopback port, without process-wide signal handlers.

    Attributes:
        url: Its address, once it is open.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Start closed; `app` answers the requests."""
        self.url = ""

        async def quiet(scope: Scope, receive: Receive, send: Send) -> None:
            with suppress(asyncio.CancelledError):  # cancelled by `close`, which isn't an error
                await app(scope, receive, send)

        config = uvicorn.Config(quiet, log_config=None, lifespan="off", http=_Silent, ws="none", timeout_keep_alive=75)
        config.load()
        self._server = uvicorn.Server(config)
        self._server.lifespan = config.lifespan_class(config)

    async def open(self) -> None:
        """Open the port."""
        # asyncio sets TCP_NODELAY only on sockets marked as TCP; without it, some responses take 40 ms longer.
        port = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        port.bind(("127.0.0.1", 0))
        await self._server.startup(sockets=[port])
        self.url = f"http://127.0.0.1:{port.getsockname()[1]}"

    async def close(self) -> None:
        """Close the port, and every connection with it."""
        for listener in self._server.servers:
            listener.close()
        for _ in range(_ACCEPTING):
            tasks = list(self._server.server_state.tasks)
            for connection in list(self._server.server_state.connections):
                connection.transport.abort()
            for task in tasks:
                task.cancel()
            await asyncio.gather(asyncio.sleep(0), *tasks, return_exceptions=True)

    async def cut(self, request: Request) -> None:
        """Reset the connection of a request."""
        for connection in list(self._server.server_state.connections):
            if isinstance(connection, H11Protocol) and connection.client == tuple(request.client or ()):
                reset_connection(connection.transport)
        while not await request.is_disconnected():  # responding on a reset connection would raise in the server
            await asyncio.sleep(0)
