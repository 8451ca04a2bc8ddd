"""The trusted certificates, the same for every library and transport."""

import ssl
from functools import cache

from httpx import create_ssl_context


@cache
def trusted_certificates() -> ssl.SSLContext:
    """Return the context with the trusted certificates, cached because loading takes a while.

    They come from `SSL_CERT_FILE` or `SSL_CERT_DIR`, for companies with their own; by default from certifi.
    """
    return create_ssl_context()
