"""The network of a company: nothing leaves it but by a proxy, which answers with certificates of the company's own.

The hosts in it exist nowhere else: whoever reaches one went by the proxy.
"""

import asyncio
import ssl
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlsplit

from adapters.platforms.certificates import trusted_certificates
from tests.support.authority import Authority
from tests.support.relay import join


class CompanyNetwork:
    """A proxy that takes CONNECT, and ends TLS before it passes anything on.

    Attributes:
        url: Its address.
        authority: The file with the certificate of the company.
        expected: The name and password that it asks for, as they come in a header; empty for none.
        refusal: The answer to a CONNECT, such as "403 Forbidden"; empty to connect.
        asked: The hosts that it was asked to connect to, in order.
    """

    def __init__(
        self, hosts: Mapping[str, int], folder: Path, lasts: timedelta, passed: Mapping[str, int] = MappingProxyType({})
    ) -> None:
        self.url = ""
        self.authority = folder / "authority.pem"
        self.expected = ""
        self.refusal = ""
        self.asked: list[str] = []
        self._hosts = hosts
        self._folder = folder
        self._authority = Authority()
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.authority.write_bytes(self._authority.certificate)
        self.renew(lasts)
        self._behind = dict(passed)
        self._servers: list[asyncio.Server] = []
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def environment(self) -> dict[str, str]:
        """What a company tells its programs."""
        return {"HTTPS_PROXY": self.url, "SSL_CERT_FILE": str(self.authority)}

    async def open(self) -> None:
        for host, port in self._hosts.items():
            self._behind[host] = _port(await self._listen(self._passing(port), self._context))
        self._proxy = await self._listen(self._connect, None)
        self.url = f"http://127.0.0.1:{_port(self._proxy)}"

    async def close(self) -> None:
        for server in self._servers:
            server.close()
        await asyncio.sleep(0.05)  # lets a handshake that is under way end
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def renew(self, lasts: timedelta = timedelta(days=1), *, foreign: bool = False) -> None:
        """Show certificates that are valid for this long from now on. `foreign`: of an authority that nobody knows."""
        served = (Authority() if foreign else self._authority).served(list(self._hosts), lasts)
        leaf = self._folder / "hosts.pem"
        leaf.write_bytes(served)
        self._context.load_cert_chain(leaf)

    async def cut(self) -> None:
        """End every connection."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def stop(self) -> None:
        """End every connection, and take no further one."""
        self._proxy.close()
        await self.cut()

    async def start(self) -> None:
        """Take connections again."""
        self._proxy = await self._listen(self._connect, None, urlsplit(self.url).port or 0)

    async def _listen(self, serve: object, context: ssl.SSLContext | None, at: int = 0) -> asyncio.Server:
        async def tracked(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            task = asyncio.current_task()
            assert task
            self._tasks.add(task)
            with suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
                await serve(reader, writer)  # type: ignore[operator]
            self._tasks.discard(task)
            writer.close()
            writer.transport.abort()

        server = await asyncio.start_server(tracked, "127.0.0.1", at, ssl=context)
        self._servers.append(server)
        return server

    def _passing(self, port: int) -> object:
        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await join(reader, writer, port)

        return serve

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        method, target, *_ = head.split(" ")
        host = target.partition(":")[0]
        self.asked.append(host if method == "CONNECT" else f"{method} {target}")
        if refusal := self._refusal(head, method, host):
            writer.write(f"HTTP/1.1 {refusal}\r\nContent-Length: 0\r\n\r\n".encode())
            await writer.drain()
            return
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        await join(reader, writer, self._behind[host])

    def _refusal(self, head: str, method: str, host: str) -> str:
        if self.expected and f"proxy-authorization: basic {self.expected}".lower() not in head.lower():
            return "407 Proxy Authentication Required"
        if method != "CONNECT" or host not in self._behind:
            return "400 Bad Request"
        return self.refusal


@asynccontextmanager
async def company_network(
    hosts: Mapping[str, int],
    folder: Path,
    lasts: timedelta = timedelta(days=1),
    passed: Mapping[str, int] = MappingProxyType({}),
) -> AsyncIterator[CompanyNetwork]:
    """Open such a network for the length of a block.

    Args:
        hosts: The port on this machine of each host.
        folder: Where the certificates are kept.
        lasts: For how long the certificates of the hosts are valid; less than nothing is expired.
        passed: The port of each host whose own TLS is passed on as it is.
    """
    network = CompanyNetwork(hosts, folder, lasts, passed)
    await network.open()
    trusted_certificates.cache_clear()
    try:
        yield network
    finally:
        await network.close()
        trusted_certificates.cache_clear()


def _port(server: asyncio.Server) -> int:
    return int(server.sockets[0].getsockname()[1])
