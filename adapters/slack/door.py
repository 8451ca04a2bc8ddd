"""Receiving over HTTP: what may come in, before bolt reads any of it.

bolt reads and parses a body before it looks at the signature, without a limit, and answers 500 for what it can't parse.
Here: too large 413; without a good signature of the last five minutes 401; no UTF-8 or no form or JSON 400. Never 500,
and no body in a log. Source: https://docs.slack.dev/authentication/verifying-requests-from-slack
"""

import json
import re
import time
from collections.abc import Callable, Sequence
from http import HTTPStatus
from urllib.parse import parse_qs

from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_sdk.signature import SignatureVerifier
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from adapters import log
from adapters.slack.api import NAME
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
        try:
            answer = await self._app.async_dispatch(AsyncBoltRequest(body=body.decode(), headers=headers))
        except Exception as error:  # noqa: BLE001 - bolt stumbles over payloads of a shape that it doesn't expect
            log.event("unreadable", "warning", channel=NAME, error=type(error).__name__)
            return Response(status_code=400)
        if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return Response(status_code=400)
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
        try:
            text = body.decode()
            if not self._is_signed(request, text):
                return 401
            return 0 if _is_readable(text, request.headers.get("content-type", "")) else 400
        except (ValueError, RecursionError):
            return 400

    def _is_signed(self, request: Request, text: str) -> bool:
        stamp = request.headers.get("x-slack-request-timestamp", "")
        signature = request.headers.get("x-slack-signature", "")
        if not re.fullmatch(r"[0-9]{1,12}", stamp) or abs(time.time() - int(stamp)) > STALE:
            return False
        return signature.isascii() and self._verifier.is_valid(text, stamp, signature)


def _is_readable(text: str, kind: str) -> bool:
    """Tell whether this is a form or an object of JSON. Raises ValueError or RecursionError where it is no JSON."""
    if kind.startswith("application/json"):
        return isinstance(json.loads(text), dict)
    payload = parse_qs(text, keep_blank_values=True).get("payload")
    return payload is None or isinstance(json.loads(payload[0]), dict)


async def _body(request: Request) -> bytes | None:
    """Read the body; None if it is too large."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > LARGEST:
            return None
    return bytes(body)
