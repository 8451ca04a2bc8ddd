"""The port on loopback that the fake Telegram answers on."""

import asyncio
import socket
import struct
from contextlib import suppress

import uvicorn
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol


class _Silent(H11Protocol):
    """A connection that isn't logged.

    uvicorn's access_log=False would silence every server of the process, and so hide what the one under test logs; and
    pytest turns it on again.
    """

    @property
    def access_log(self) -> bool:
        return False

    @access_log.setter
    def access_log(self, _: bool) -> None:
        """Take no notice of what uvicorn thinks."""


class Listener:
    """A real HTTP server, without the signal handlers that a whole process would want.

    Attributes:
        url: where it is, once it is open.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Start closed."""
        self.url = ""

        async def quiet(scope: Scope, receive: Receive, send: Send) -> None:
            with suppress(asyncio.CancelledError):  # by `close`, and nothing to be told of
                await app(scope, receive, send)

        config = uvicorn.Config(quiet, log_config=None, lifespan="off", http=_Silent, ws="none", timeout_keep_alive=75)
        config.load()
        self._server = uvicorn.Server(config)
        self._server.lifespan = config.lifespan_class(config)

    async def open(self) -> None:
        """Take connections on a free port."""
        # asyncio sends at once only on a socket that says that it is TCP; any other waits 40 ms now and then.
        port = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        port.bind(("127.0.0.1", 0))
        await self._server.startup(sockets=[port])
        self.url = f"http://127.0.0.1:{port.getsockname()[1]}"

    async def close(self) -> None:
        """Close the port, and every connection with it."""
        for listener in self._server.servers:
            listener.close()
        tasks = list(self._server.server_state.tasks)
        for connection in list(self._server.server_state.connections):
            connection.transport.abort()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def cut(self, request: Request) -> None:
        """Reset the connection of a request: the other end reads an error, not an end."""
        for connection in list(self._server.server_state.connections):
            if isinstance(connection, H11Protocol) and connection.client == tuple(request.client or ()):
                bare = connection.transport.get_extra_info("socket")
                bare.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                connection.transport.abort()
        while not await request.is_disconnected():  # an answer on a cut line would be a fault of the server's
            await asyncio.sleep(0)
