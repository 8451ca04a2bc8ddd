"""The HTTP port of the simulator; its traffic is never logged."""

import logging
import socket
from email.utils import formatdate

from aiohttp import web

from adapters.simulators.clock import Clock
from adapters.simulators.slack.socket_mode import SocketModeConnections
from adapters.simulators.slack.web_api import WebApi

LARGEST = 4 * 1024 * 1024
"""The most bytes in a call."""

PATIENCE = 0.01
"""Seconds that responses under way get when the port is closed; to aiohttp, 0 means no limit."""

_SILENT = logging.getLogger(__name__)
_SILENT.disabled = True  # errors may contain message content


class HttpPort:
    """An aiohttp server on a free port of loopback."""

    def __init__(self, api: WebApi, sockets: SocketModeConnections, clock: Clock) -> None:
        """Start closed. `clock`: the time for each response's Date header."""
        self._clock = clock
        app = web.Application(client_max_size=LARGEST)
        app.router.add_route("*", "/api/{method}", api.method)
        app.router.add_post("/response/{team}/{name}", api.reply)
        app.router.add_get("/link/", sockets.serve)
        app.on_response_prepare.append(self._date)
        self._runner = web.AppRunner(app, access_log=None, logger=_SILENT, shutdown_timeout=PATIENCE)

    async def open(self) -> str:
        """Open the port, and return its address."""
        await self._runner.setup()
        listener = socket.create_server(("127.0.0.1", 0))
        await web.SockSite(self._runner, listener).start()
        return f"http://127.0.0.1:{listener.getsockname()[1]}/"

    async def close(self) -> None:
        """Close the port, and every connection with it."""
        await self._runner.cleanup()

    async def _date(self, _request: web.Request, response: web.StreamResponse) -> None:
        response.headers["Date"] = formatdate(self._clock.now(), usegmt=True)
