"""The port that the fake Slack answers on, and nothing of what is said there in a log."""

import logging
import socket

from aiohttp import web

from adapters.slack.fake.api import Api
from adapters.slack.fake.connection import Sockets

LARGEST = 4 * 1024 * 1024
"""How many bytes a call may have."""

PATIENCE = 0.01
"""Seconds that an answer under way has when the port is closed; aiohttp takes 0 for as long as it likes."""

_SILENT = logging.getLogger(__name__)
_SILENT.disabled = True  # what went wrong in a request may hold what was said


class Site:
    """A server on loopback."""

    def __init__(self, api: Api, sockets: Sockets) -> None:
        """Start closed."""
        app = web.Application(client_max_size=LARGEST)
        app.router.add_route("*", "/api/{method}", api.method)
        app.router.add_post("/response/{team}/{name}", api.reply)
        app.router.add_get("/link/", sockets.serve)
        self._runner = web.AppRunner(app, access_log=None, logger=_SILENT, shutdown_timeout=PATIENCE)

    async def open(self) -> str:
        """Open a port; give its address."""
        await self._runner.setup()
        listener = socket.create_server(("127.0.0.1", 0))
        await web.SockSite(self._runner, listener).start()
        return f"http://127.0.0.1:{listener.getsockname()[1]}/"

    async def close(self) -> None:
        """Close the port, and every connection with it."""
        await self._runner.cleanup()
