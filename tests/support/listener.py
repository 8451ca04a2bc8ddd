"""A web server for the Slack simulator to deliver to: it keeps what it received, and answers as a test wants."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web


@dataclass
class Heard:
    """A delivery: the raw body, its headers, and its payload."""

    body: bytes
    headers: dict[str, str]
    payload: dict[str, Any]


@dataclass
class Listener:
    """The server. `answer`: a body for the acknowledgement, a status, or seconds of silence before it."""

    url: str = ""
    heard: list[Heard] = field(default_factory=list)
    answer: dict[str, Any] | str | int | float = ""
    headers: dict[str, str] = field(default_factory=dict)

    async def take(self, request: web.Request) -> web.Response:
        body = await request.read()
        self.heard.append(Heard(body, dict(request.headers), _payload(body, request.content_type)))
        if isinstance(self.answer, float):
            await asyncio.sleep(self.answer)
        if isinstance(self.answer, dict):
            return web.json_response(self.answer, headers=self.headers)
        if isinstance(self.answer, str):
            return web.Response(text=self.answer, headers=self.headers)
        return web.Response(status=self.answer if isinstance(self.answer, int) else 200, headers=self.headers)


@asynccontextmanager
async def listening() -> AsyncIterator[Listener]:
    """Run one on loopback."""
    listener = Listener()
    app = web.Application()
    app.router.add_post("/slack/events", listener.take)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.01)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    listener.url = f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    try:
        yield listener
    finally:
        await runner.cleanup()


def _payload(body: bytes, kind: str) -> dict[str, Any]:
    if kind == "application/json":
        return dict(json.loads(body))
    fields = dict(parse_qsl(body.decode(errors="replace"), keep_blank_values=True))
    try:
        return dict(json.loads(fields["payload"])) if "payload" in fields else dict(fields)
    except ValueError:
        return {}
