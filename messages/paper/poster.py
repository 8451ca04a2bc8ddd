"""Prints a poster for the room of a team: a code that leads to the page on which a check can be held."""

from collections.abc import Mapping, Sequence

import segno
from markupsafe import Markup

from messages import markup
from messages.loading.organisation import Organisation
from messages.rendering.nested import nest
from messages.rendering.templates import Templates

TEMPLATE = "poster.html.j2"
"""The layout, among those of the views: an organisation may have one of its own."""
LONGEST = 100
"""The most characters of an address: that can still be typed, and its code scanned from a step away."""


def html(
    organisation: Organisation, locale: str, words: Mapping[str, Markup], titles: Sequence[str], address: str
) -> str:
    """Return the poster as one HTML document that needs nothing else.

    Args:
        organisation: Whose it is.
        locale: The language of its words (ISO 639-1).
        words: The product's own words in that language, by dotted key.
        titles: What the checks that are on are called.
        address: Where the code leads, at most `LONGEST` characters.

    Raises:
        ContentError: If the template fails, which an organisation may have one of its own for.
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
    """Return the code as SVG, as large as there is room, with the white edge that a scanner needs.

    `label`: what it is, for whoever can't see it.
    """
    # Where the same size allows it, segno takes a level by which more of the code may be dirty or torn.
    drawn = segno.make(address, error="m", micro=False, boost_error=True)
    svg = drawn.svg_inline(border=4, omitsize=True, svgclass=None, lineclass=None, title=markup.plain(label))
    return Markup(svg)  # noqa: S704 - segno escapes


def _typed(address: str) -> str:
    """Return what somebody types to come there: a browser adds the rest."""
    return address.removeprefix("https://").rstrip("/")


def _filled(words: Mapping[str, Markup], name: str, contact: str) -> Markup:
    """Return whom to call, or the words for an organisation that hasn't said so."""
    return words[f"{name}.known"].format(**{name: markup.literal(contact)}) if contact else words[f"{name}.unknown"]
