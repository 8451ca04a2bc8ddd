"""The HTTP transport below the SDK, with the proxy and the certificates of the environment."""

import json
from collections.abc import Callable, Mapping
from typing import Any, cast

import aiohttp
from telegram.request import BaseRequest, RequestData
from yarl import URL

from adapters.platforms.certificates import trusted_certificates
from adapters.platforms.proxies import proxy_for

MOST = 200
"""The most concurrent calls of one transport, each on its own connection. Further calls queue in order."""
CONNECT, READ = 5.0, 10.0
"""Seconds to open a connection, and to wait for data."""
WAIT = 10.0
"""Seconds to wait for a connection, including the time to open it."""
UNSENT = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.ClientHttpProxyError)
"""Errors that mean that the call was never sent."""
OnDate = Callable[[str], None]


class RawParameters:
    """Parameters that are JSON already, used instead of the SDK's, which process each one first.

    Attributes:
        parameters: Like `RequestData.parameters`.
    """

    def __init__(self, parameters: Mapping[str, object]) -> None:
        """Store them."""
        self.parameters = parameters


async def raw(request: BaseRequest, url: str, parameters: Mapping[str, object]) -> object:
    """Make a call the way the SDK does, and return the decoded `result`. Raises the SDK's errors."""
    return await request.post(url, cast("RequestData", RawParameters(parameters)))


class HttpRequest(BaseRequest):
    """HTTP over keep-alive connections. Redirects aren't followed, because Telegram never sends any."""

    def __init__(self, url: str, on_date: OnDate | None = None, read: float = READ, most: int = MOST) -> None:
        """Set up; it connects at the first call.

        Args:
            url: The address of the Bot API server.
            on_date: Called with the Date header of each response.
            read: Seconds to wait for data.
            most: The most connections.
        """
        self._proxy = proxy_for(url)
        self._on_date = on_date
        self._read, self._most = read, most
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Return the seconds to wait for data."""
        return self._read

    async def initialize(self) -> None:
        """Do nothing: it connects at the first call."""

    async def shutdown(self) -> None:
        """Close every connection."""
        if self._session:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        *_timeouts: object,
        **_more: Any,  # noqa: ANN401 - the SDK's timeouts, which are replaced by this class's own
    ) -> tuple[int, bytes]:
        """Make a call, and return the status and the body of the response. Raises aiohttp's errors."""
        body = json.dumps(request_data.parameters if request_data else {})
        asking = self._connected().request(
            method,
            URL(url, encoded=True),
            data=body,
            headers={"Content-Type": "application/json"},
            proxy=self._proxy,
            allow_redirects=False,
        )
        async with asking as answer:
            if self._on_date:
                self._on_date(answer.headers.get("Date", ""))
            return answer.status, await answer.read()

    def _connected(self) -> aiohttp.ClientSession:
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=self._most, ssl=trusted_certificates())
            timeout = aiohttp.ClientTimeout(connect=WAIT, sock_connect=CONNECT, sock_read=self._read)
            jar = aiohttp.DummyCookieJar()
            self._session = aiohttp.ClientSession(connector=connector, timeout=timeout, cookie_jar=jar)
        return self._session
