"""The web server: health checks, metrics, and the routes of the channels.

`/healthz`: the process is up. `/readyz`: it can do its work; it fails, naming the parts that don't and the
reason, if the database or a channel doesn't. `/metrics`: figures for Prometheus.
"""

import asyncio
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from adapters.concurrency.single_flight import SingleFlight
from adapters.runtime.connection_limits import ConnectionLimits
from adapters.runtime.connections import Connections, LimitedConnection
from adapters.runtime.one_request import OneRequest
from adapters.storage.errors import DATABASE_UNAVAILABLE
from adapters.storage.reminder_store import ReminderStore
from adapters.storage.wipe_store import WipeStore
from adapters.telemetry import metrics
from adapters.telemetry.health import Health

DATABASE_TIMEOUT = 5.0
"""Seconds within which the database must answer to be counted."""
DRAIN = 5
"""Seconds that requests under way have to finish."""
TICK = 1.0
"""Seconds between two updates of the Date header, and between two looks for connections whose time is up."""
BURST = 20
"""The most connections that are accepted before those that are open have their turn."""
QUEUE = 256
"""The most connections that wait in the system to be accepted."""
BUFFER = 64 * 1024
"""Bytes that the system holds of each connection in each direction: by default it is several megabytes."""
KEEP_ALIVE = 75
"""Seconds that an idle connection is kept.

It is longer than the proxy in front keeps it: the proxy then closes it first, and never sends a request on a connection
that was just closed.
"""


class HttpServer(uvicorn.Server):
    """Serves on a socket that is already bound, and leaves signals to the owner of the process."""

    def __init__(
        self,
        wipe_store: WipeStore,
        reminder_store: ReminderStore,
        health: Health,
        routes: Sequence[BaseRoute],
        limits: ConnectionLimits,
    ) -> None:
        """Prepare to serve.

        Args:
            wipe_store: Counted by `/metrics`.
            reminder_store: Counted by `/metrics`.
            health: The health of each part.
            routes: The routes of the channels.
            limits: What its connections may take.
        """
        self._stopping = asyncio.Event()
        self._status = _Status(wipe_store, reminder_store, health)
        super().__init__(
            uvicorn.Config(
                OneRequest(_app(self._status, routes)),
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


class _Status:
    def __init__(self, wipe_store: WipeStore, reminder_store: ReminderStore, health: Health) -> None:
        self._wipe_store = wipe_store
        self._reminder_store = reminder_store
        self._health = health
        self._measure = SingleFlight(self._figures)

    async def ready(self, _request: Request) -> Response:
        parts = self._health.state()
        body = {part: reason or "ok" for part, reason in parts.items()}
        return JSONResponse(body, 503 if any(parts.values()) else 200)

    async def exposition(self, _request: Request) -> Response:
        return PlainTextResponse(await self._measure())

    async def _figures(self) -> bytes:
        for part, reason in self._health.state().items():
            metrics.ready.labels(part).set(reason is None)
        try:
            async with asyncio.timeout(DATABASE_TIMEOUT):
                backlog, late = await self._wipe_store.backlog(), await self._reminder_store.lateness()
                over = await self._wipe_store.ended.count()
        except (TimeoutError, *DATABASE_UNAVAILABLE):
            return metrics.exposition()
        metrics.overdue.set(backlog.overdue)
        metrics.lateness.set(backlog.lateness)
        metrics.reminder_lateness.set(late)
        metrics.ended.set(over)
        for part, rows in backlog.rows.items():
            metrics.waiting.labels(part).set(rows)
        return metrics.exposition()


def _app(status: _Status, routes: Sequence[BaseRoute]) -> Starlette:
    """Return what answers requests: these routes, and the server's own."""
    own = [
        Route("/healthz", _alive),
        Route("/readyz", status.ready),
        Route("/metrics", status.exposition),
    ]
    app = Starlette(routes=[*own, *routes])
    app.router.redirect_slashes = False  # no platform follows a redirect
    return app


async def _alive(_request: Request) -> Response:
    return PlainTextResponse("ok\n")
