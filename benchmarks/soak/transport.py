"""Send calls to Telegram as lines on one local connection, as HTTP would take most of the time.

Everything else in the bot is unchanged, including the SDK; only the SDK's HTTP library is replaced.
"""

import asyncio
import json
import os
from itertools import count
from typing import Any

from telegram.request import BaseRequest, RequestData

from adapters.telegram.transport import HttpRequest

PATH = "SOAK_SOCKET"
"""The environment variable with the path of the socket."""


class SocketRequest(BaseRequest):
    """One connection with any number of concurrent calls."""

    read_timeout = None

    def __init__(self) -> None:
        """Start without a connection."""
        self._numbers = count()
        self._under_way: dict[int, asyncio.Future[bytes]] = {}
        self._connecting = asyncio.Lock()
        self._writer: asyncio.StreamWriter | None = None

    async def initialize(self) -> None:
        """Do nothing: like the SDK's class, it connects at the first call."""

    async def shutdown(self) -> None:
        """Close the connection."""
        if self._writer:
            self._reading.cancel()
            self._writer.close()

    async def do_request(  # noqa: PLR0913, PLR0917 - the SDK's signature
        self,
        url: str,
        method: str,  # noqa: ARG002 - likewise
        request_data: RequestData | None = None,
        read_timeout: object = None,  # noqa: ARG002 - likewise
        write_timeout: object = None,  # noqa: ARG002 - likewise
        connect_timeout: object = None,  # noqa: ARG002 - likewise
        pool_timeout: object = None,  # noqa: ARG002 - likewise
    ) -> tuple[int, bytes]:
        """Make a call, and wait for the answer."""
        number, form = next(self._numbers), request_data.parameters if request_data else {}
        answer = self._under_way[number] = asyncio.get_running_loop().create_future()
        writer = await self._connected()
        writer.write(json.dumps([number, url.rpartition("/")[2], form]).encode() + b"\n")
        said = await answer
        return json.loads(said).get("error_code", 200), said

    async def _connected(self) -> asyncio.StreamWriter:
        async with self._connecting:
            if self._writer is None:
                reader, self._writer = await asyncio.open_unix_connection(os.environ[PATH], limit=2**20)
                self._reading = asyncio.create_task(self._read(reader))
            return self._writer

    async def _read(self, reader: asyncio.StreamReader) -> None:
        while line := await reader.readline():
            number, _, answer = line.partition(b" ")
            self._under_way.pop(int(number)).set_result(answer)


def chosen(*given: Any, **polls: Any) -> BaseRequest:  # noqa: ANN401 - as `HttpRequest`
    """Return a replacement of `HttpRequest`: HTTP for polling, which has one connection, otherwise the socket."""
    return HttpRequest(*given, **polls) if polls else SocketRequest()
