"""Receives over HTTP: verifies each request before bolt reads any of it.

bolt reads and parses a body before it checks the signature, without a limit, and answers 500 to what it can't parse.
Here: 413 if it is too large; 401 without a valid signature of the last five minutes, before the body is read if the
headers show that already; 400 if it is neither a form nor JSON in UTF-8. Never 500, and no body in a log.
Source: https://docs.slack.dev/authentication/verifying-requests-from-slack
"""

import asyncio
import json
import re
import time
from collections.abc import Sequence
from http import HTTPStatus
from urllib.parse import parse_qs

from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_sdk.signature import SignatureVerifier
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from adapters.platforms.post_route import post_routes
from adapters.slack.settings import NAME, PATH
from adapters.telemetry import log

STALE = 300.0
"""Seconds after which a signature is no longer valid."""
STAMP, SIGNATURE = "x-slack-request-timestamp", "x-slack-signature"
"""The headers of a signature: the moment at which it was made, and the signature of that and the body."""


class HttpReceiver:
    """Passes on to bolt what Slack has signed, while it runs."""

    def __init__(self, app: AsyncApp, secret: str) -> None:
        """Prepare. `secret`: with which Slack signs."""
        self._app = app
        self._verifier = SignatureVerifier(secret)
        self._shut = True
        self.routes = post_routes(PATH, self._receive)

    async def run(self) -> None:
        """Accept requests until cancelled."""
        self._shut = False
        try:
            await asyncio.Event().wait()
        finally:
            self._shut = True

    async def _receive(self, request: Request) -> Response:
        if refused := self._refusal(request):
            return Response(status_code=refused)
        try:
            body = await request.body()
        except ClientDisconnect:
            return Response(status_code=400)
        if refused := self._refusal_of(body, request):
            return Response(status_code=refused)
        return await self._pass_on(body, request)

    async def _pass_on(self, body: bytes, request: Request) -> Response:
        """Let bolt answer this."""
        headers: dict[str, str | Sequence[str]] = {name: [value] for name, value in request.headers.items()}
        try:
            answer = await self._app.async_dispatch(AsyncBoltRequest(body=body.decode(), headers=headers))
        except Exception as error:  # noqa: BLE001 - bolt raises various errors on payloads of an unexpected shape
            log.event("unreadable", "warning", channel=NAME, error=type(error).__name__)
            return Response(status_code=400)
        if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return Response(status_code=400)
        if answer.status == HTTPStatus.NOT_FOUND:  # nothing listens for it, which is no fault of Slack's
            return Response()
        content = {name: value[0] for name, value in answer.headers.items() if name.lower() == "content-type"}
        return Response(answer.body, answer.status, headers=content)

    def _refusal(self, request: Request) -> int | None:
        """Return the status with which this is refused before its body is read, or None."""
        if self._shut:
            return 503
        stamp, signature = (request.headers.get(name, "") for name in (STAMP, SIGNATURE))
        if not re.fullmatch(r"[0-9]{1,12}", stamp) or abs(time.time() - int(stamp)) > STALE:
            return 401
        return None if re.fullmatch(r"v0=[0-9a-f]{64}", signature) else 401

    def _refusal_of(self, body: bytes, request: Request) -> int | None:
        """Return the status with which this is refused because of its body, or None."""
        try:
            text = body.decode()
            if not self._verifier.is_valid(text, request.headers[STAMP], request.headers[SIGNATURE]):
                return 401
            return None if _is_readable(text, request.headers.get("content-type", "")) else 400
        except (ValueError, RecursionError):
            return 400


def _is_readable(text: str, kind: str) -> bool:
    """Return whether this is a form or a JSON object. Raises ValueError or RecursionError if it is no valid JSON."""
    if kind.startswith("application/json"):
        return isinstance(json.loads(text), dict)
    payload = parse_qs(text, keep_blank_values=True).get("payload")
    return payload is None or isinstance(json.loads(payload[0]), dict)
