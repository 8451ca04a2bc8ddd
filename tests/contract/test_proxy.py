"""The reverse proxy before several bots: what its configuration guarantees, and a real Caddy that is run with it."""

import asyncio
import re
import shutil
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from adapters.platforms import post_route
from adapters.privacy.audit.ports import free_port
from adapters.runtime import http_server
from adapters.slack.settings import PATH as SLACK
from adapters.telegram.settings import PATH as TELEGRAM
from tests.contract.test_compose import BOTS, SERVICES
from tests.support.too_large import is_refused

ROOT = Path(__file__).parents[2]
DEFINITION = (ROOT / "deploy" / "Caddyfile").read_text()
UPSTREAMS = " ".join(f"{name}:8080" for name in BOTS)
PAGE = "/"
LARGEST = 16 * 1024
CANARY = "c4n4ry"
PATIENCE = 20.0
CADDY = shutil.which("caddy") or ""


def version() -> tuple[int, ...]:
    """Return the version of Caddy on this machine; empty if there is none."""
    told = subprocess.run([CADDY, "version"], capture_output=True, check=True, text=True).stdout if CADDY else ""
    return tuple(int(number) for number in re.findall(r"\d+", told.partition(" ")[0]))


@dataclass
class Upstream:
    """A fake bot that records the requests it receives."""

    port: int = field(default_factory=free_port)
    requests: list[Request] = field(default_factory=list)
    running: uvicorn.Server | None = None

    async def _take(self, request: Request) -> Response:
        try:
            await request.body()
        except ClientDisconnect:
            return Response(status_code=400)
        self.requests.append(request)
        return Response(status_code=204)

    async def _alive(self, _request: Request) -> Response:
        return Response()

    async def start(self) -> asyncio.Task[None]:
        routes = [Route("/healthz", self._alive), Route("/{path:path}", self._take, methods=["GET", "POST"])]
        config = uvicorn.Config(Starlette(routes=routes), port=self.port, log_config=None, lifespan="off")
        self.running = uvicorn.Server(config)
        return asyncio.create_task(self.running.serve())

    def stop(self) -> None:
        if self.running:
            self.running.should_exit = self.running.force_exit = True


@asynccontextmanager
async def proxied(
    folder: Path, first: Upstream, second: Upstream
) -> AsyncIterator[tuple[httpx.AsyncClient, list[str]]]:
    """Run a real Caddy before these. Yields a client of it, and its log once the block is over."""
    (folder / "Caddyfile").write_text(DEFINITION.replace(UPSTREAMS, f"127.0.0.1:{first.port} 127.0.0.1:{second.port}"))
    url = f"http://127.0.0.1:{free_port()}"
    log: list[str] = []
    process = await asyncio.create_subprocess_exec(
        CADDY,
        *["run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"],
        env={"PUBLIC_HOST": url, "HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "XDG_DATA_HOME": str(folder)},
        stderr=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        async with httpx.AsyncClient(base_url=url, trust_env=False) as client, asyncio.timeout(PATIENCE):
            while (await _status(client)) != 404:
                await asyncio.sleep(0.05)
            yield client, log
    finally:
        process.terminate()
        log += [(written or b"").decode() for written in await process.communicate()]


async def _status(client: httpx.AsyncClient) -> int:
    try:
        return (await client.get("/healthz")).status_code
    except httpx.TransportError:
        return 0


def test_it_leads_to_every_bot_and_lets_through_what_they_receive() -> None:
    assert f"reverse_proxy {UPSTREAMS} {{" in DEFINITION
    assert re.findall(r"^\t\tmethod (.*)\n\t\tpath (.*)", DEFINITION, re.MULTILINE) == [
        ("POST", f"{TELEGRAM} {SLACK}"),
        ("GET HEAD POST", PAGE),
    ]
    assert post_route.LARGEST == 1024 * 1024
    assert re.findall(r"max_size (\w+)", DEFINITION) == ["1MiB", "16KiB"]
    assert DEFINITION.count("import bots") == 2
    assert "./deploy/Caddyfile:/etc/caddy/Caddyfile:ro" in SERVICES["proxy"]["volumes"]


def test_it_closes_idle_connections_before_a_bot_does() -> None:
    (kept,) = re.findall(r"^\t+keepalive (\d+)s", DEFINITION, re.MULTILINE)
    assert int(kept) < http_server.KEEP_ALIVE


@pytest.mark.skipif(not CADDY, reason="needs Caddy (Debian: apt install caddy)")
async def test_it_lets_through_what_is_for_the_bots_and_writes_down_nothing_of_anybody(tmp_path: Path) -> None:
    first, second = Upstream(), Upstream()
    tasks = [await first.start(), await second.start()]
    headers = {"X-Telegram-Bot-Api-Secret-Token": CANARY, "X-Forwarded-For": CANARY, "User-Agent": CANARY}
    async with proxied(tmp_path, first, second) as (client, log):
        client.headers.update(headers)
        for _ in range(4):
            assert (await client.post(f"{TELEGRAM}?{CANARY}", content=CANARY)).status_code == 204
        assert len(first.requests) == len(second.requests) == 2
        assert first.requests[0].headers["x-telegram-bot-api-secret-token"] == CANARY
        assert "x-forwarded-for" not in first.requests[0].headers
        for path in ("/metrics", "/readyz", "/healthz", f"/{CANARY}"):
            assert (await client.get(path)).status_code == (await client.post(path)).status_code == 404
        assert (await client.get(TELEGRAM)).status_code == 404
        for _ in range(2):  # a refusal is no reason to skip the bot that it was meant for
            assert await is_refused(client, SLACK, b"x" * (post_route.LARGEST + 1))
        assert (await client.post(SLACK, content=b"x" * post_route.LARGEST)).status_code == 204
        assert (await client.post(SLACK, content=CANARY)).status_code == 204
        for upstream, task in zip((first, second), tasks, strict=True):
            upstream.stop()
            await task
        assert (await client.post(f"{SLACK}?{CANARY}", content=CANARY)).status_code in {502, 503}
    assert CANARY not in "".join(log)
    assert '"level":"info"' in "".join(log)
    assert "127.0.0.1:" not in "".join(log).replace(str(client.base_url.port), "")


@pytest.mark.skipif(not CADDY, reason="needs Caddy (Debian: apt install caddy)")
async def test_it_lets_through_the_page_and_nothing_of_who_asks_for_it(tmp_path: Path) -> None:
    first, second = Upstream(), Upstream()
    tasks = [await first.start(), await second.start()]
    async with proxied(tmp_path, first, second) as (client, log):
        client.headers.update({"X-Forwarded-For": CANARY, "Cookie": CANARY, "User-Agent": CANARY, "Referer": CANARY})
        for method in ("GET", "HEAD", "POST", "POST"):
            answer = await client.request(method, f"{PAGE}?{CANARY}")
            assert (answer.status_code, answer.headers["strict-transport-security"]) == (204, "max-age=31536000")
        assert len(first.requests) == len(second.requests) == 2
        assert not {"x-forwarded-for", "cookie"} & {*first.requests[0].headers, *second.requests[0].headers}
        assert (await client.post(PAGE, content=b"x" * LARGEST)).status_code == 204
        assert await is_refused(client, PAGE, b"x" * (LARGEST + 1))
        for method in ("PUT", "DELETE", "OPTIONS", "TRACE"):
            assert (await client.request(method, PAGE)).status_code == 404
        for upstream, task in zip((first, second), tasks, strict=True):
            upstream.stop()
            await task
        gone = await client.post(PAGE, content=CANARY)
        assert (gone.status_code in {502, 503}, gone.headers["cache-control"]) == (True, "no-store")
        assert "een paar minuten opnieuw" in gone.text
    assert CANARY not in "".join(log)


@pytest.mark.skipif(version() < (2, 7), reason="needs Caddy 2.7, which can send a body again; Debian 12 has 2.6")
async def test_requests_that_a_stopped_bot_did_not_accept_go_to_the_other(tmp_path: Path) -> None:
    first, second = Upstream(), Upstream()
    tasks = [await first.start(), await second.start()]
    async with proxied(tmp_path, first, second) as (client, _):
        for _ in range(4):
            assert (await client.post(SLACK, content=CANARY)).status_code == 204
        first.stop()
        await tasks[0]
        for _ in range(4):
            assert (await client.post(SLACK, content=CANARY)).status_code == 204
        assert (len(first.requests), len(second.requests)) == (2, 6)
        second.stop()
        await tasks[1]
