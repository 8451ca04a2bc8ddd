"""Validate the public address of the bot, given by --url."""

from urllib.parse import urlsplit

from adapters.cli.errors import BadInputError

LOOPBACK = {"localhost", "127.0.0.1", "::1"}
"""Hosts that reach the bot from its own machine, bypassing the proxy that adds TLS."""


def checked(address: str | None, *, loopback: bool = False) -> str | None:
    """Return the address, or None if None is given. It must be https, as platforms deliver to nothing else.

    Args:
        address: A URL without a path.
        loopback: Whether to allow plain http to this machine.

    Raises:
        BadInputError: It isn't such an address.
    """
    if address is None or _sound(address, LOOPBACK if loopback else set()):
        return address
    begins = "https:// (http:// on this machine)" if loopback else "https://"
    msg = f"--url: must start with {begins} and end after the host name or port."
    raise BadInputError(msg)


def _sound(address: str, plain: set[str]) -> bool:
    """Return whether the address is valid. `plain`: hosts that may be reached over http."""
    try:
        parts = urlsplit(address)
        bare = (
            bool(parts.hostname) and parts.port != 0 and not any((parts.path.strip("/"), parts.query, parts.fragment))
        )
    except ValueError:  # invalid IPv6 address in brackets, or invalid port
        return False
    return bare and (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in plain))
