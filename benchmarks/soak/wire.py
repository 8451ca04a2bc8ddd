"""A web server that does next to nothing, so that what is measured beside it has the processor."""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from urllib.parse import parse_qsl

Json = dict[str, object]
Answer = Callable[[str, dict[str, str]], Json]
Wait = Callable[[str, dict[str, str]], Awaitable[None]]
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_END = b"\r\n\r\n"


class Line(asyncio.Protocol):
    """A connection, with one request after the other on it: a path that ends in a method's name, and a form."""

    def __init__(self, answer: Answer, wait: Wait) -> None:
        """`answer`: given a method's name and the form, gives the answer; `wait`: waits until there is one."""
        self._answer, self._wait = answer, wait
        self._read = b""
        self._under_way: set[asyncio.Task[None]] = set()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember where answers go."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - as asyncio has it
        self._transport = transport

    def connection_lost(self, _error: Exception | None) -> None:
        """Let go of whoever waits."""
        for task in self._under_way:
            task.cancel()

    def data_received(self, data: bytes) -> None:
        """Take every request that is there in whole."""
        self._read += data
        while _END in self._read:
            head, _, rest = self._read.partition(_END)
            found = _LENGTH.search(head)
            length = int(found[1]) if found else 0
            if len(rest) < length:
                return
            self._read = rest[length:]
            method = head.split(b" ", 2)[1].decode().rpartition("/")[2]
            task = asyncio.ensure_future(self._reply(*method.partition("?")[::2], rest[:length].decode()))
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)

    async def _reply(self, method: str, query: str, body: str) -> None:
        form = dict(parse_qsl(body or query))
        await self._wait(method, form)
        answer = json.dumps(self._answer(method, form)).encode()
        head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(answer)}\r\n\r\n"
        self._transport.write(head.encode() + answer)


class Short(asyncio.Protocol):
    """A connection for many calls at once: a line for each, and a line for each answer. See `road`."""

    def __init__(self, answer: Answer) -> None:
        """`answer`: as with `Line`."""
        self._answer = answer
        self._read = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember where answers go."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - as asyncio has it
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer every call that is there in whole."""
        *lines, self._read = (self._read + data).split(b"\n")
        self._transport.writelines([self._answered(line) for line in lines])

    def _answered(self, line: bytes) -> bytes:
        number, method, form = json.loads(line)
        return f"{number} {json.dumps(self._answer(method, form))}\n".encode()


async def listen(answer: Answer, wait: Wait, road: Path) -> tuple[Sequence[asyncio.Server], str]:
    """Serve on loopback and at this path until the servers are closed; give the address on loopback too."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Line(answer, wait), "127.0.0.1", 0)
    short = await loop.create_unix_server(lambda: Short(answer), road)
    return (server, short), f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
