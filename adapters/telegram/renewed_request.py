"""HTTP that gets new connections once one of them couldn't be opened.

Behind a proxy httpx never gives up the place of a connection whose TLS failed: after as many failures as it may have
connections, no further call would be made, however well all is by then.
"""

from collections import Counter
from typing import Any

from httpx import AsyncClient, ConnectError, ConnectTimeout, PoolTimeout
from telegram.error import NetworkError
from telegram.request import HTTPXRequest

UNSENT = (ConnectError, ConnectTimeout, PoolTimeout)
"""Failures of a call that was never sent."""


class RenewedRequest(HTTPXRequest):
    """HTTP that gets new connections; calls under way keep theirs."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - the SDK's own
        """Prepare. `options`: those of the SDK."""
        super().__init__(**options)
        self._under_way: Counter[AsyncClient] = Counter()

    async def do_request(self, *asked: Any, **options: Any) -> tuple[int, bytes]:  # noqa: ANN401 - likewise
        """Make the request."""
        client = self._client
        self._under_way[client] += 1
        try:
            return await super().do_request(*asked, **options)
        except NetworkError as failed:
            if isinstance(failed.__cause__, UNSENT) and self._client is client:
                self._client = self._build_client()
            raise
        finally:
            self._under_way[client] -= 1
            if self._client is not client and not self._under_way[client]:
                del self._under_way[client]
                await client.aclose()
