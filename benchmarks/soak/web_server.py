"""A minimal web server, which uses little CPU time beside the measured process."""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any

Json = dict[str, object]
Asked = dict[str, Any]
Answer = Callable[[str, Asked], Json]
Wait = Callable[[str, Asked], Awaitable[None]]
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_END = b"\r\n\r\n"


class HttpConnection(asyncio.Protocol):
    """An HTTP connection for sequential requests: a path that ends in the name of a method, and a JSON body."""

    def __init__(self, answer: Answer, wait: Wait) -> None:
        """Serve a new connection.

        Args:
            answer: Returns the answer to a method and its parameters.
            wait: Waits until there is an answer.
        """
        self._answer, self._wait = answer, wait
        self._read = b""
        self._under_way: set[asyncio.Task[None]] = set()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Store the transport."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - asyncio's type is less specific
        self._transport = transport

    def connection_lost(self, _error: Exception | None) -> None:
        """Cancel waiting calls."""
        for task in self._under_way:
            task.cancel()

    def data_received(self, data: bytes) -> None:
        """Handle every complete request."""
        self._read += data
        while _END in self._read:
            head, _, rest = self._read.partition(_END)
            found = _LENGTH.search(head)
            length = int(found[1]) if found else 0
            if len(rest) < length:
                return
            self._read = rest[length:]
            method = head.split(b" ", 2)[1].decode().rpartition("/")[2]
            task = asyncio.ensure_future(self._reply(method, json.loads(rest[:length])))
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)

    async def _reply(self, method: str, asked: Asked) -> None:
        await self._wait(method, asked)
        said = self._answer(method, asked)
        answer = json.dumps(said).encode()
        fields = f"Content-Type: application/json\r\nContent-Length: {len(answer)}\r\n\r\n"
        self._transport.write(f"HTTP/1.1 {said.get('error_code', 200)} \r\n{fields}".encode() + answer)


class LineConnection(asyncio.Protocol):
    """A connection for concurrent calls, with a line per call and per answer. See `transport`."""

    def __init__(self, answer: Answer) -> None:
        """Serve a new connection.

        Args:
            answer: See `HttpConnection`.
        """
        self._answer = answer
        self._read = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Store the transport."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - asyncio's type is less specific
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer every complete call."""
        *lines, self._read = (self._read + data).split(b"\n")
        self._transport.writelines([self._answered(line) for line in lines])

    def _answered(self, line: bytes) -> bytes:
        number, method, asked = json.loads(line)
        return f"{number} {json.dumps(self._answer(method, asked))}\n".encode()


async def listen(answer: Answer, wait: Wait, socket: Path) -> tuple[Sequence[asyncio.Server], str]:
    """Serve on loopback and on a local socket until the servers are closed.

    Args:
        answer: See `HttpConnection`.
        wait: See `HttpConnection`.
        socket: The path of the local socket.

    Returns:
        The servers, and the URL on loopback.
    """
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: HttpConnection(answer, wait), "127.0.0.1", 0)
    local = await loop.create_unix_server(lambda: LineConnection(answer), socket)
    return (server, local), f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
