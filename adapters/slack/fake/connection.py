"""Socket Mode: the websockets that the bot opened, and what is sent over them.

docs.slack.dev/apis/events-api/using-socket-mode: up to ten connections, each payload goes to one of them, and each
envelope is acknowledged by its id. An address is good for one connection; a used one answers 404 (slackapi/bolt-python
#935). An acknowledgement may come over another connection than its envelope: slack_sdk counts on it when it sends one
again. A message that asks to disconnect doesn't close: the bot opens a new connection first and then closes the old.
"""

import asyncio
import json
import secrets
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from aiohttp import web

from adapters.slack.fake.error import Json
from adapters.slack.fake.workspace import APP

MOST = 10
_HOST = {"host": "applink-fake"}


@dataclass(eq=False)
class _Connection:
    socket: web.WebSocketResponse
    request: web.Request
    ending: bool = False

    async def send(self, message: Json) -> None:
        await self.socket.send_str(json.dumps(message))


class Sockets:
    """The open websockets.

    Attributes:
        refusals: the HTTP statuses that the next attempts to connect get; their address is used up all the same.
    """

    def __init__(self, remark: Callable[[str], None]) -> None:
        """Start with none; `remark` takes what the bot does wrong."""
        self.refusals: deque[int] = deque()
        self._remark = remark
        self._open: list[_Connection] = []
        self._tickets: set[str] = set()
        self._waiting: dict[str, asyncio.Future[Json | str]] = {}
        self._turn = 0
        self._ready = asyncio.Event()

    @property
    def count(self) -> int:
        """Give how many are open."""
        return len(self._open)

    def ticket(self) -> str:
        """Give a new ticket for one connection."""
        ticket = secrets.token_hex(8)
        self._tickets.add(ticket)
        return ticket

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Be the other end of a websocket until it is closed."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.Response(status=404)
        self._tickets.remove(ticket)
        if self.refusals:
            return web.Response(status=self.refusals.popleft())
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        connection = _Connection(socket, request)
        if len(self._open) >= MOST:
            await connection.send({"type": "disconnect", "reason": "too_many_websockets", "debug_info": _HOST})
            await socket.close()
            return socket
        self._open.append(connection)
        try:
            await self._talk(connection)
        finally:
            self._lose(connection)
        return socket

    async def ready(self) -> None:
        """Wait until one is open that payloads go to."""
        await self._ready.wait()

    async def push(self, envelope: Json) -> Json | str:
        """Send an envelope over one of them; give what came with its acknowledgement, "" for nothing.

        Raises:
            LookupError: none is open.
            ConnectionError: it was going down.
        """
        live = [one for one in self._open if not one.ending] or self._open
        if not live:
            raise LookupError
        self._turn += 1
        connection = live[self._turn % len(live)]
        future: asyncio.Future[Json | str] = asyncio.get_running_loop().create_future()
        name = str(envelope["envelope_id"])
        self._waiting[name] = future
        try:
            await connection.send(envelope)
            return await future
        finally:
            del self._waiting[name]

    async def disconnect(self, reason: str) -> None:
        """Ask to disconnect; with "link_disabled" (Socket Mode was turned off) the connections are closed at once."""
        for connection in list(self._open):
            connection.ending = reason != "warning"
            with suppress(ConnectionError):
                await connection.send({"type": "disconnect", "reason": reason, "debug_info": _HOST})
            if reason == "link_disabled":
                await connection.socket.close()
        self._renew()

    def drop(self) -> None:
        """Cut every line, without a word."""
        for connection in list(self._open):
            if connection.request.transport:
                connection.request.transport.abort()
            self._lose(connection)

    def mute(self) -> None:
        """Hear nothing more over the lines that are open, and go on telling: no acknowledgement arrives."""
        for connection in self._open:
            if isinstance(connection.request.transport, asyncio.Transport):
                connection.request.transport.pause_reading()

    def freeze(self) -> None:
        """Let every line stay open and go deaf: nothing is heard any more, no ping is answered, and nothing comes."""
        for connection in list(self._open):
            if isinstance(connection.request.transport, asyncio.Transport):
                connection.request.transport.pause_reading()
            self._lose(connection)

    async def _talk(self, connection: _Connection) -> None:
        hello: Json = {"type": "hello", "num_connections": self.count, "connection_info": {"app_id": APP}}
        await connection.send({**hello, "debug_info": {**_HOST, "approximate_connection_time": 18060}})
        self._renew()
        async for message in connection.socket:
            if message.type is web.WSMsgType.TEXT:
                self._heard(message.data)

    def _heard(self, text: str) -> None:
        try:
            said = json.loads(text)
            name = said["envelope_id"]
        except (ValueError, TypeError, KeyError):
            self._remark("not an acknowledgement")
            return
        future = self._waiting.get(name)
        if future and not future.done():
            future.set_result(said.get("payload", ""))

    def _lose(self, connection: _Connection) -> None:
        self._open = [one for one in self._open if one is not connection]
        self._renew()

    def _renew(self) -> None:
        if any(not one.ending for one in self._open):
            self._ready.set()
        else:
            self._ready.clear()
