"""Which language a browser asks for. Pure."""

from collections.abc import Collection, Iterator

_LONGEST = 200
"""The most characters that are looked at. A browser sends less, unless somebody reads ten languages."""


def preferred(header: str, locales: Collection[str], otherwise: str) -> str:
    """Return the language (ISO 639-1) among these that an Accept-Language header prefers.

    Args:
        header: The header; anything at all.
        locales: The languages that there are.
        otherwise: The language if it asks for none of them.
    """
    asked = sorted(_asked(header[:_LONGEST]), key=lambda one: -one[1])
    return next((name for name, quality in asked if quality > 0 and name in locales), otherwise)


def _asked(header: str) -> Iterator[tuple[str, float]]:
    """Yield each language that is asked for, without its region, and how much it is preferred, from 0 to 1."""
    for part in header.split(","):
        tag, _, quality = part.partition(";q=")
        try:
            yield tag.strip().partition("-")[0].lower(), float(quality or 1)
        except ValueError:
            continue
