"""The port that the simulator answers on; nothing that passes there is logged."""

import logging
import socket
from email.utils import formatdate

from aiohttp import web

from adapters.simulators.clock import Clock
from adapters.simulators.slack.socket_mode import SocketModeConnections
from adapters.simulators.slack.web_api import WebApi

LARGEST = 4 * 1024 * 1024
"""How many bytes a call may have."""

PATIENCE = 0.01
"""Seconds that an answer under way has when the port is closed; aiohttp takes 0 for as long as it likes."""

_SILENT = logging.getLogger(__name__)
_SILENT.disabled = True  # what went wrong in a request may hold what was said


class HttpPort:
    """An aiohttp server on a free port of loopback."""

    def __init__(self, api: WebApi, sockets: SocketModeConnections, clock: Clock) -> None:
        """Start closed; `clock` is the time in each answer's Date header."""
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
