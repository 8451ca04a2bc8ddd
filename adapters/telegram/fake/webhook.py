"""The webhook: the address that updates are posted to, how many at once, and how often again.

1. Updates of one lane (a chat's messages, a person's presses) go one after the other; different lanes side by side.
2. Anything but a 2xx is tried again, with the same update_id: the first time at once, then after ever longer. What
   comes after it in its lane waits. A Retry-After is kept to. It ends when the update's time is over.
3. An answer may hold a method of the Bot API; it is called.
The real server doubles from one second up to a minute; here the first pause is `pause` seconds, for tests to be quick.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx

from adapters.telegram.fake.account import Account
from adapters.telegram.fake.error import ApiError, Json, bad_request, rate_limited
from adapters.telegram.fake.form import Form
from adapters.telegram.fake.update import Update

LONGEST_SECRET, MOST_CONNECTIONS, USUAL_CONNECTIONS, LONGEST_PAUSE = 256, 100, 40, 60.0
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_UNLIMITED = httpx.Limits(max_connections=None)
_UNCALLED = {"deletewebhook", "setwebhook", "close", "logout"}


@dataclass(frozen=True)
class Target:
    """Where updates go."""

    url: str = ""
    secret: str = ""
    connections: int = USUAL_CONNECTIONS


class Webhook:
    """The webhook of a bot, and the posting to it.

    Attributes:
        target: where updates go; an empty url is no webhook.
        pause: seconds before the second try again; it doubles after that.
    """

    def __init__(self, account: Account, call: Callable[[str, Form], Awaitable[object]]) -> None:
        """Start with no webhook; `call` is what calls a method."""
        self.target = Target()
        self.pause = 0.05
        self._account = account
        self._call = call
        self._lanes: dict[str, asyncio.Task[None]] = {}
        self._room = asyncio.Semaphore(USUAL_CONNECTIONS)
        self._client: httpx.AsyncClient | None = None
        self._last_set = 0.0
        self._error: Json = {}
        account.queue.woken = self.wake

    @property
    def busy(self) -> bool:
        """Say whether an update is being posted, or waits to be posted again."""
        return bool(self._lanes)

    def wake(self) -> None:
        """Post what waits, on every lane that stands still."""
        if not self.target.url:
            return
        for update in self._account.queue.pending():
            if update.lane not in self._lanes:
                self._lanes[update.lane] = asyncio.create_task(self._drive(update.lane))

    async def close(self) -> None:
        """Stop posting."""
        await self._stop()
        if self._client:
            await self._client.aclose()

    async def set(self, form: Form) -> bool:
        """Do setWebhook.

        Raises:
            ApiError: the address or the secret is refused, or it was set less than a second ago.
        """
        url, secret = form.text("url"), form.text("secret_token")
        now = self._account.clock.now()
        if url and self._account.limit.on and now < self._last_set + 1:
            raise rate_limited(1)
        self._last_set = now
        _check(url, secret)
        connections = max(1, min(form.integer("max_connections", USUAL_CONNECTIONS), MOST_CONNECTIONS))
        await self._turn(Target(url, secret, connections), form)
        self._account.queue.allow(form.values.get("allowed_updates"))
        self.wake()
        return True

    async def delete(self, form: Form) -> bool:
        """Do deleteWebhook."""
        await self._turn(Target(), form)
        return True

    def info(self) -> Json:
        """Do getWebhookInfo."""
        known: Json = {"url": self.target.url, "has_custom_certificate": False}
        known["pending_update_count"] = len(self._account.queue.pending())
        if self.target.url:
            known |= {"max_connections": self.target.connections, "ip_address": "127.0.0.1"}
        allowed = self._account.queue.allowed
        return {**known, **self._error, **({"allowed_updates": sorted(allowed)} if allowed else {})}

    async def _turn(self, target: Target, form: Form) -> None:
        await self._stop()
        if form.flag("drop_pending_updates"):
            self._account.queue.clear()
        if target.url:
            self._account.queue.end_poll(ApiError(409, "Conflict: terminated by setWebhook request"))
        self.target, self._error = target, {}
        self._room = asyncio.Semaphore(target.connections)

    async def _stop(self) -> None:
        lanes, self._lanes = list(self._lanes.values()), {}
        for lane in lanes:
            lane.cancel()
        await asyncio.gather(*lanes, return_exceptions=True)

    async def _drive(self, lane: str) -> None:
        while update := next((one for one in self._account.queue.pending() if one.lane == lane), None):
            failures = 0
            while update in self._account.queue.pending():
                wait = await self._post(update)
                if wait is None:
                    self._account.queue.confirm(update.id)
                    break
                doubled = min(self.pause * 2**failures, LONGEST_PAUSE) if failures else 0.0
                await asyncio.sleep(wait or doubled)
                failures += 1
        self._lanes.pop(lane, None)

    async def _post(self, update: Update) -> float | None:
        """Post an update; None when it arrived, else the Retry-After in seconds or 0."""
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.target.secret} if self.target.secret else {}
        try:
            async with self._room:
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
            values: Json = given if isinstance(given, dict) else {}
            method = str(values.pop("method", ""))
            if method and method.lower() not in _UNCALLED and not method.lower().startswith("get"):
                await self._call(method, Form(values))


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
