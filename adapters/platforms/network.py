"""Describes in words why a call failed on the network."""

import os
import ssl
from collections.abc import Iterator
from socket import gaierror

_PROXY = {"ProxyError", "ClientHttpProxyError"}
"""The errors of httpx and aiohttp for a proxy that doesn't connect; the reason is in `message` or in the text."""


def network_reason(error: BaseException) -> str:
    """Return why a call failed, as part of a sentence without addresses.

    `error`: the exception raised by a library; the causes in its chain are considered too.
    """
    links = list(_chain(error))
    for link in links:
        if type(link).__name__ in _PROXY:
            answer = f"{link.status} {link.message}" if hasattr(link, "status") else str(link)  # type: ignore[attr-defined]  # aiohttp's
            return f"the proxy answers {answer}"
    found = next(filter(None, map(_specific, links)), None) or next(filter(None, map(_general, links)), None)
    proxied = any(type(link).__name__ == "ClientProxyConnectionError" for link in links)
    return f"{'the proxy: ' if proxied else ''}{found or type(error).__name__}"


def _chain(error: BaseException) -> Iterator[BaseException]:
    link: BaseException | None = error
    while link:
        yield link
        link = link.__cause__ or link.__context__


def _specific(link: BaseException) -> str | None:
    match link:
        case ssl.SSLCertVerificationError() if hasattr(link, "verify_message"):  # aiohttp's own error has none
            return f"the certificate isn't trusted: {link.verify_message}"
        case ssl.SSLError() if getattr(link, "reason", None):
            return f"TLS fails: {link.reason.replace('_', ' ').lower()}"
        case gaierror():
            return "the name of the host isn't known"
        case _:
            return None


def _general(link: BaseException) -> str | None:
    if isinstance(link, TimeoutError) or "Timeout" in type(link).__name__:
        return "no answer in time"
    if isinstance(link, OSError) and link.errno:
        return os.strerror(link.errno)
    return "it disconnects" if "Disconnect" in type(link).__name__ or "RemoteProtocol" in type(link).__name__ else None
