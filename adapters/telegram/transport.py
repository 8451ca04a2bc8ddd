"""The transport of calls: HTTP with limited concurrency, by the proxy and with the certificates of the environment."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from httpx import Response

from adapters.platforms.certificates import trusted_certificates
from adapters.platforms.proxies import proxy_for
from adapters.telegram.renewed_request import RenewedRequest

WIDTH = 32
"""The most calls under way at once, each on its own connection: several hundred a second. The others wait."""
SLOW = 0.5
"""Seconds after which a call that isn't answered counts no more among those, so that no other waits for it."""
MOST = 200
"""The most connections of one transport, those of slow calls included."""


OnDate = Callable[[str], None]


def way(url: str, on_date: OnDate | None) -> dict[str, Any]:
    """Return the options of the SDK's requests to this address. `on_date`: called with each answer's Date header."""

    async def note(answer: Response) -> None:
        if on_date:
            on_date(answer.headers.get("date", ""))

    options = {"verify": trusted_certificates(), "trust_env": False, "event_hooks": {"response": [note]}}
    return {"proxy": proxy_for(url), "httpx_kwargs": options}


class LimitedRequest(RenewedRequest):
    """HTTP with at most `WIDTH` calls at once: httpx takes quadratic time over calls that wait for a connection."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - the SDK's own
        """Prepare. `options`: those of the SDK."""
        super().__init__(**options)
        self._room = asyncio.Semaphore(WIDTH)

    async def do_request(self, *asked: Any, **options: Any) -> tuple[int, bytes]:  # noqa: ANN401 - likewise
        """Make the request once there is room for it."""
        async with self._place():
            return await super().do_request(*asked, **options)

    @asynccontextmanager
    async def _place(self) -> AsyncIterator[None]:
        """Wait for room, and leave it to the next at the end of the block, or when that takes too long."""
        await self._room.acquire()
        taken = [self._room]

        def leave() -> None:
            if taken:
                taken.pop().release()

        slow = asyncio.get_running_loop().call_later(SLOW, leave)
        try:
            yield
        finally:
            slow.cancel()
            leave()
