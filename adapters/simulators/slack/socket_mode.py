"""Socket Mode: the websockets that the bot opened, and the envelopes that are sent over them.

docs.slack.dev/apis/events-api/using-socket-mode: up to ten connections, each envelope goes to one of them, and is
acknowledged by its id. A URL works for one connection; a used one returns 404 (slackapi/bolt-python #935). An
acknowledgement may come over another connection than its envelope: slack_sdk relies on that when it sends one again. A
"disconnect" message closes nothing: the bot opens a new connection first and then closes the old one. The bot's
frames may have 20,480 bytes: for a larger one, such as an acknowledgement with a large view, Slack closes the
connection with the code 1009, and the person is told that it took too long (revelrylabs/slax #614, slack-go/slack
#1196).
"""

import asyncio
import json
import secrets
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

from aiohttp import web

from adapters.simulators.json_object import JsonObject
from adapters.simulators.slack.workspace import APP

MOST = 10
FRAME = 20_480
_HOST = {"host": "applink-simulator"}


@dataclass(eq=False)
class _Connection:
    socket: web.WebSocketResponse
    request: web.Request
    ending: bool = False

    async def send(self, message: JsonObject) -> None:
        await self.socket.send_str(json.dumps(message))


class SocketModeConnections:
    """The open websockets of one app.

    Attributes:
        refusals: The HTTP statuses for the next attempts to connect; each still uses up its URL.
        mute_from_now: Whether the next connections send nothing, not even hello, like something other than Slack.
    """

    def __init__(self, remark: Callable[[str], None]) -> None:
        """Start without websockets. `remark`: called with each mistake of the bot."""
        self.refusals: deque[int] = deque()
        self.mute_from_now = False
        self._remark = remark
        self._open: list[_Connection] = []
        self._tickets: set[str] = set()
        self._waiting: dict[str, asyncio.Future[JsonObject | str]] = {}
        self._turn = 0
        self._ready = asyncio.Event()

    @property
    def count(self) -> int:
        """Return the number of open websockets."""
        return len(self._open)

    def ticket(self) -> str:
        """Return a new ticket, which is valid for one connection."""
        ticket = secrets.token_hex(8)
        self._tickets.add(ticket)
        return ticket

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Serve one websocket until it is closed."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.Response(status=404)
        self._tickets.remove(ticket)
        if self.refusals:
            return web.Response(status=self.refusals.popleft())
        socket = web.WebSocketResponse(max_msg_size=FRAME + 1)  # aiohttp accepts frames smaller than this
        await socket.prepare(request)
        connection = _Connection(socket, request)
        if len(self._open) >= MOST:
            await connection.send({"type": "disconnect", "reason": "too_many_websockets", "debug_info": _HOST})
            await socket.close()
            return socket
        if self.mute_from_now:
            async for _ in socket:
                pass
            return socket
        self._open.append(connection)
        try:
            await self._talk(connection)
        finally:
            self._lose(connection)
        return socket

    async def ready(self) -> None:
        """Wait until a connection is open that takes envelopes."""
        await self._ready.wait()

    async def push(self, envelope: JsonObject) -> JsonObject | str:
        """Send an envelope over one of them, and return the payload of its acknowledgement; "" for none.

        Raises:
            LookupError: None is open.
            ConnectionError: The connection was closing.
        """
        live = [one for one in self._open if not one.ending] or self._open
        if not live:
            raise LookupError
        self._turn += 1
        connection = live[self._turn % len(live)]
        future: asyncio.Future[JsonObject | str] = asyncio.get_running_loop().create_future()
        name = str(envelope["envelope_id"])
        self._waiting[name] = future
        try:
            await connection.send(envelope)
            return await future
        finally:
            del self._waiting[name]

    async def disconnect(self, reason: Literal["refresh_requested", "warning", "link_disabled"]) -> None:
        """Send a "disconnect" message over all of them.

        After "link_disabled", which means that Socket Mode was switched off, Slack closes the connections itself.
        """
        for connection in list(self._open):
            connection.ending = reason != "warning"
            with suppress(ConnectionError):
                await connection.send({"type": "disconnect", "reason": reason, "debug_info": _HOST})
            if reason == "link_disabled":
                await connection.socket.close()
        self._renew()

    def drop(self) -> None:
        """Cut every connection without a closing handshake."""
        for connection in list(self._open):
            if connection.request.transport:
                connection.request.transport.abort()
            self._lose(connection)

    def mute(self) -> None:
        """Read nothing more from the open connections but keep sending, so that no acknowledgement arrives."""
        for connection in self._open:
            if isinstance(connection.request.transport, asyncio.Transport):
                connection.request.transport.pause_reading()

    def freeze(self) -> None:
        """Leave every connection open but dead: nothing is read or sent, and no ping is answered."""
        for connection in list(self._open):
            if isinstance(connection.request.transport, asyncio.Transport):
                connection.request.transport.pause_reading()
            self._lose(connection)

    async def _talk(self, connection: _Connection) -> None:
        hello: JsonObject = {"type": "hello", "num_connections": self.count, "connection_info": {"app_id": APP}}
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
