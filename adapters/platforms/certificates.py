"""The certificates that are trusted: the same for every library and every transport."""

import ssl
from functools import cache

from httpx import create_ssl_context


@cache
def trusted_certificates() -> ssl.SSLContext:
    """Return the context with the trusted certificates, loaded once for all connections, as that takes a while.

    They are those of `SSL_CERT_FILE` or `SSL_CERT_DIR`, where a company puts its own; or else those of certifi.
    """
    return create_ssl_context()
