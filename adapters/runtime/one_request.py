"""Close each connection after its first request, unless that was an accepted delivery.

A stranger must open a connection per request, so a flood is limited by how fast connections are accepted. Only the
platforms, or the proxy in front, can reuse a connection. Routes that are open to anybody answer `Connection: close`.
That costs browsers nothing: a press takes as much CPU time on a new connection as on an open one, and can't be lost on
a connection that is being closed.
"""

from collections.abc import MutableMapping
from http import HTTPStatus
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send

Message = MutableMapping[str, Any]
CLOSE = (b"connection", b"close")


class OneRequest:
    """The ASGI middleware."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap this app."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle a request."""
        await self._app(scope, *_Exchange(scope, receive, send).ends)


class _Exchange:
    """One request and its answer."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._scope = scope
        self._receive = receive
        self._send = send
        self._unread = True
        self._closing = False
        self.ends = self._read, self._answer

    async def _read(self) -> Message:
        message = await self._receive()
        self._unread = message.get("more_body", False)
        return message

    async def _answer(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            said = CLOSE in message["headers"]
            accepted = message["status"] < HTTPStatus.MULTIPLE_CHOICES and self._scope["method"] == "POST"
            self._closing = said or not accepted
            message["headers"] = [*message["headers"], *([CLOSE] if self._closing and not said else [])]
        elif self._closing and self._unread and not message.get("more_body"):
            return await self._linger(message)
        await self._send(message)
        return None

    async def _linger(self, message: Message) -> None:
        """Send the answer, and discard the rest of the request: closing too early would discard the answer too."""
        await self._send({**message, "more_body": True})
        while self._unread:
            await self._read()
        await self._send({"type": "http.response.body"})
