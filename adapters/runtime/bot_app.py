"""The bot's HTTP endpoints: health checks, metrics, and the routes of the channels.

`/healthz`: the process is up. `/readyz`: the database and every channel work; otherwise it fails, with the parts that
don't and the reason. `/metrics`: metrics for Prometheus.
"""

import asyncio
from collections.abc import Sequence

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from adapters.concurrency.single_flight import SingleFlight
from adapters.storage.errors import DATABASE_UNAVAILABLE
from adapters.storage.reminder_store import ReminderStore
from adapters.storage.wipe_store import WipeStore
from adapters.telemetry import metrics
from adapters.telemetry.health import Health

DATABASE_TIMEOUT = 5.0
"""Seconds within which the database must answer for its metrics."""


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


def app(wipe_store: WipeStore, reminder_store: ReminderStore, health: Health, routes: Sequence[BaseRoute]) -> Starlette:
    """Return the ASGI app.

    Args:
        wipe_store: Its size is a metric.
        reminder_store: Its size is a metric.
        health: The health of each part.
        routes: The routes of the channels.
    """
    status = _Status(wipe_store, reminder_store, health)
    own = [
        Route("/healthz", _alive),
        Route("/readyz", status.ready),
        Route("/metrics", status.exposition),
    ]
    answering = Starlette(routes=[*own, *routes])
    answering.router.redirect_slashes = False  # platforms don't follow redirects
    return answering


async def _alive(_request: Request) -> Response:
    return PlainTextResponse("ok\n")
