"""The SDK's Socket Mode client, extended to say why it isn't connected, and to use the environment's proxy.

1. It counts as connected once Slack has said hello: something else may be answering the websocket.
2. While waiting for the next message, the SDK keeps the last one in memory, for hours. So after each message it is
   given an empty one, such as Slack itself sends now and then.
Source: https://docs.slack.dev/apis/events-api/using-socket-mode
"""

import asyncio
import json
import time
from http import HTTPStatus
from types import SimpleNamespace

import aiohttp
from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app, send_async_response
from slack_bolt.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from adapters.platforms.errors import PlatformError, UnavailableError
from adapters.platforms.network import network_reason
from adapters.platforms.proxies import proxy_for
from adapters.slack.calls import translated

UNKNOWN = "no connection"
TIMEOUT = 10.0
"""Seconds within which a websocket must open."""
LONGEST_DELAY = 30.0
"""The most seconds to wait at Slack's request."""
_SHORT = 1000
"""The most characters in a message about the connection itself; messages about people's actions are longer."""


class SocketClient(SocketModeClient):
    """A connection to Slack that reconnects whenever it breaks.

    Attributes:
        trouble: Why it isn't connected, as far as that is known.
    """

    def __init__(self, app: AsyncApp, app_token: str, web_client: AsyncWebClient, ping: float) -> None:
        """Set up; nothing is sent before `connect`.

        Args:
            app: Handles the messages.
            app_token: The token for requesting a connection.
            web_client: The client for requesting a connection.
            ping: Seconds between two pings.
        """
        super().__init__(app_token, web_client=web_client, ping_interval=ping)
        self._app = app
        self.socket_mode_request_listeners.append(self._handle)
        self.trouble = UNKNOWN
        self._greeted: aiohttp.ClientWebSocketResponse | None = None
        self.on_message_listeners.append(self._hear)

    def session(self) -> aiohttp.ClientSession:
        """Return a new session for its websockets, which the caller must close."""
        trace = aiohttp.TraceConfig()
        trace.on_request_exception.append(self._note_failure)
        trace.on_request_end.append(self._note_answer)
        timeout = aiohttp.ClientTimeout(total=TIMEOUT)
        return aiohttp.ClientSession(timeout=timeout, ws_response_class=_ClearingWebsocket, trace_configs=[trace])

    async def issue_new_wss_url(self) -> str:
        """Return a new websocket URL, and choose the proxy for it."""
        try:
            answer = await translated(lambda: self.web_client.apps_connections_open(app_token=self.app_token))
        except PlatformError as error:
            self.trouble = error.said
            if isinstance(error, UnavailableError):
                await asyncio.sleep(min(error.delay, LONGEST_DELAY))
            raise
        url = str(answer["url"])
        self.proxy = proxy_for(url)
        return url

    async def is_connected(self) -> bool:
        """Return whether the connection is open, began with a hello, and is still answered."""
        return self._greeted is self.current_session and await super().is_connected()

    async def _handle(self, _: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        began = time.time()
        await send_async_response(self, request, await run_async_bolt_app(self._app, request), began)

    async def _hear(self, message: aiohttp.WSMessage) -> None:
        text = str(message.data)
        said = json.loads(text) if text.startswith("{") and len(text) <= _SHORT else {}
        if said.get("type") == "hello":
            self._greeted, self.trouble = self.current_session, UNKNOWN
        elif said.get("type") == "disconnect":
            self.trouble = f"Slack disconnects: {said.get('reason')}"

    async def _note_failure(
        self, _: aiohttp.ClientSession, __: SimpleNamespace, failed: aiohttp.TraceRequestExceptionParams
    ) -> None:
        if isinstance(failed.exception, Exception):
            self.trouble = network_reason(failed.exception)

    async def _note_answer(
        self, _: aiohttp.ClientSession, __: SimpleNamespace, ended: aiohttp.TraceRequestEndParams
    ) -> None:
        if ended.response.status == HTTPStatus.SWITCHING_PROTOCOLS:
            self.trouble = "no hello on the websocket"
        else:
            self.trouble = f"the websocket is answered with {ended.response.status} {ended.response.reason}"


class _ClearingWebsocket(aiohttp.ClientWebSocketResponse):
    """A websocket that returns an empty message after each real one."""

    _told = False

    async def receive(self, timeout: float | None = None) -> aiohttp.WSMessage:  # noqa: ASYNC109 - as the SDK calls it
        if self._told:
            self._told = False
            return aiohttp.WSMessage(aiohttp.WSMsgType.TEXT, "", None)
        message = await super().receive(timeout)
        self._told = message.type is aiohttp.WSMsgType.TEXT
        return message
