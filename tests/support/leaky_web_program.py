"""The program with a leak of every kind on its page, for an audit: `python -m tests.support.leaky_web_program`."""

import os
import sqlite3
import sys
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from adapters.channels.services import SharedServices
from adapters.cli import serve
from adapters.storage.ended_runs import EndedRuns
from adapters.storage.ended_store import EndedStore
from adapters.telemetry import metrics
from adapters.web import channel
from adapters.web.receiver import WebReceiver
from adapters.web.settings import PATH, WebSettings
from tests.support.brisk_program import BRISK

KEPT: list[object] = []
"""A leak into memory."""
FORBIDDING = ("Cache-Control", "Clear-Site-Data")
"""The headers by which a browser keeps nothing of the page."""


class LeakyReceiver(WebReceiver):
    """Answers, leaves something of whoever asks everywhere, and lets a browser keep the answer."""

    def __init__(self, services: SharedServices, settings: WebSettings) -> None:
        super().__init__(services, settings)
        [route] = self.routes
        assert isinstance(route, Route)
        self._answer_well = route.endpoint
        self.routes = [Route(PATH, self._leak, methods=["GET", "POST"])]

    async def _leak(self, request: Request) -> Response:
        leave(request.headers["user-agent"], request.headers.get("x-real-ip", ""), await request.body())
        answer: Response = await self._answer_well(request)
        for name in FORBIDDING:
            del answer.headers[name]
        return answer


def leave(browser: str, address: str, pressed: bytes) -> None:
    KEPT.append([pressed, address])
    sys.stderr.write(f"{browser} {pressed!r}\n")
    Path("leak").write_text(address, encoding="utf-16-le")
    database = os.environ["GROOMINGCHECK_DATABASE_URL"].removeprefix("sqlite:///")
    with closing(sqlite3.connect(database, timeout=20)) as connection, connection:
        connection.execute("CREATE TABLE IF NOT EXISTS leak (word)")
        connection.execute("INSERT INTO leak VALUES (?)", [address])
    metrics.screens.labels(address).inc()


async def forgetful(_store: EndedStore, runs: Iterable[str]) -> None:
    """Don't note that a check is over."""


if __name__ == "__main__":
    channel.WebReceiver = LeakyReceiver  # type: ignore[attr-defined]
    EndedStore.add = forgetful  # type: ignore[assignment, method-assign]
    EndedRuns.add = lambda *_: None  # type: ignore[method-assign]
    sys.exit(serve.run(BRISK))
