"""A caller of the Bot API without any SDK, so that a test sees the raw answers."""

import asyncio
import ssl
from collections.abc import Callable
from typing import Any

import httpx

PLAIN = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Trusts no certificate: a simulator speaks plain HTTP, and loading the trusted certificates takes a while."""


class Caller:
    """Calls methods on a Telegram simulator.

    Attributes:
        client: The HTTP client, for what can't be expressed as a method with parameters.
    """

    def __init__(self, url: str, token: str) -> None:
        self.client = httpx.AsyncClient(base_url=f"{url}/bot{token}/", trust_env=False, verify=PLAIN)

    async def __call__(self, method: str, **parameters: Any) -> Any:  # noqa: ANN401  # JSON
        """Call a method and return its result; an error answer fails the test."""
        body = (await self.client.post(method, json=parameters)).json()
        assert body["ok"], body
        return body["result"]

    async def refused(self, method: str, **parameters: Any) -> str:  # noqa: ANN401  # JSON
        """Call a method that must be refused; return the status and the description, as "400 Bad Request: …"."""
        answer = await self.client.post(method, json=parameters)
        body = answer.json()
        assert not body["ok"]
        assert answer.status_code == body["error_code"]
        return f"{body['error_code']} {body['description']}"

    async def updates(self, offset: int = 0, **parameters: Any) -> list[dict[str, Any]]:  # noqa: ANN401  # JSON
        """Return the pending updates, from an update_id on."""
        found: list[dict[str, Any]] = await self("getUpdates", offset=offset, **parameters)
        return found


async def until(holds: Callable[[], object], seconds: float = 60) -> None:
    """Wait until something holds.

    Raises:
        TimeoutError: It doesn't within this many seconds.
    """
    async with asyncio.timeout(seconds):
        while not holds():  # it happens in another task, which can't signal the test
            await asyncio.sleep(0.005)
