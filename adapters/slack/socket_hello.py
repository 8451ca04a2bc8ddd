"""Tests a Socket Mode connection: opens a websocket, and waits for Slack's hello."""

import asyncio
import json

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from adapters.platforms.certificates import trusted_certificates
from adapters.platforms.network import network_reason
from adapters.platforms.proxies import proxy_for
from adapters.slack.calls import translated

TIMEOUT = 10.0
"""Seconds within which Slack must have said hello."""


async def hello(app_token: str, client: AsyncWebClient) -> str | None:
    """Return why the connection fails; None if Slack said hello. The websocket is closed again.

    Raises:
        PlatformError: Slack doesn't return a URL for it.
    """
    url = str((await translated(lambda: client.apps_connections_open(app_token=app_token)))["url"])
    try:
        async with asyncio.timeout(TIMEOUT), aiohttp.ClientSession() as session:
            proxy, trusted = proxy_for(url), trusted_certificates()
            async with session.ws_connect(url, proxy=proxy, ssl=trusted) as socket:
                said = json.loads(str((await socket.receive()).data))
                return None if said.get("type") == "hello" else f"Slack disconnects: {said.get('reason')}"
    except aiohttp.WSServerHandshakeError as refused:
        return f"it is answered with {refused.status} {refused.message}"
    except (aiohttp.ClientError, TimeoutError, OSError) as failed:
        return network_reason(failed)
    except (ValueError, AttributeError):
        return "what answers isn't Slack"
