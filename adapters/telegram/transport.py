"""The transport of calls, below the SDK: HTTP by the proxy and with the certificates of the environment."""

import json
from collections.abc import Callable, Mapping
from typing import Any, cast

import aiohttp
from telegram.request import BaseRequest, RequestData
from yarl import URL

from adapters.platforms.certificates import trusted_certificates
from adapters.platforms.proxies import proxy_for

MOST = 200
"""The most calls of one transport under way, each on its own connection. The others wait in the order they came in."""
CONNECT, READ = 5.0, 10.0
"""Seconds to open a connection, and to wait for something to read."""
WAIT = 10.0
"""Seconds to wait for a connection, its opening included."""
UNSENT = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.ClientHttpProxyError)
"""Failures of a call that was never sent."""
OnDate = Callable[[str], None]


class RawParameters:
    """Parameters that are JSON already, in the place of the SDK's own, which look at each of them first.

    Attributes:
        parameters: As `RequestData.parameters`.
    """

    def __init__(self, parameters: Mapping[str, object]) -> None:
        """Keep them."""
        self.parameters = parameters


async def raw(request: BaseRequest, url: str, parameters: Mapping[str, object]) -> object:
    """Make a call as the SDK does, and return its result as it is in JSON. Raises the errors of the SDK."""
    return await request.post(url, cast("RequestData", RawParameters(parameters)))


class HttpRequest(BaseRequest):
    """HTTP on connections that are kept for the next call. It follows no redirects, as Telegram sends none."""

    def __init__(self, url: str, on_date: OnDate | None = None, read: float = READ, most: int = MOST) -> None:
        """Prepare; it connects at the first call.

        Args:
            url: The address of the Bot API server.
            on_date: Called with the Date header of each answer.
            read: Seconds to wait for something to read.
            most: The most connections.
        """
        self._proxy = proxy_for(url)
        self._on_date = on_date
        self._read, self._most = read, most
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Return the seconds to wait for something to read."""
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
        **_more: Any,  # noqa: ANN401 - the SDK's timeouts, which are this class's own
    ) -> tuple[int, bytes]:
        """Make a call, and return the status and the body of the answer. Raises the errors of aiohttp."""
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
