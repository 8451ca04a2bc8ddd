"""The web page in this process, without a network, to measure only the work of a press."""

import asyncio
import os
import time
from collections.abc import AsyncIterator, MutableMapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlencode

from starlette.applications import Starlette
from starlette.types import ASGIApp

from adapters.channels.services import SharedServices
from adapters.cli.channels import shared
from adapters.config import settings
from adapters.storage.session import Session
from adapters.web.channel import WebChannel
from adapters.web.settings import WebSettings
from benchmarks.page.person import Answer
from messages.content import Content

SECRET = b"benchmark" * 4
_MEMORY = Path("/dev/shm")  # noqa: S108 - a file system in memory, where a check ends quickly
_SCOPE = {
    "type": "http",
    "asgi": {"version": "3.0"},
    "http_version": "1.1",
    "path": "/",
    "raw_path": b"/",
    "root_path": "",
    "query_string": b"",
    "scheme": "http",
    "server": ("127.0.0.1", 80),
    "client": None,
}
_HEADERS = [
    (b"host", b"bot"),
    (b"accept-language", b"nl,en;q=0.7"),
    (b"sec-fetch-site", b"same-origin"),
    (b"content-type", b"application/x-www-form-urlencoded"),
]


@dataclass(frozen=True, slots=True)
class PageHere:
    """The page in this process. `file`: its database."""

    app: Starlette
    services: SharedServices
    file: Path


@asynccontextmanager
async def page_here(content: Content) -> AsyncIterator[PageHere]:
    """Serve the page with this content until the end of the block."""
    with TemporaryDirectory(dir=_MEMORY if os.access(_MEMORY, os.W_OK) else None) as folder:
        file = Path(folder) / "ledger.db"
        chosen = replace(settings.read(), secrets=(SECRET,), database=f"sqlite:///{file}")
        session = await Session.open(chosen.database)
        services = shared(chosen, content, session)
        channel = WebChannel(WebSettings(), services)
        running = asyncio.create_task(channel.run())
        await asyncio.sleep(0)
        yield PageHere(Starlette(routes=channel.routes), services, file)
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
        await session.close()


async def ask(app: ASGIApp, fields: dict[str, str] | None = None) -> Answer:
    """Make a request; return the answer and the CPU time. `fields`: those of a form; None to open the page."""
    body = urlencode(fields or {}).encode()
    headers = [*_HEADERS, (b"content-length", str(len(body)).encode())]
    scope = {**_SCOPE, "method": "GET" if fields is None else "POST", "headers": headers, "state": {}}
    sent: list[MutableMapping[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    since = time.process_time()
    await app(scope, receive, send)
    took = time.process_time() - since
    head = b"".join(b"\r\n%s: %s" % pair for pair in sent[0]["headers"])
    return Answer(sent[0]["status"], head, sent[1]["body"].decode(), took)
