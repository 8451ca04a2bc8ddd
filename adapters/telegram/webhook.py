"""Receives by webhook: Telegram posts each update to a public address of the bot.

1. The response is 401 without the secret (compared in constant time), 413 if the body is too large, 400 if it isn't an
   update, and 503 if it can't be recorded, so that Telegram sends it again. Never 500.
2. The response is 200 once the update is recorded, before it is processed; it also acknowledges a press in a check.
3. Telegram is asked at intervals whether its deliveries arrive, which determines the health of the channel.
"""

import asyncio
import hmac
import json

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from adapters.channels.polling import NOT_RECORDED, TakeUpdates
from adapters.platforms.errors import PlatformError
from adapters.platforms.post_route import post_routes
from adapters.storage.errors import DATABASE_UNAVAILABLE
from adapters.telegram.api import Api
from adapters.telegram.settings import NAME, PATH, SECRET, TelegramSettings
from adapters.telegram.update_parser import acknowledgement, number
from adapters.telegram.webhook_state import WebhookState
from adapters.telemetry import log
from adapters.telemetry.health import Health

RETRY = 5.0
"""The most seconds until the next look after one that failed."""
PATIENCE = 28.0
"""Seconds without a sign that deliveries arrive, after which the channel counts as not receiving."""


REPLACED = "somebody else removed the webhook, or set it to another address"
NARROWED = "somebody else set the webhook to receive only some kinds of update"


class Webhook:
    """Receives by webhook."""

    def __init__(
        self, api: Api, take: TakeUpdates, health: Health, settings: TelegramSettings, interval: float
    ) -> None:
        """Set up.

        Args:
            api: The API of the bot.
            take: Called with updates, as decoded JSON.
            health: Where it reports whether the webhook works.
            settings: Provide the public address, which must lead to `PATH` of this process, and the secret.
            interval: Seconds between two looks at the state of the webhook.
        """
        self._api = api
        self._take = take
        self._health = health
        self._address = settings.webhook_url or ""
        self._secret = settings.webhook_secret.encode()
        self._interval = interval
        self._open = self._set = False
        self.routes = post_routes(PATH, self._receive)

    async def run(self) -> None:
        """Set the webhook, and check it at intervals, until cancelled."""
        self._health.register(NAME, PATIENCE)
        self._open = True
        try:
            await self._keep()
        finally:
            self._open = False

    async def _keep(self) -> None:
        while True:
            try:
                await self._look()
            except PlatformError as error:
                self._health.mark_failing(NAME, error.said)
                await asyncio.sleep(min(RETRY, self._interval))
            else:
                await asyncio.sleep(self._interval)

    async def _look(self) -> None:
        """Set the webhook if it isn't; the channel counts as receiving unless it was changed, or deliveries fail."""
        found = await self._api.webhook()
        changed = self._changed(found)
        trouble = (changed if self._set else None) or found.trouble
        if changed or not self._set:  # Telegram doesn't reveal the secret that it has
            await self._api.set_webhook(self._address, self._secret.decode())
            self._set = True
            log.event("webhook_set", channel=NAME, transport="webhook")
        if trouble:
            self._set = False
            self._health.mark_failing(NAME, trouble)
        else:
            self._health.mark_working(NAME)

    def _changed(self, found: WebhookState) -> str | None:
        """Return how somebody else changed the webhook; None if it is as the bot set it."""
        if found.address != self._address:
            return REPLACED
        return None if found.whole else NARROWED

    async def _receive(self, request: Request) -> Response:
        if refusal := self._refusal(request):
            return Response(status_code=refusal)
        try:
            update = json.loads(await request.body())
        except (ValueError, RecursionError, ClientDisconnect):
            return Response(status_code=400)
        if number(update) is None:
            return Response(status_code=400)
        try:
            await self._take([update])
        except DATABASE_UNAVAILABLE:
            self._health.mark_failing(NAME, NOT_RECORDED)
            return Response(status_code=503)
        self._health.mark_working(NAME)
        call = acknowledgement(update)
        return Response(json.dumps(call) if call else None, media_type="application/json")

    def _refusal(self, request: Request) -> int | None:
        shown = request.headers.get(SECRET, "").encode()
        if not hmac.compare_digest(shown, self._secret):
            return 401
        return None if self._open else 503
