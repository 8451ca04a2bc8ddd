"""Validates addresses in the settings."""

from urllib.parse import urlsplit

from environs import ValidationError

_NEVER = frozenset('"<>\\^`{|}')
"""What is in no address (RFC 3986). Some of it a browser reads as something else."""


def address(url: str) -> None:
    """Accept the address of a web server, and raise `ValidationError` for anything else."""
    try:
        parts = urlsplit(url)
        sound = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
        sound = sound and not any(one.isspace() or not one.isprintable() or one in _NEVER for one in url)
    except ValueError:
        sound = False
    if not sound:
        msg = "Must be an address that starts with https:// or http://."
        raise ValidationError(msg)


def shown_address(url: str) -> None:
    """Accept an address that everybody may see; otherwise raise likewise."""
    address(url)
    if "@" in urlsplit(url).netloc:
        msg = "Must be an address without a name or a password, as everybody sees it."
        raise ValidationError(msg)


def api_address(url: str) -> None:
    """Accept the address of an API, behind which the names of its methods are put; otherwise raise likewise."""
    address(url)
    if "?" in url or "#" in url:
        msg = "Must be an address without ? and #, as the name of a method is put behind it."
        raise ValidationError(msg)
