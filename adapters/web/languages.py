"""Parse the language that a browser asks for. Pure functions."""

from collections.abc import Collection, Iterator

_LONGEST = 200
"""Maximum length of the header that is parsed. Browsers send less, unless somebody reads ten languages."""


def preferred(header: str, locales: Collection[str], otherwise: str) -> str:
    """Return the available language (ISO 639-1) that an Accept-Language header prefers.

    Args:
        header: The header; may be invalid.
        locales: The available languages.
        otherwise: The language to use if it asks for none of them.
    """
    asked = sorted(_asked(header[:_LONGEST]), key=lambda one: -one[1])
    return next((name for name, quality in asked if quality > 0 and name in locales), otherwise)


def _asked(header: str) -> Iterator[tuple[str, float]]:
    """Yield each language in the header, without its region, and its weight from 0 to 1."""
    for part in header.split(","):
        tag, _, quality = part.partition(";q=")
        try:
            yield tag.strip().partition("-")[0].lower(), float(quality or 1)
        except ValueError:
            continue
