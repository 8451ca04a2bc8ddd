"""An HTTP client for a question or two, by the same way as every other call to a platform."""

import httpx

from adapters.platforms.certificates import trusted_certificates
from adapters.platforms.proxies import proxy_for


def http_client(url: str) -> httpx.AsyncClient:
    """Return a client that reaches the host of this address. It follows no redirects."""
    return httpx.AsyncClient(verify=trusted_certificates(), proxy=proxy_for(url), trust_env=False)
