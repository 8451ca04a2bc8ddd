"""The proxy for an address according to the environment, the same for every library and transport.

By default the libraries differ: aiohttp ignores `HTTPS_PROXY` for websockets, ignores `ALL_PROXY`, and bypasses a
proxy that speaks TLS itself; slack-sdk ignores `NO_PROXY`.
"""

from ipaddress import ip_address
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

_SCHEMES = {"ws": "http", "wss": "https"}


def proxy_for(url: str) -> str | None:
    """Return the proxy for this address: the one for its scheme, or else `ALL_PROXY`.

    Returns:
        The proxy's address, including credentials; None if `NO_PROXY` names the host, if the host is this machine, or
        if no proxy is set.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    if _is_loopback(host) or proxy_bypass(host):
        return None
    found = getproxies()
    proxy = found.get(_SCHEMES.get(parts.scheme, parts.scheme)) or found.get("all")
    if not proxy:
        return None
    return proxy if "://" in proxy else f"http://{proxy}"


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
