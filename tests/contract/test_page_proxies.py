"""The examples of proxies: each is run before the page, and lets through that, and nothing of whoever asks for it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from adapters.privacy.audit.ports import free_port
from messages.content import Content
from tests.support.page_behind import PageBehind, page_behind
from tests.support.page_proxies import HERE, PROXIES, SIGN_IN, Open, PageProxy, opened
from tests.support.too_large import is_refused

CANARY = "c4n4ry"
LARGEST = 16 * 1024
ADDED = {
    "alt-svc",
    "date",
    "server",
    "connection",
    "content-length",
    "transfer-encoding",
    "keep-alive",
    "strict-transport-security",
    "via",
}
"""The headers in which an answer by a proxy may differ from what the program answered."""
SAID = {"X-Forwarded-For": CANARY, "X-Real-Ip": CANARY, "Cookie": f"sid={CANARY}"}


@asynccontextmanager
async def before(proxy: PageProxy, content: Content, folder: Path) -> AsyncIterator[tuple[Open, PageBehind]]:
    (folder / "proxy").mkdir()
    async with (
        page_behind(content, folder / "ledger.db") as behind,
        opened(proxy, behind.port, folder / "proxy") as front,
    ):
        yield front, behind


@pytest.mark.parametrize("proxy", PROXIES)
async def test_the_page_comes_as_the_program_sends_it_and_by_https_alone(
    proxy: PageProxy, shipped: Content, tmp_path: Path
) -> None:
    async with before(proxy, shipped, tmp_path) as (front, behind), front.client(headers=SAID) as client:
        async with httpx.AsyncClient(trust_env=False) as near:
            for method, sent in (("GET", {}), ("HEAD", {}), ("POST", {"show": "privacy"})):
                direct, there = (
                    await near.request(method, behind.url, data=sent),
                    await client.request(method, front.url, data=sent),
                )
                assert (there.status_code, kept(there)) == (200, kept(direct)), method
                assert there.headers["strict-transport-security"] == "max-age=31536000"
                assert there.headers["cache-control"] == "no-store"
                assert not there.headers.get_list("set-cookie")
        plain = await client.get(f"{front.plain}?{CANARY}", follow_redirects=False)
        assert plain.status_code in {301, 302, 307, 308}
        assert plain.headers["location"].startswith("https://localhost")
    assert {headers["host"].partition(":")[0] for _, headers in behind.seen} == {"127.0.0.1", "localhost"}


@pytest.mark.parametrize("proxy", PROXIES)
async def test_the_page_learns_and_the_proxy_logs_nothing_about_anybody(
    proxy: PageProxy, shipped: Content, tmp_path: Path
) -> None:
    async with before(proxy, shipped, tmp_path) as (front, behind), front.client(headers=SAID) as client:
        client.headers["User-Agent"] = CANARY
        await client.get(f"{front.url}?{CANARY}")
        await client.post(front.url, data={"press": CANARY, "filled": "x" * 15_000})
        assert len(behind.seen) == 2
        for _, headers in behind.seen:
            assert not {"cookie"} & headers.keys()
            assert CANARY not in {**headers, "user-agent": ""}.values()
            assert not [name for name, value in headers.items() if HERE in value]
        for path in ("metrics", "healthz", "readyz", CANARY):
            assert (await client.get(front.url + path)).status_code == 404
        for method in ("PUT", "DELETE", "TRACE"):
            assert (await client.request(method, front.url)).status_code in {403, 404, 405}
        assert len(behind.seen) == 2
        assert await is_refused(client, front.url, b"x" * (LARGEST + 1))
    async with opened(proxy, behind.port, tmp_path / "proxy") as front, front.client(headers=SAID) as client:
        gone = await client.post(f"{front.url}?{CANARY}", data={"press": CANARY})
        assert gone.status_code in {502, 503}
    written = front.written()
    assert CANARY not in written
    assert HERE not in written


def kept(answer: httpx.Response) -> dict[str, str]:
    """Return the headers of an answer that a proxy may not change."""
    return {name: value for name, value in answer.headers.items() if name not in ADDED}


class SignIn:
    """A fake oauth2-proxy: a cookie says whether somebody is signed in; records what it receives."""

    def __init__(self) -> None:
        self.port = free_port()
        self.asked: list[tuple[str, dict[str, str], bytes]] = []

    async def _answer(self, request: Request) -> Response:
        self.asked.append((request.method, dict(request.headers), await request.body()))
        return Response(status_code=202 if "signed" in request.cookies else 401, headers={"X-Auth-Request-User": "ann"})

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        routes = [Route("/oauth2/auth", self._answer, methods=["GET", "POST"])]
        config = uvicorn.Config(Starlette(routes=routes), port=self.port, log_config=None, lifespan="off")
        server = uvicorn.Server(config)
        task = asyncio.create_task(server.serve())
        while not server.started:
            await asyncio.sleep(0.01)
        yield
        server.should_exit = server.force_exit = True
        await task


@pytest.mark.skipif(not SIGN_IN.path, reason=f"needs {SIGN_IN.program} ({SIGN_IN.package})")
async def test_behind_a_sign_in_only_who_is_signed_in_comes_through_and_the_page_is_not_told_who(
    shipped: Content, tmp_path: Path
) -> None:
    door = SignIn()
    (tmp_path / "proxy").mkdir()
    async with door.running(), page_behind(shipped, tmp_path / "ledger.db") as behind:
        ways = {"127.0.0.1:4180": f"127.0.0.1:{door.port}"}
        async with opened(SIGN_IN, behind.port, tmp_path / "proxy", **ways) as front, front.client() as client:
            for sent in ({}, {"show": "privacy", "press": CANARY}):
                stranger = await client.request("POST" if sent else "GET", front.url, data=sent)
                assert stranger.status_code == 303
                assert stranger.headers["location"] == "https://localhost/oauth2/sign_in?rd=/"
            assert behind.seen == []
            client.headers["Cookie"] = f"signed={CANARY}"
            assert (await client.get(front.url)).status_code == 200
            page = await client.post(front.url, data={"show": "privacy", "press": CANARY})
            assert (page.status_code, page.headers.get_list("set-cookie")) == (200, [])
    for method, headers, body in door.asked:
        assert (method, body) == ("GET", b"")
        assert not [value for value in headers.values() if HERE in value]
    assert [method for method, _ in behind.seen] == ["GET", "POST"]
    for _, headers in behind.seen:
        assert not {"cookie", "x-auth-request-user", "remote-user"} & headers.keys()
        assert not [value for value in headers.values() if CANARY in value or "ann" in value.split()]
    assert CANARY not in front.written()
    assert HERE not in front.written()
