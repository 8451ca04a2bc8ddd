"""Closes each connection after its first request, unless that was a delivery which was accepted.

So a stranger must connect for each request, and gets no more of the bot's time than the accepting of connections does;
only the platforms, or the proxy in front, use a connection again. What anybody may post says `Connection: close` in
its answer. A browser loses nothing by that: a press takes as much processor time on a new connection as on one that
was kept, and no press is lost on one that was closed just then.
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
        """Answer a request."""
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
        """Answer, and drop what is still to come: to close while it comes would take the answer with it."""
        await self._send({**message, "more_body": True})
        while self._unread:
            await self._read()
        await self._send({"type": "http.response.body"})
