"""Validators for addresses in the settings."""

from urllib.parse import urlsplit

from environs import ValidationError

_NEVER = frozenset('"<>\\^`{|}')
"""Characters that aren't allowed in an address (RFC 3986); browsers reinterpret some of them."""


def address(url: str) -> None:
    """Raise `ValidationError` unless this is the address of a web server."""
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
    """Raise `ValidationError` unless this is an address that everybody may see."""
    address(url)
    if "@" in urlsplit(url).netloc:
        msg = "Must not contain a user name or password, because everybody can see it."
        raise ValidationError(msg)


def api_address(url: str) -> None:
    """Raise `ValidationError` unless this is the base address of an API, to which method names are appended."""
    address(url)
    if "?" in url or "#" in url:
        msg = "Must not contain ? or #, because the name of a method is appended to it."
        raise ValidationError(msg)
