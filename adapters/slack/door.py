"""Receiving over HTTP: what may come in, before bolt reads any of it.

bolt reads and parses a body before it looks at the signature, without a limit, and answers 500 for what it can't parse.
Here: too large 413; without a good signature of the last five minutes 401; no UTF-8 or no form or JSON 400. Never 500,
and no body in a log. Source: https://docs.slack.dev/authentication/verifying-requests-from-slack
"""

import json
import time
from collections.abc import Callable, Sequence
from http import HTTPStatus
from urllib.parse import parse_qs

from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_sdk.signature import SignatureVerifier
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from adapters.slack.setting import PATH

LARGEST = 1024 * 1024
"""Bytes of a body, at most."""
STALE = 300.0
"""Seconds after which a signature is no longer good."""


class Door:
    """Lets in what Slack signed. `shut`: the process ends, and takes nothing new."""

    def __init__(self, app: AsyncApp, secret: str, heard: Callable[[], None]) -> None:
        """`heard`: called whenever something of Slack's came in."""
        self._app = app
        self._verifier = SignatureVerifier(secret)
        self._heard = heard
        self.shut = False
        self.route = Route(PATH, self._receive, methods=["POST"])

    async def _receive(self, request: Request) -> Response:
        try:
            body = await _body(request)
        except ClientDisconnect:
            return Response(status_code=400)
        refused = self._refusal(request, body)
        if refused or body is None:
            return Response(status_code=refused)
        self._heard()
        headers: dict[str, str | Sequence[str]] = {name: [value] for name, value in request.headers.items()}
        answer = await self._app.async_dispatch(AsyncBoltRequest(body=body.decode(), headers=headers))
        if answer.status == HTTPStatus.NOT_FOUND:  # nobody listens for it, and Slack has nothing to do about that
            return Response()
        content = {name: value[0] for name, value in answer.headers.items() if name.lower() == "content-type"}
        return Response(answer.body, answer.status, headers=content)

    def _refusal(self, request: Request, body: bytes | None) -> int:
        """Give the status by which this is refused, 0 for one that may come in. `body`: None for one too large."""
        if self.shut:
            return 503
        if body is None:
            return 413
        if not self._is_signed(request, body):
            return 401
        return 0 if _is_readable(body, request.headers.get("content-type", "")) else 400

    def _is_signed(self, request: Request, body: bytes) -> bool:
        stamp = request.headers.get("x-slack-request-timestamp", "")
        signature = request.headers.get("x-slack-signature", "")
        if not stamp.isascii() or not stamp.isdecimal() or abs(time.time() - int(stamp)) > STALE:
            return False
        try:
            return self._verifier.is_valid(body, stamp, signature)
        except (ValueError, TypeError):  # a body or a signature of bytes that are no text
            return False


def _is_readable(body: bytes, kind: str) -> bool:
    try:
        text = body.decode()
        if kind.startswith("application/json"):
            return isinstance(json.loads(text), dict)
        payload = parse_qs(text).get("payload")
        return payload is None or isinstance(json.loads(payload[0]), dict)
    except (ValueError, RecursionError):
        return False


async def _body(request: Request) -> bytes | None:
    """Read the body; None if it is too large."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > LARGEST:
            return None
    return bytes(body)
