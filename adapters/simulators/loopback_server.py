"""A web server on loopback, for a simulator to answer on."""

import asyncio
import socket
from contextlib import suppress

import uvicorn
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from adapters.simulators.network_failures import reset_connection

_ACCEPTING = 5
"""Turns of the loop after which a connection that was just accepted is known, and one that is aborted is closed."""


class _Silent(H11Protocol):
    """An HTTP connection that writes no access log.

    uvicorn's access_log=False would silence every server of the process, and so hide what the one under test logs; and
    pytest switches it on again.
    """

    @property
    def access_log(self) -> bool:
        return False

    @access_log.setter
    def access_log(self, _: bool) -> None:
        """Ignore what uvicorn sets."""


class LoopbackServer:
    """A uvicorn server on a free port of loopback, without the signal handlers of a whole process.

    Attributes:
        url: its address, once it is open.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Start closed; `app` answers the requests."""
        self.url = ""

        async def quiet(scope: Scope, receive: Receive, send: Send) -> None:
            with suppress(asyncio.CancelledError):  # cancelled by `close`, which is no fault
                await app(scope, receive, send)

        config = uvicorn.Config(quiet, log_config=None, lifespan="off", http=_Silent, ws="none", timeout_keep_alive=75)
        config.load()
        self._server = uvicorn.Server(config)
        self._server.lifespan = config.lifespan_class(config)

    async def open(self) -> None:
        """Open the port."""
        # asyncio sends at once only on a socket that says that it is TCP; any other waits 40 ms now and then.
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
        while not await request.is_disconnected():  # answering on a reset connection would raise in the server
            await asyncio.sleep(0)
