"""Receiving over Socket Mode: a websocket that we open, for a bot that no one can reach from outside.

1. The SDK tries the same address for ever when a connection fails, though each is good for one connection only: a
   watchdog has it ask for a new one.
2. It is deaf until connected, and whenever the connection is not answered.
3. While the SDK waits for the next message it holds on to the last one, for hours: after each it is given an empty one,
   as Slack itself sends now and then.
"""

import asyncio
from contextlib import suppress

import aiohttp
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient

from adapters import log
from adapters.health import Health
from adapters.slack.api import NAME, Api
from adapters.slack.setting import Setting


class Socket:
    """The way in that we open."""

    def __init__(self, app: AsyncApp, api: Api, setting: Setting, health: Health) -> None:
        """`health`: told whether this way in works."""
        self._app = app
        self._api = api
        self._setting = setting
        self._health = health

    async def run(self) -> None:
        """Receive until cancelled."""
        self._health.expect(NAME, self._setting.pulse.patience)
        client = await self._client()
        connecting = asyncio.ensure_future(client.connect())  # type: ignore[no-untyped-call]
        try:
            await self._watch(client)
        finally:
            connecting.cancel()
            with suppress(asyncio.CancelledError):
                await connecting
            await client.close()  # type: ignore[no-untyped-call]

    async def _client(self) -> SocketModeClient:
        token, ping = self._setting.app_token, self._setting.pulse.ping
        handler = AsyncSocketModeHandler(self._app, token, web_client=self._api.client, ping_interval=ping)
        client = handler.client
        await client.aiohttp_client_session.close()
        client.aiohttp_client_session = aiohttp.ClientSession(trust_env=True, ws_response_class=_Forgetful)
        client.proxy = None  # as in the Web API's client
        return client

    async def _watch(self, client: SocketModeClient) -> None:
        """Look at the connection, again and again."""
        pulse, without = self._setting.pulse, 0.0
        while True:
            await asyncio.sleep(pulse.look)
            if await client.is_connected():
                self._health.hear(NAME)
                without = 0.0
                continue
            without += pulse.look
            if without >= pulse.stuck:
                log.event("deaf", "warning", channel=NAME, transport="socket", seconds=round(without))
                client.wss_uri = None  # so that it asks for a new one


class _Forgetful(aiohttp.ClientWebSocketResponse):
    """A websocket that gives an empty message after each."""

    _told = False

    async def receive(self, timeout: float | None = None) -> aiohttp.WSMessage:  # noqa: ASYNC109 - as it is called
        if self._told:
            self._told = False
            return aiohttp.WSMessage(aiohttp.WSMsgType.TEXT, "", None)
        message = await super().receive(timeout)
        self._told = message.type is aiohttp.WSMsgType.TEXT
        return message
