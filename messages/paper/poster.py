"""Print a poster for a team's office, with a QR code of the web page."""

from collections.abc import Mapping, Sequence

import segno
from markupsafe import Markup

from messages import markup
from messages.loading.organisation import Organisation
from messages.rendering.nested import nest
from messages.rendering.templates import Templates

TEMPLATE = "poster.html.j2"
"""The template, in the same folder as those of the views; an organisation may replace it."""
LONGEST = 100
"""Maximum length of the URL, so that it can still be typed, and its code scanned from a short distance."""


def html(
    organisation: Organisation, locale: str, words: Mapping[str, Markup], titles: Sequence[str], address: str
) -> str:
    """Return the poster as a self-contained HTML document.

    Args:
        organisation: The organisation.
        locale: The language (ISO 639-1).
        words: The product's general texts in that language, by dotted key.
        titles: The titles of the enabled checks.
        address: The URL in the code, at most `LONGEST` characters.

    Raises:
        ContentError: The template fails; it may be the organisation's own.
    """
    shown = {
        "locale": locale,
        "words": nest(words),
        "titles": titles,
        "address": _typed(address),
        "code": code(address, words["poster.code"].format(address=_typed(address))),
        "achterwacht": _filled(words, "achterwacht", organisation.achterwacht),
        "meldpunt": _filled(words, "meldpunt", organisation.meldpunt),
    }
    return Templates(organisation.content_folder).page(TEMPLATE, shown) + "\n"


def code(address: str, label: Markup) -> Markup:
    """Return the code as SVG that fills the available space, with the white margin that scanners need.

    `label`: the description for screen readers.
    """
    # segno raises the error correction level if that doesn't make the code larger
    drawn = segno.make(address, error="m", micro=False, boost_error=True)
    svg = drawn.svg_inline(border=4, omitsize=True, svgclass=None, lineclass=None, title=markup.plain(label))
    return Markup(svg)  # noqa: S704 - escaped by segno


def _typed(address: str) -> str:
    """Return what to type in a browser to open the URL."""
    return address.removeprefix("https://").rstrip("/")


def _filled(words: Mapping[str, Markup], name: str, contact: str) -> Markup:
    """Return who to call, or the text for an organisation that hasn't configured that."""
    return words[f"{name}.known"].format(**{name: markup.literal(contact)}) if contact else words[f"{name}.unknown"]
