"""The proxy by which an address is reached, as the environment says: the same for every library and every transport.

Left to themselves the libraries differ: aiohttp takes no `HTTPS_PROXY` for a websocket, no `ALL_PROXY`, and goes around
a proxy that speaks TLS itself; slack-sdk knows no `NO_PROXY`.
"""

from ipaddress import ip_address
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

_SCHEMES = {"ws": "http", "wss": "https"}


def proxy_for(url: str) -> str | None:
    """Return the address of the proxy for this address: its scheme's, or else that of `ALL_PROXY`.

    Returns:
        The proxy's address, with the name and password that it asks for; None where `NO_PROXY` names the host, where
        the host is this machine, or where no proxy is set.
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
