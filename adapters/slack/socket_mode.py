"""Receives over Socket Mode: a websocket that the bot opens, so that it needn't be reachable from outside.

1. When a connection fails, the SDK retries the same URL forever, though each works only once: a watchdog makes it
   request a new one.
2. The channel counts as not receiving until connected, and after some seconds without a connection.
"""

import asyncio
from contextlib import suppress

from slack_bolt.async_app import AsyncApp

from adapters.slack.api import Api
from adapters.slack.readiness import Readiness, Side
from adapters.slack.settings import SlackSettings
from adapters.slack.socket_client import SocketClient


class SocketMode:
    """Receives over a websocket that the bot opens."""

    def __init__(self, app: AsyncApp, api: Api, settings: SlackSettings, readiness: Readiness) -> None:
        """Set up. `readiness`: where it reports whether receiving works."""
        self._app = app
        self._api = api
        self._settings = settings
        self._readiness = readiness

    async def run(self) -> None:
        """Receive until cancelled."""
        token, ping = self._settings.app_token, self._settings.timing.ping
        client = SocketClient(self._app, token, self._api.client, ping)
        # This session is always closed; the SDK closes its own only after a closing handshake, which may fail.
        async with client.session() as session:
            unused, client.aiohttp_client_session = client.aiohttp_client_session, session
            connecting = asyncio.ensure_future(client.connect())  # type: ignore[no-untyped-call]
            try:
                await unused.close()
                await self._watch(client)
            finally:
                await _end(client, connecting)

    async def _watch(self, client: SocketClient) -> None:
        """Check the connection at intervals."""
        timing, without = self._settings.timing, 0.0
        while True:
            await asyncio.sleep(timing.look)
            if await client.is_connected():
                self._readiness.note(Side.INCOMING, None)
                without = 0.0
                continue
            without += timing.look
            if without >= timing.stuck:
                self._readiness.note(Side.INCOMING, client.trouble)
                client.wss_uri = None  # makes it request a new one


async def _end(client: SocketClient, connecting: asyncio.Future[None]) -> None:
    """Stop the client and all its tasks, even if this is cancelled meanwhile."""
    doing = (connecting, client.message_processor, client.current_session_monitor, client.message_receiver)
    for task in filter(None, doing):
        task.cancel()
    await client.close()  # type: ignore[no-untyped-call]
    with suppress(asyncio.CancelledError):
        await connecting
