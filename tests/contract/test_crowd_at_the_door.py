"""The web server and a crowd: a thousand concurrent connections, none of which is kept afterwards."""

import asyncio
import resource
import socket
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from adapters.runtime.connection_limits import DESCRIPTORS, USUAL, raise_descriptors
from adapters.runtime.http_server import HttpServer

PEOPLE = 1000
BODY = b"press=x"
PRESS = b"POST %s HTTP/1.1\r\nHost: bot\r\nContent-Length: 7\r\n\r\n" + BODY
PATIENCE = 60.0


async def anybody(request: Request) -> Response:
    return PlainTextResponse(await request.body(), headers={"Connection": "close"})


async def refusal(request: Request) -> Response:
    return PlainTextResponse(await request.body(), 403, {"Connection": "close"})


async def platform(request: Request) -> Response:
    return PlainTextResponse(await request.body())


@dataclass
class Door:
    """A web server on this port."""

    server: HttpServer
    port: int


@pytest.fixture
def descriptors() -> Iterator[None]:
    """As many descriptors as the program asks for, and what it had afterwards."""
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    if before[1] != resource.RLIM_INFINITY and before[1] < DESCRIPTORS:
        pytest.skip(f"needs {DESCRIPTORS} descriptors (ulimit -Hn)")
    resource.setrlimit(resource.RLIMIT_NOFILE, (1024, before[1]))
    raise_descriptors()
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, before)


@pytest.fixture
async def door(descriptors: None) -> AsyncIterator["Door"]:  # noqa: ARG001 - the limit holds when the server is made
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.bind(("127.0.0.1", 0))
    answers = {"/page": anybody, "/refused": refusal, "/delivery": platform}
    routes = [Route(path, answer, methods=["POST"]) for path, answer in answers.items()]
    server = HttpServer(Starlette(routes=routes), USUAL)
    running = asyncio.create_task(server.run_on(listening))
    while not server.started:
        await asyncio.sleep(0.005)
    yield Door(server, listening.getsockname()[1])
    server.stop()
    await running


@pytest.mark.parametrize(
    ("path", "status", "kept"), [(b"/page", 200, False), (b"/refused", 403, False), (b"/delivery", 200, True)]
)
async def test_only_platforms_reuse_connections(door: Door, path: bytes, status: int, *, kept: bool) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", door.port)
    writer.write(PRESS % path)
    async with asyncio.timeout(PATIENCE):
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        assert head.startswith(b"http/1.1 %d " % status)
        assert head.count(b"connection: close") == (0 if kept else 1)
        assert await reader.readexactly(len(BODY)) == BODY
        writer.write(PRESS % path)
        assert await reader.read(8) == (b"HTTP/1.1" if kept else b"")
    writer.close()


async def test_a_thousand_people_who_connect_before_any_of_them_asks_are_all_served(door: Door) -> None:
    async with asyncio.timeout(PATIENCE):
        streams = await asyncio.gather(*(asyncio.open_connection("127.0.0.1", door.port) for _ in range(PEOPLE)))
        while len(door.server.server_state.connections) < PEOPLE:
            await asyncio.sleep(0.005)
        for _, writer in streams:
            writer.write(PRESS % b"/page")
        answers = await asyncio.gather(*(reader.read() for reader, _ in streams))
        assert sum(answer.endswith(BODY) for answer in answers) == PEOPLE
    for _, writer in streams:
        writer.close()


@pytest.mark.usefixtures("descriptors")
def test_the_process_asks_for_the_descriptors_that_a_crowd_needs_and_never_for_fewer_than_it_has() -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] == DESCRIPTORS
    assert USUAL.allowed() > PEOPLE
    resource.setrlimit(resource.RLIMIT_NOFILE, (DESCRIPTORS + 1, hard))
    raise_descriptors()
    assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] == DESCRIPTORS + 1
