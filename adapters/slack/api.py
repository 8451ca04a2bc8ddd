"""The Web API, by slack-sdk. Every call fails with an error of `error.py` and no other.

1. One HTTP session for all calls: the SDK opens a new one, with a new TLS handshake, for each call otherwise.
2. No proxy for loopback, no retries of the SDK's own: a call that was lost is made again here, where that does no harm.
Source: https://docs.slack.dev/reference/methods
"""

import asyncio
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any
from urllib.request import getproxies

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters import metric
from adapters.slack.error import AwayError, GoneError, LateError, LostError, RefusedError
from adapters.slack.setting import Setting

NAME = "slack"
"""The channel, in every place that names channels."""
TIMEOUT = 10.0
"""Seconds that a call may take."""
PAUSES = (0.2, 1.0, 3.0)
"""Seconds before each further try."""
LONGEST_PAUSE = 30.0
"""Seconds to wait because Slack asks for it, at most, while a person looks on."""
CHANGED = "hash_conflict"
"""What Slack says of a modal that is there, and is another than the one that was meant."""
GONE = frozenset({"not_found", CHANGED, "view_not_found", "expired_view"})
LATE = frozenset(
    {"expired_trigger_id", "exchanged_trigger_id", "invalid_trigger", "invalid_trigger_id", "trigger_expired"}
)
LIMITED = frozenset({"ratelimited", "rate_limited"})
LOST = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout"})
Json = dict[str, Any]
_Call = Callable[[], Awaitable[AsyncSlackResponse]]


class Api:
    """One app's calls."""

    def __init__(self, setting: Setting, timeout: float = TIMEOUT) -> None:
        """Nothing is sent until `open`. `timeout`: seconds that a call may take."""
        self._timeout = aiohttp.ClientTimeout(total=timeout)
        self._setting = setting
        self.client = _client(setting, None)
        self.scopes: frozenset[str] = frozenset()
        self.bot = self.bot_user = ""

    async def open(self) -> None:
        """Make ready for calls, and ask what the app may do. Raises `RefusedError`, `AwayError`."""
        connector = aiohttp.TCPConnector(limit=0)  # the lanes limit who has a turn; a call that waits here may time out
        proxied = bool(getproxies())  # without one, aiohttp would turn to two threads for each call, in vain
        self._session = aiohttp.ClientSession(connector=connector, timeout=self._timeout, trust_env=proxied)
        self.client = _client(self._setting, self._session)
        answer = await told(self.client.auth_test)
        self.bot, self.bot_user = str(answer.get("bot_id", "")), str(answer.get("user_id", ""))
        granted = next((value for name, value in answer.headers.items() if name.lower() == "x-oauth-scopes"), "")
        self.scopes = frozenset(scope.strip() for scope in str(granted).split(",") if scope.strip())

    async def connect(self, app_token: str) -> None:
        """Ask for an address to connect to, and leave it unused. Raises `RefusedError`, `AwayError`."""
        await told(lambda: self.client.apps_connections_open(app_token=app_token))

    async def close(self) -> None:
        """Let go of every connection."""
        await self._session.close()

    async def show(self, trigger: str, view: Json) -> str:
        """Open a modal, and give its hash. Raises `LateError`, `RefusedError`, `AwayError`."""
        answer = await told(lambda: self.client.views_open(trigger_id=trigger, view=view))
        return str(answer["view"]["hash"])

    async def change(self, name: str, view: Json, hash_: str | None = None) -> None:
        """Put this in the place of the modal of this name, if it still has this hash.

        Raises `GoneError`, `RefusedError`, `AwayError`.
        """
        await persistent(lambda: self.client.views_update(view=view, external_id=name, hash=hash_))

    async def publish(self, person: str, view: Json) -> None:
        """Put this on the person's Home tab. Raises `RefusedError`, `AwayError`."""
        await persistent(lambda: self.client.views_publish(user_id=person, view=view))

    async def locale(self, person: str) -> str:
        """Give the person's language, as ISO 639-1. Raises `RefusedError`, `AwayError`."""
        asked = {"user": person, "include_locale": "true"}  # in the body, as addresses end up in caches and logs
        answer = await told(lambda: self.client.api_call("users.info", data=asked))
        user: Json = answer.get("user") or {}
        return str(user.get("locale", "")).partition("-")[0].lower()

    async def members(self, group: str) -> frozenset[str]:
        """Give the ids of the people in a user group. Raises `RefusedError`, `AwayError`."""
        answer = await told(lambda: self.client.api_call("usergroups.users.list", data={"usergroup": group}))
        return frozenset(str(person) for person in answer.get("users") or ())

    async def post(self, chat: str, text: str, blocks: list[Json]) -> str:
        """Post a message, once, and give its id. `text`: mrkdwn. Raises `RefusedError`, `LostError`, `AwayError`."""
        answer = await told(
            lambda: self.client.chat_postMessage(
                channel=chat, text=text, blocks=blocks, unfurl_links=False, unfurl_media=False
            )
        )
        return str(answer["ts"])

    async def delete(self, chat: str, message: str) -> None:
        """Delete a message of the bot's own. Raises `RefusedError`, `AwayError`."""
        await persistent(lambda: self.client.chat_delete(channel=chat, ts=message))

    async def hint(self, chat: str, person: str, text: str) -> None:
        """Post a line in a channel for one person's eyes, mrkdwn. Raises `RefusedError`, `AwayError`."""
        await told(lambda: self.client.chat_postEphemeral(channel=chat, user=person, text=text))

    async def whisper(self, address: str, body: Json) -> None:
        """Post a line for one person's eyes to the address that came with what they did. Raises `AwayError`."""
        try:
            async with self._session.post(address, json=body) as answer:
                await answer.read()
        except (aiohttp.ClientError, TimeoutError, ValueError):
            raise AwayError from None


def _client(setting: Setting, session: aiohttp.ClientSession | None) -> AsyncWebClient:
    client = AsyncWebClient(setting.bot_token, setting.api_url, session=session, retry_handlers=[])
    client.proxy = None  # what the environment says of proxies is read by the session, which knows no_proxy too
    return client


async def persistent(call: _Call) -> None:
    """Make a call that may be made twice; make it again when Slack asks to wait or it was lost."""
    lost = False
    for pause in PAUSES:
        try:
            return await _made(call, lost=lost)
        except AwayError as away:
            if away.delay > LONGEST_PAUSE:
                raise
            lost = lost or isinstance(away, LostError)
            await asyncio.sleep(away.delay or pause)
    return await _made(call, lost=lost)


async def _made(call: _Call, *, lost: bool) -> None:
    """Make a call; one that was `lost` before, and finds the modal changed since, is what has changed it."""
    try:
        await told(call)
    except GoneError as gone:
        if not lost or str(gone) != CHANGED:
            raise


async def told(call: _Call) -> AsyncSlackResponse:
    """Make a call, and tell its failure as what it means here. Counts it by kind."""
    try:
        answer = await call()
        answer.get("ok")  # a ValueError where the SDK took a page for a file
    except SlackApiError as failed:
        if not isinstance(failed.response, AsyncSlackResponse):  # what came was no JSON, though it said so
            raise LostError from None
        raise _meaning(failed.response) from None
    except aiohttp.ClientConnectorError:
        metric.api_errors.labels(NAME, "network").inc()
        raise AwayError from None
    except (SlackClientError, aiohttp.ClientError, TimeoutError, OSError, ValueError, AttributeError):
        metric.api_errors.labels(NAME, "network").inc()  # AttributeError: the SDK's own, of a 200 that is no object
        raise LostError from None
    return answer


def _meaning(answer: AsyncSlackResponse) -> Exception:
    said = answer.data if isinstance(answer.data, dict) else {}
    word = str(said.get("error") or "") if said.get("ok") is False else ""  # else it's of something in between
    asked = str(answer.headers.get("Retry-After", "0"))
    delay = float(asked) if asked.isdecimal() else 0.0
    if answer.status_code == HTTPStatus.TOO_MANY_REQUESTS or word in LIMITED:
        metric.api_errors.labels(NAME, "rate_limited").inc()
        return AwayError(delay)
    if answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR or not word or word in LOST:
        metric.api_errors.labels(NAME, "network").inc()
        return LostError(delay)
    kind = GoneError if word in GONE else LateError if word in LATE else RefusedError
    metric.api_errors.labels(NAME, kind.__name__.removesuffix("Error").lower()).inc()
    return kind(word)
