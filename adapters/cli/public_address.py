"""Checks the public address of the bot, as --url takes it."""

from urllib.parse import urlsplit

from adapters.cli.errors import BadInputError

LOOPBACK = {"localhost", "127.0.0.1", "::1"}
"""Where a bot is reached from its own machine, past any proxy that adds TLS."""


def checked(address: str | None, *, loopback: bool = False) -> str | None:
    """Return the address, or None if none is given. No platform delivers to plain http.

    Args:
        address: Without a path.
        loopback: Whether plain http on this machine will do, to see what the bot itself answers.

    Raises:
        BadInputError: It is no such address.
    """
    if address is None or _sound(address, LOOPBACK if loopback else set()):
        return address
    begins = "https:// (http:// on this machine)" if loopback else "https://"
    msg = f"--url: must start with {begins}, and end after the name of the host or its port."
    raise BadInputError(msg)


def _sound(address: str, plain: set[str]) -> bool:
    """Return whether it can be used. `plain`: hosts that need no TLS."""
    try:
        parts = urlsplit(address)
        bare = (
            bool(parts.hostname) and parts.port != 0 and not any((parts.path.strip("/"), parts.query, parts.fragment))
        )
    except ValueError:  # brackets around what is no address, or a port that is none
        return False
    return bare and (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in plain))
