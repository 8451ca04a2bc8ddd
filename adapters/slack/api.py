"""The Web API, called with slack-sdk. The only error that a call raises is `PlatformError`.

1. All calls share one HTTP session: by default the SDK opens a new one, with a new TLS handshake, for each call.
2. The SDK doesn't retry: lost calls are retried here, where that is safe.
3. The proxy and the trusted certificates are the same as for every other library, not those that the SDK finds.
Source: https://docs.slack.dev/reference/methods
"""

import json
import logging
from functools import partial

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.platforms.certificates import trusted_certificates
from adapters.platforms.errors import UnavailableError
from adapters.platforms.network import network_reason
from adapters.platforms.proxies import proxy_for
from adapters.platforms.retry import retry
from adapters.platforms.waiting_line import WaitingLine
from adapters.slack.blocks import Json
from adapters.slack.calls import persistent, translated
from adapters.slack.settings import SlackSettings

TIMEOUT = 10.0
"""Seconds that a call may take."""
ARRIVAL = 0.2
"""Seconds for an acknowledgement to reach Slack: an update of the same modal that overtook it would be lost."""
SOON = 1.0
"""The most seconds that opening a modal may be delayed, so that its trigger doesn't expire."""


class Api:
    """A client for one app.

    Attributes:
        client: The SDK's client, for bolt.
        scopes: The scopes of the app; empty until it is opened.
        bot: The bot's id; empty until Slack has returned it.
    """

    def __init__(self, settings: SlackSettings, timeout: float = TIMEOUT) -> None:
        """Set up; nothing is sent before `open`. `timeout`: seconds that a call may take."""
        self._timeout = aiohttp.ClientTimeout(total=timeout)
        self._settings = settings
        self._session: aiohttp.ClientSession | None = None
        self._updates, self._deletes = WaitingLine(), WaitingLine()
        self.client = _client(settings, None)
        self.scopes: frozenset[str] = frozenset()
        self.bot = ""

    async def open(self) -> None:
        """Open the HTTP session, and fetch the bot's identity and the app's scopes."""
        await self.close()
        # The user queue limits concurrency; a call waiting for a free connection might time out.
        connector = aiohttp.TCPConnector(limit=0)
        self._session = aiohttp.ClientSession(connector=connector, timeout=self._timeout)
        self.client = _client(self._settings, self._session)
        answer = await translated(self.client.auth_test)
        self.bot = str(answer.get("bot_id", ""))
        granted = _header(answer, "x-oauth-scopes")
        self.scopes = frozenset(scope.strip() for scope in granted.split(",") if scope.strip())

    async def check(self) -> str:
        """Check once whether Slack accepts the bot's calls, and return the Date header of the response."""
        return _header(await translated(self.client.auth_test), "date")

    async def validate(self, surface: str, content: Json) -> None:
        """Have Slack validate a view or message without showing it. Raises `RefusedError` if it isn't valid.

        `surface`: "view" or "message".
        """
        asked = {surface: json.dumps(content)}
        await persistent(lambda: self.client.api_call("blocks.validate", data=asked))

    async def close(self) -> None:
        """Close every connection."""
        if self._session:
            await self._session.close()

    async def show(self, trigger: str, view: Json) -> str:
        """Open a modal, and return its hash.

        Raises:
            TooLateError: The trigger is older than 3 seconds, or has been used.
        """
        call = partial(translated, lambda: self.client.views_open(trigger_id=trigger, view=view))
        answer = await retry(call, (SOON,), lambda error: SOON if _asks_little(error) else None)
        return str(answer["view"]["hash"])

    async def change(self, name: str, view: Json, hash_: str | None = None) -> None:
        """Replace the view of the modal with this external_id, if its hash is still this one.

        Raises:
            GoneError: The modal was closed, or has another hash.
        """
        await persistent(lambda: self.client.views_update(view=view, external_id=name, hash=hash_), self._updates)

    async def wipe(self, name: str, view: Json) -> None:
        """Replace the view of the modal with this external_id, like `change`, but without retrying."""
        await translated(lambda: self.client.views_update(view=view, external_id=name))

    async def publish_home(self, person: str, view: Json) -> None:
        """Replace the view on the person's Home tab."""
        await persistent(lambda: self.client.views_publish(user_id=person, view=view))

    async def locale(self, person: str) -> str:
        """Return the person's language, as ISO 639-1; empty if Slack doesn't say."""
        asked = {"user": person, "include_locale": "true"}  # in the body, because URLs end up in caches and logs
        answer = await translated(lambda: self.client.api_call("users.info", data=asked))
        user: Json = answer.get("user") or {}
        return str(user.get("locale", "")).partition("-")[0].lower()

    async def members(self, group: str) -> frozenset[str]:
        """Return the ids of the people in a user group."""
        answer = await translated(lambda: self.client.api_call("usergroups.users.list", data={"usergroup": group}))
        return frozenset(str(person) for person in answer.get("users") or ())

    async def post(self, chat: str, text: str, blocks: list[Json]) -> str:
        """Post a message, without retrying, and return its id. `text`: mrkdwn."""
        answer = await translated(
            lambda: self.client.chat_postMessage(
                channel=chat, text=text, blocks=blocks, unfurl_links=False, unfurl_media=False
            )
        )
        return str(answer["ts"])

    async def delete(self, chat: str, message: str) -> None:
        """Delete one of the bot's own messages."""
        await persistent(lambda: self.client.chat_delete(channel=chat, ts=message), self._deletes)

    async def post_ephemeral(self, chat: str, person: str, text: str) -> None:
        """Post a line in a channel that only this person sees. `text`: mrkdwn."""
        await translated(lambda: self.client.chat_postEphemeral(channel=chat, user=person, text=text))

    async def respond(self, address: str, body: Json) -> None:
        """Post a line that only one person sees, via the response_url of their command or press."""
        if not self._session:
            raise UnavailableError
        try:
            proxy, trusted = proxy_for(address), trusted_certificates()
            async with self._session.post(address, json=body, proxy=proxy, ssl=trusted) as answer:
                await answer.read()
        except (aiohttp.ClientError, TimeoutError, ValueError) as failed:
            raise UnavailableError(said=network_reason(failed)) from None


def _header(answer: AsyncSlackResponse, name: str) -> str:
    return next((str(value) for key, value in answer.headers.items() if key.lower() == name), "")


def _asks_little(error: Exception) -> bool:
    return isinstance(error, UnavailableError) and 0 < error.delay <= SOON


def _client(settings: SlackSettings, session: aiohttp.ClientSession | None) -> AsyncWebClient:
    client = AsyncWebClient(
        settings.bot_token,
        settings.api_url,
        ssl=trusted_certificates(),
        session=session,
        logger=_logger(),
        retry_handlers=[],
    )
    client.proxy = proxy_for(settings.api_url)
    return client


def _logger() -> logging.Logger:
    """Return the SDK's logger, with its level set explicitly.

    The SDK only looks at the logger's own level; if that isn't set, it formats every call, with its view, twice.
    """
    logger = logging.getLogger("slack_sdk.web")
    logger.setLevel(logging.getLogger().level)
    return logger
