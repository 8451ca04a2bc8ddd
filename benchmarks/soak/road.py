"""How calls to Telegram travel in a soak: as lines on one local connection. By HTTP they take most of the time.

All that the bot does is the same, down to the SDK; only the SDK's HTTP library stays out of it.
"""

import asyncio
import json
import os
from itertools import count

from telegram.request import BaseRequest, RequestData

PATH = "SOAK_ROAD"
"""The variable in the environment that names where the other end is."""


class Road(BaseRequest):
    """One connection, and any number of calls under way on it."""

    read_timeout = None

    def __init__(self, **_options: object) -> None:
        """Start without a connection."""
        self._numbers = count()
        self._under_way: dict[int, asyncio.Future[bytes]] = {}

    async def initialize(self) -> None:
        """Connect."""
        self._reader, self._writer = await asyncio.open_unix_connection(os.environ[PATH], limit=2**20)
        self._reading = asyncio.create_task(self._read())

    async def shutdown(self) -> None:
        """Let go of the connection."""
        self._reading.cancel()
        self._writer.close()

    async def do_request(  # noqa: PLR0913, PLR0917 - as the SDK has it
        self,
        url: str,
        method: str,  # noqa: ARG002 - likewise
        request_data: RequestData | None = None,
        read_timeout: object = None,  # noqa: ARG002
        write_timeout: object = None,  # noqa: ARG002
        connect_timeout: object = None,  # noqa: ARG002
        pool_timeout: object = None,  # noqa: ARG002
    ) -> tuple[int, bytes]:
        """Call, and wait for the answer."""
        number, form = next(self._numbers), request_data.json_parameters if request_data else {}
        told = self._under_way[number] = asyncio.get_running_loop().create_future()
        self._writer.write(json.dumps([number, url.rpartition("/")[2], form]).encode() + b"\n")
        return 200, await told

    async def _read(self) -> None:
        while line := await self._reader.readline():
            number, _, answer = line.partition(b" ")
            self._under_way.pop(int(number)).set_result(answer)
