"""Receives by webhook: Telegram posts each update to an address of ours.

1. A request without the secret, which is compared in constant time, gets 401; a body that is too large 413; one that is
   no update 400; and one that can't be noted 503, so that Telegram sends it again. Never 500.
2. It is 200 once the update is noted, before it is acted upon; a press of a check is acknowledged in that very answer.
3. Telegram is asked at intervals whether its deliveries arrive, so that the health of the channel is known.
"""

import asyncio
import hmac
import json

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from adapters.channels.polling import UNTAKEN, TakeUpdates
from adapters.platforms.errors import PlatformError
from adapters.platforms.post_route import post_routes
from adapters.storage.errors import DATABASE_UNAVAILABLE
from adapters.telegram.api import Api
from adapters.telegram.settings import NAME, PATH, SECRET, TelegramSettings
from adapters.telegram.update_parser import acknowledgement, number
from adapters.telegram.webhook_state import WebhookState
from adapters.telemetry import log
from adapters.telemetry.health import Health

AGAIN = 5.0
"""Seconds before another look after one that failed, at most."""
PATIENCE = 28.0
"""Seconds without a sign that delivery works after which the channel counts as not receiving."""


REPLACED = "somebody else had Telegram deliver to another address, or to none"
NARROWED = "somebody else had Telegram deliver only a part of what people do"


class Webhook:
    """Receives by webhook."""

    def __init__(
        self, api: Api, take: TakeUpdates, health: Health, settings: TelegramSettings, interval: float
    ) -> None:
        """Prepare.

        Args:
            api: The API of the bot.
            take: Takes updates, as decoded JSON.
            health: Told whether this way of receiving works.
            settings: With the public address, which must lead to `PATH` of this process, and the secret.
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
                await asyncio.sleep(min(AGAIN, self._interval))
            else:
                await asyncio.sleep(self._interval)

    async def _look(self) -> None:
        """Set the webhook if it isn't; the channel counts as receiving unless it was replaced, or deliveries fail."""
        found = await self._api.webhook()
        changed = self._changed(found)
        trouble = (changed if self._set else None) or found.trouble
        if changed or not self._set:  # the secret that Telegram has can't be asked for
            await self._api.deliver(self._address, self._secret.decode())
            self._set = True
            log.event("webhook_set", channel=NAME, transport="webhook")
        if trouble:
            self._set = False
            self._health.mark_failing(NAME, trouble)
        else:
            self._health.mark_working(NAME)

    def _changed(self, found: WebhookState) -> str | None:
        """Return what somebody else has made of the webhook; None if it is ours."""
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
            self._health.mark_failing(NAME, UNTAKEN)
            return Response(status_code=503)
        self._health.mark_working(NAME)
        call = acknowledgement(update)
        return Response(json.dumps(call) if call else None, media_type="application/json")

    def _refusal(self, request: Request) -> int | None:
        shown = request.headers.get(SECRET, "").encode()
        if not hmac.compare_digest(shown, self._secret):
            return 401
        return None if self._open else 503
