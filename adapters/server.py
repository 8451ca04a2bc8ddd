"""One small web server: how the process is, what it counts, and what the channels receive.

`/healthz`: the process is up. `/readyz`: it can do its work; red, with the names of what can't, when the database or
the way in of a channel doesn't work. `/metrics`: figures for Prometheus.
"""

import asyncio
import socket
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from adapters import metric
from adapters.health import Health
from adapters.ledger.agenda import Agenda
from adapters.ledger.fault import UNAVAILABLE
from adapters.ledger.ledger import Ledger

ANSWER = 5.0
"""Seconds that the database has to answer, to count as working."""
DRAIN = 5
"""Seconds that requests under way have to end."""
TICK = 1.0
"""Seconds between two renewals of the date."""
KEPT = 75
"""Seconds that a connection is kept for the next request: longer than whatever stands before this, so that it is that
which closes it, and never a request that finds it just closed."""


class Server(uvicorn.Server):
    """Serves on a socket that is bound already; the process's signals are its owner's."""

    def __init__(self, ledger: Ledger, agenda: Agenda, health: Health, routes: Sequence[BaseRoute]) -> None:
        """`routes`: what the channels receive."""
        self._stopping = asyncio.Event()
        self._state = _State(ledger, agenda, health)
        own = [
            Route("/healthz", _alive),
            Route("/readyz", self._state.ready),
            Route("/metrics", self._state.figures),
        ]
        super().__init__(
            uvicorn.Config(
                Starlette(routes=[*own, *routes]),
                log_config=None,
                access_log=False,
                server_header=False,
                lifespan="off",
                timeout_graceful_shutdown=DRAIN,
                timeout_keep_alive=KEPT,
            )
        )

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals alone."""
        yield

    async def main_loop(self) -> None:
        """Wait until told to stop. uvicorn would look ten times a second, which is most of what an idle bot does."""
        while not await self.on_tick(0):  # which renews the date that each answer tells
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), TICK)

    async def run_on(self, listening: socket.socket) -> None:
        """Serve until told to `stop`."""
        await self.serve(sockets=[listening])

    def stop(self) -> None:
        """Take no new requests, and end once those under way have."""
        self.should_exit = True
        self._stopping.set()


class _State:
    def __init__(self, ledger: Ledger, agenda: Agenda, health: Health) -> None:
        self._ledger = ledger
        self._agenda = agenda
        self._health = health

    async def ready(self, _request: Request) -> Response:
        parts = await self._parts()
        told = {part: "ok" if works else "not working" for part, works in parts.items()}
        return JSONResponse(told, 200 if all(parts.values()) else 503)

    async def figures(self, _request: Request) -> Response:
        for part, works in (await self._parts()).items():
            metric.ready.labels(part).set(works)
        try:
            async with asyncio.timeout(ANSWER):
                backlog, late = await self._ledger.backlog(), await self._agenda.lateness()
        except (TimeoutError, *UNAVAILABLE):
            return PlainTextResponse(metric.exposition())
        metric.overdue.set(backlog.overdue)
        metric.lateness.set(backlog.lateness)
        metric.reminder_lateness.set(late)
        for part, rows in backlog.rows.items():
            metric.waiting.labels(part).set(rows)
        return PlainTextResponse(metric.exposition())

    async def _parts(self) -> Mapping[str, bool]:
        try:
            async with asyncio.timeout(ANSWER):
                await self._ledger.ping()
        except (TimeoutError, *UNAVAILABLE):
            return {"database": False, **self._health.state()}
        return {"database": True, **self._health.state()}


async def _alive(_request: Request) -> Response:
    return PlainTextResponse("ok\n")
