"""An HTTP client for occasional requests, with the same proxy and certificates as all other calls."""

import httpx

from adapters.platforms.certificates import trusted_certificates
from adapters.platforms.proxies import proxy_for


def http_client(url: str) -> httpx.AsyncClient:
    """Return a client for the host of this address. It doesn't follow redirects."""
    return httpx.AsyncClient(verify=trusted_certificates(), proxy=proxy_for(url), trust_env=False)
