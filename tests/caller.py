"""A caller of the Bot API without any SDK, so that a test sees the answers as they are."""

import asyncio
import ssl
from collections.abc import Callable
from typing import Any

import httpx

PLAIN = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Trusts nobody: a fake speaks plain HTTP, and to read the list of who is trusted takes a while."""


class Caller:
    """Calls methods on a fake Telegram.

    Attributes:
        client: what the calls go through, for what can't be said with a method and parameters.
    """

    def __init__(self, url: str, token: str) -> None:
        self.client = httpx.AsyncClient(base_url=f"{url}/bot{token}/", trust_env=False, verify=PLAIN)

    async def __call__(self, method: str, **parameters: Any) -> Any:  # noqa: ANN401  # JSON
        """Call a method and give its result; an error answer fails the test."""
        body = (await self.client.post(method, json=parameters)).json()
        assert body["ok"], body
        return body["result"]

    async def refused(self, method: str, **parameters: Any) -> str:  # noqa: ANN401  # JSON
        """Call a method that must be refused; give the status and the description, as "400 Bad Request: …"."""
        answer = await self.client.post(method, json=parameters)
        body = answer.json()
        assert not body["ok"]
        assert answer.status_code == body["error_code"]
        return f"{body['error_code']} {body['description']}"

    async def updates(self, offset: int = 0, **parameters: Any) -> list[dict[str, Any]]:  # noqa: ANN401  # JSON
        """Give the updates that wait, from a number on."""
        found: list[dict[str, Any]] = await self("getUpdates", offset=offset, **parameters)
        return found


async def until(holds: Callable[[], object], seconds: float = 10) -> None:
    """Wait until something holds.

    Raises:
        TimeoutError: it doesn't within so many seconds.
    """
    async with asyncio.timeout(seconds):
        while not holds():  # what is waited for happens in another task, which knows of no test
            await asyncio.sleep(0.005)
