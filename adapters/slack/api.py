"""The Web API, called with slack-sdk. Every call raises `PlatformError` and nothing else.

1. One HTTP session for all calls: the SDK opens a new one, with a new TLS handshake, for each call otherwise.
2. No retries by the SDK: a lost call is retried here, where that does no harm.
3. The proxy and the trusted certificates are those of every other library, and not those that the SDK finds.
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
"""Seconds for an acknowledgement to reach Slack: a change of the same modal that arrived before it would be lost."""
SOON = 1.0
"""Seconds for which a modal may have to wait, and still open before its trigger expires."""


class Api:
    """Makes one app's calls.

    Attributes:
        client: The SDK's own client, for bolt.
        scopes: The scopes of the app; empty until it is opened.
        bot: The bot's id; empty until Slack has returned it.
    """

    def __init__(self, settings: SlackSettings, timeout: float = TIMEOUT) -> None:
        """Prepare; nothing is sent before `open`. `timeout`: seconds that a call may take."""
        self._timeout = aiohttp.ClientTimeout(total=timeout)
        self._settings = settings
        self._session: aiohttp.ClientSession | None = None
        self._updates, self._deletes = WaitingLine(), WaitingLine()
        self.client = _client(settings, None)
        self.scopes: frozenset[str] = frozenset()
        self.bot = ""

    async def open(self) -> None:
        """Get ready for calls, and ask who the bot is and which scopes the app has."""
        await self.close()
        # The user queue limits concurrency; a call that waited for a connection might time out there.
        connector = aiohttp.TCPConnector(limit=0)
        self._session = aiohttp.ClientSession(connector=connector, timeout=self._timeout)
        self.client = _client(self._settings, self._session)
        answer = await translated(self.client.auth_test)
        self.bot = str(answer.get("bot_id", ""))
        granted = _header(answer, "x-oauth-scopes")
        self.scopes = frozenset(scope.strip() for scope in granted.split(",") if scope.strip())

    async def check(self) -> str:
        """Ask once whether Slack takes the bot's calls, and return the Date header of the answer."""
        return _header(await translated(self.client.auth_test), "date")

    async def validate(self, surface: str, content: Json) -> None:
        """Ask Slack to validate what would be shown, without showing it. Raises `RefusedError` for what is wrong.

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
            TooLateError: The trigger is older than 3 seconds, or was used already.
        """
        call = partial(translated, lambda: self.client.views_open(trigger_id=trigger, view=view))
        answer = await retry(call, (SOON,), lambda error: SOON if _asks_little(error) else None)
        return str(answer["view"]["hash"])

    async def change(self, name: str, view: Json, hash_: str | None = None) -> None:
        """Replace the view of the modal with this external_id, if it still has this hash.

        Raises:
            GoneError: The modal was closed, or has another hash.
        """
        await persistent(lambda: self.client.views_update(view=view, external_id=name, hash=hash_), self._updates)

    async def wipe(self, name: str, view: Json) -> None:
        """Replace the view of the modal with this external_id, as `change` does, but try it only once."""
        await translated(lambda: self.client.views_update(view=view, external_id=name))

    async def publish_home(self, person: str, view: Json) -> None:
        """Replace the view on the person's Home tab."""
        await persistent(lambda: self.client.views_publish(user_id=person, view=view))

    async def locale(self, person: str) -> str:
        """Return the person's language, as ISO 639-1; empty if Slack doesn't say."""
        asked = {"user": person, "include_locale": "true"}  # in the body, as addresses end up in caches and logs
        answer = await translated(lambda: self.client.api_call("users.info", data=asked))
        user: Json = answer.get("user") or {}
        return str(user.get("locale", "")).partition("-")[0].lower()

    async def members(self, group: str) -> frozenset[str]:
        """Return the ids of the people in a user group."""
        answer = await translated(lambda: self.client.api_call("usergroups.users.list", data={"usergroup": group}))
        return frozenset(str(person) for person in answer.get("users") or ())

    async def post(self, chat: str, text: str, blocks: list[Json]) -> str:
        """Post a message, once, and return its id. `text`: mrkdwn."""
        answer = await translated(
            lambda: self.client.chat_postMessage(
                channel=chat, text=text, blocks=blocks, unfurl_links=False, unfurl_media=False
            )
        )
        return str(answer["ts"])

    async def delete(self, chat: str, message: str) -> None:
        """Delete a message of the bot's own."""
        await persistent(lambda: self.client.chat_delete(channel=chat, ts=message), self._deletes)

    async def post_ephemeral(self, chat: str, person: str, text: str) -> None:
        """Post a line in a channel that only one person sees. `text`: mrkdwn."""
        await translated(lambda: self.client.chat_postEphemeral(channel=chat, user=person, text=text))

    async def respond(self, address: str, body: Json) -> None:
        """Post a line that only one person sees to the response_url that came with what they did."""
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
    """Return the SDK's logger, with a level of its own.

    The SDK looks at no other level, and without one writes every call out for a log, with the whole view, twice.
    """
    logger = logging.getLogger("slack_sdk.web")
    logger.setLevel(logging.getLogger().level)
    return logger
