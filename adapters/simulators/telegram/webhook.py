"""The webhook: posts updates, and retries.

1. Updates in one sequence (a chat's messages, a person's presses) are posted one after the other; different sequences
   in parallel.
2. After anything but a 2xx, the update is posted again with the same update_id: first immediately, then after growing
   pauses, or after Retry-After, until it expires. Later updates in its sequence wait.
3. A response may contain a method of the Bot API, which is then called.
4. Redirects aren't followed (WebhookActor.cpp of tdlib/telegram-bot-api). Setting the same webhook again keeps the last
   error.
The real server's pauses double from one second up to a minute; here the first one is `pause`, to keep tests quick.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx

from adapters.simulators.json_object import JsonObject
from adapters.simulators.telegram.account import Account
from adapters.simulators.telegram.errors import ApiError, bad_request, rate_limited
from adapters.simulators.telegram.parameters import Parameters
from adapters.simulators.telegram.update_queue import Update

LONGEST_SECRET, MOST_CONNECTIONS, USUAL_CONNECTIONS, LONGEST_PAUSE = 256, 100, 40, 60.0
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_UNLIMITED = httpx.Limits(max_connections=None)
_UNCALLED = {"deletewebhook", "setwebhook", "close", "logout"}


@dataclass(frozen=True)
class WebhookTarget:
    """Where updates are posted.

    Attributes:
        url: The URL; "" for no webhook.
        secret: The secret_token, sent as a header; "" for none.
        connections: The most concurrent posts.
    """

    url: str = ""
    secret: str = ""
    connections: int = USUAL_CONNECTIONS


class WebhookSender:
    """Posts a bot's updates to its webhook.

    Attributes:
        target: Where updates are posted.
        pause: Seconds before the second retry; it doubles with every further one.
    """

    def __init__(self, account: Account, call: Callable[[str, Parameters], Awaitable[object]]) -> None:
        """Start without a webhook. `call`: calls a method of the Bot API."""
        self.target = WebhookTarget()
        self.pause = 0.05
        self._account = account
        self._call = call
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._free_connections = asyncio.Semaphore(USUAL_CONNECTIONS)
        self._client: httpx.AsyncClient | None = None
        self._last_set = 0.0
        self._error: JsonObject = {}
        account.queue.woken = self.wake

    @property
    def busy(self) -> bool:
        """Return whether an update is being posted, or waiting for a retry."""
        return bool(self._tasks)

    def wake(self) -> None:
        """Start to post pending updates, in every idle sequence."""
        if not self.target.url:
            return
        for update in self._account.queue.pending():
            if update.sequence not in self._tasks:
                self._tasks[update.sequence] = asyncio.create_task(self._drive(update.sequence))

    async def close(self) -> None:
        """Stop posting."""
        await self._stop()
        if self._client:
            await self._client.aclose()

    async def set(self, parameters: Parameters) -> bool:
        """Handle setWebhook.

        Raises:
            ApiError: The URL or the secret is refused, or a webhook was set less than a second ago.
        """
        url, secret = parameters.text("url"), parameters.text("secret_token")
        now = self._account.clock.now()
        if url and self._account.limit.on and now < self._last_set + 1:
            raise rate_limited(1)
        self._last_set = now
        _check(url, secret)
        connections = max(1, min(parameters.integer("max_connections", USUAL_CONNECTIONS), MOST_CONNECTIONS))
        target = WebhookTarget(url, secret, connections)
        if target != self.target or parameters.flag("drop_pending_updates"):
            await self._turn(target, parameters)
        self._account.queue.allow(parameters.values.get("allowed_updates"))
        self.wake()
        return True

    async def delete(self, parameters: Parameters) -> bool:
        """Handle deleteWebhook."""
        await self._turn(WebhookTarget(), parameters)
        return True

    def info(self) -> JsonObject:
        """Handle getWebhookInfo."""
        known: JsonObject = {"url": self.target.url, "has_custom_certificate": False}
        known["pending_update_count"] = len(self._account.queue.pending())
        if self.target.url:
            known |= {"max_connections": self.target.connections, "ip_address": "127.0.0.1"}
        allowed = self._account.queue.allowed
        return {**known, **self._error, **({"allowed_updates": sorted(allowed)} if allowed else {})}

    async def _turn(self, target: WebhookTarget, parameters: Parameters) -> None:
        await self._stop()
        if parameters.flag("drop_pending_updates"):
            self._account.queue.clear()
        if target.url:
            self._account.queue.end_poll(ApiError(409, "Conflict: terminated by setWebhook request"))
        self.target, self._error = target, {}
        self._free_connections = asyncio.Semaphore(target.connections)

    async def _stop(self) -> None:
        tasks, self._tasks = list(self._tasks.values()), {}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _drive(self, sequence: str) -> None:
        while update := next((one for one in self._account.queue.pending() if one.sequence == sequence), None):
            failures = 0
            while update in self._account.queue.pending():
                wait = await self._post(update)
                if wait is None:
                    self._account.queue.confirm(update.id)
                    break
                doubled = min(self.pause * 2**failures, LONGEST_PAUSE) if failures else 0.0
                await asyncio.sleep(wait or doubled)
                failures += 1
        self._tasks.pop(sequence, None)

    async def _post(self, update: Update) -> float | None:
        """Post an update.

        Returns:
            None if it arrived, else the seconds in Retry-After, or 0.
        """
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.target.secret} if self.target.secret else {}
        try:
            async with self._free_connections:
                answer = await self._connected().post(self.target.url, json=update.object(), headers=headers)
        except httpx.TransportError:
            return self._failed("Webhook connection closed", 0)
        if not answer.is_success:
            after = answer.headers.get("retry-after", "")
            reason = f"Wrong response from the webhook: {answer.status_code} {answer.reason_phrase}"
            return self._failed(reason, int(after) if after.isdecimal() else 0)
        await self._obey(answer)
        return None

    def _connected(self) -> httpx.AsyncClient:
        self._client = self._client or httpx.AsyncClient(timeout=60, trust_env=False, limits=_UNLIMITED)
        return self._client

    def _failed(self, reason: str, after: float) -> float:
        self._error = {"last_error_date": self._account.clock.date(), "last_error_message": reason}
        return after

    async def _obey(self, answer: httpx.Response) -> None:
        with suppress(ValueError, ApiError):
            given = answer.json() if answer.content else None
            values: JsonObject = given if isinstance(given, dict) else {}
            method = str(values.pop("method", ""))
            if method and method.lower() not in _UNCALLED and not method.lower().startswith("get"):
                await self._call(method, Parameters(values))


def _check(url: str, secret: str) -> None:
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError as fault:
        raise bad_request("invalid webhook URL specified") from fault
    if url and parts.scheme != "https" and not (parts.scheme == "http" and host in _LOOPBACK):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if url and not host:
        raise bad_request("invalid webhook URL specified")
    if len(secret) > LONGEST_SECRET:
        raise bad_request("secret token is too long")
    if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
        raise bad_request("secret token contains unallowed characters")
