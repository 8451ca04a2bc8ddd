"""Receiving by being told: Telegram posts each update to an address of ours.

1. Whoever doesn't know the secret gets 401, compared in constant time; what is too large gets 413; what is no update
   gets 400; and when it can't be noted, 503, so that Telegram sends it again. Never 500.
2. It is 200 once the update is noted, before it is acted upon.
3. Telegram is asked now and then whether it delivers, so that a bot that is deaf knows it.
"""

import asyncio
import hmac
import json
import time

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from adapters import log
from adapters.health import Health
from adapters.ledger.fault import UNAVAILABLE
from adapters.telegram.api import Api
from adapters.telegram.call import NAME
from adapters.telegram.error import AwayError, RefusedError
from adapters.telegram.inbox import Inbox
from adapters.telegram.setting import PATH
from adapters.telegram.wire import number

LARGEST = 1024 * 1024
"""Bytes of an update, at most."""
LOOK = 60.0
"""Seconds between two looks at how delivery goes."""
PATIENCE = 3 * LOOK
"""Seconds without a sign that delivery works after which the bot counts as deaf."""
SECRET = "x-telegram-bot-api-secret-token"  # noqa: S105 - the name of a header


class Webhook:
    """The way in that is told."""

    def __init__(self, api: Api, inbox: Inbox, health: Health, address: str, secret: str) -> None:
        """`address`: public, and led to `PATH` of this process; `secret`: what Telegram shows with each update."""
        self._api = api
        self._inbox = inbox
        self._health = health
        self._address = address
        self._secret = secret.encode()
        self._open = self._set = False
        self.route = Route(PATH, self._receive, methods=["POST"])

    async def run(self) -> None:
        """Have updates delivered here, and look after that, until cancelled."""
        self._health.expect(NAME, PATIENCE)
        self._open = True
        try:
            await self._keep()
        finally:
            self._open = False

    async def _keep(self) -> None:
        while True:
            try:
                await self._look()
            except (AwayError, RefusedError) as error:
                log.event("deaf", "warning", channel=NAME, transport="webhook", reason=type(error).__name__)
                await asyncio.sleep(5)
            else:
                await asyncio.sleep(LOOK)

    async def _look(self) -> None:
        """Deliver here, with this secret; it counts as heard unless a delivery failed since the last look."""
        found = await self._api.webhook()
        if found.url != self._address or not self._set:  # the secret that Telegram has can't be asked for
            await self._api.deliver(self._address, self._secret.decode())
            self._set = True
            log.event("webhook_set", channel=NAME, transport="webhook")
        failed = found.last_error_date.timestamp() if found.last_error_date else 0.0
        if time.time() - failed > LOOK or not found.pending_update_count:
            self._health.hear(NAME)
        else:
            self._set = False
            log.event("deaf", "warning", channel=NAME, transport="webhook", reason="undelivered")

    async def _receive(self, request: Request) -> Response:
        if refusal := self._refusal(request):
            return Response(status_code=refusal)
        try:
            body = await _body(request)
            update = json.loads(body) if body is not None else None
        except (ValueError, RecursionError, ClientDisconnect):
            return Response(status_code=400)
        if body is None:
            return Response(status_code=413)
        if number(update) is None:
            return Response(status_code=400)
        try:
            await self._inbox.take([update])
        except UNAVAILABLE:
            return Response(status_code=503)
        self._health.hear(NAME)
        return Response()

    def _refusal(self, request: Request) -> int | None:
        shown = request.headers.get(SECRET, "").encode()
        if not hmac.compare_digest(shown, self._secret):
            return 401
        return None if self._open else 503


async def _body(request: Request) -> bytes | None:
    """Read the body; None if it is too large."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > LARGEST:
            return None
    return bytes(body)
