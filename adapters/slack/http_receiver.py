"""Receives over HTTP: verifies each request before decoding it, and decodes it once.

bolt reads and parses a body of any size before it checks the signature, and answers 500 if it can't parse it. Here the
response is 413 if the body is too large; 401 without a valid signature of the last five minutes, before reading the
body if the headers suffice; and 400 if it is neither a form nor JSON in UTF-8. Never 500, and no body is logged.
Source: https://docs.slack.dev/authentication/verifying-requests-from-slack
"""

import asyncio
import json
import re
import time
from http import HTTPStatus

from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_sdk.signature import SignatureVerifier
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from adapters.platforms.post_route import post_routes
from adapters.slack.blocks import Json
from adapters.slack.forms import decoded
from adapters.slack.settings import NAME, PATH
from adapters.telemetry import log

SIGNATURE_LIFETIME = 300.0
"""Seconds for which a signature is valid."""
STAMP, SIGNATURE = "x-slack-request-timestamp", "x-slack-signature"
"""The headers of a signature: its timestamp, and the signature of that and the body."""


class HttpReceiver:
    """While running, passes requests that Slack has signed on to bolt."""

    def __init__(self, app: AsyncApp, secret: str) -> None:
        """Set up. `secret`: the signing secret."""
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
        stamp, signature = (request.headers.get(name, "") for name in (STAMP, SIGNATURE))
        if self._shut:
            return Response(status_code=503)
        if not _is_signed(stamp, signature):
            return Response(status_code=401)
        try:
            body = await request.body()
            if not self._verifier.is_valid(body, stamp, signature):
                return Response(status_code=401)
        except (ClientDisconnect, ValueError):
            return Response(status_code=400)
        return await self._pass_on(body, request.headers.get("content-type", ""))

    async def _pass_on(self, body: bytes, kind: str) -> Response:
        """Have bolt answer this. The decoded payload is passed to it as if it came over Socket Mode."""
        try:
            found = AsyncBoltRequest(mode="socket_mode", body=_read(body, kind))
            answer = await self._app.async_dispatch(found)
        except Exception as error:  # noqa: BLE001 - bolt raises various errors on payloads of an unexpected shape
            log.event("malformed_request", "warning", channel=NAME, error=type(error).__name__)
            return Response(status_code=400)
        if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return Response(status_code=400)
        return Response(answer.body, answer.status, media_type=answer.headers["content-type"][0])


def _is_signed(stamp: str, signature: str) -> bool:
    """Return whether these headers can be a signature of the last five minutes."""
    if not re.fullmatch(r"[0-9]{1,12}", stamp) or abs(time.time() - int(stamp)) > SIGNATURE_LIFETIME:
        return False
    return re.fullmatch(r"v0=[0-9a-f]{64}", signature) is not None


def _read(body: bytes, kind: str) -> Json:
    """Decode a body. Raises `ValueError` or `RecursionError` if it is neither a form nor a JSON object."""
    found = json.loads(body.decode()) if kind.startswith("application/json") else decoded(body)
    if not isinstance(found, dict):
        raise ValueError(type(found))  # noqa: TRY004 - the sender's mistake, not the program's
    return found
