"""Render what surrounds a screen on the page. There are a few variants, each of which is rendered once."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

from markupsafe import Markup

from adapters.channels.drawing import environment

TEMPLATES = Path(__file__).parent / "templates"
STYLE = (TEMPLATES / "page.css").read_text().strip()
SCRIPT = (TEMPLATES / "page.js").read_text().strip()
_SCREEN, _HERE, _SHOW = "\ue000", "\ue001", "\ue002"
"""Placeholders for the variable parts. No text contains these characters."""


@dataclass(frozen=True, slots=True)
class Around:
    """The variant of what surrounds a screen.

    Attributes:
        locale: The person's language (ISO 639-1).
        said: The language of the screen.
        beside: The side screens that it links to.
        way_in: Whether it is the first page.
        first: Whether a press on it is the first in a check.
    """

    locale: str
    said: str
    beside: tuple[str, ...]
    way_in: bool
    first: bool


class Frame:
    """Renders the template of the page."""

    def __init__(self, words: Mapping[str, Mapping[str, Markup]], leading: str, minutes: float) -> None:
        """Configure it; the arguments are those of `PageWriter`."""
        self._template = environment(TEMPLATES).get_template("page.html.j2")
        self._words = words
        self._notes = {locale: _notes(own, minutes) for locale, own in words.items()}
        self._ready: dict[Around, tuple[str, ...]] = {}
        self._same = {
            "exit": leading,
            "languages": [(locale, own["web.language"]) for locale, own in words.items()],
            "script": Markup(SCRIPT),  # noqa: S704 - trusted
            "style": Markup(STYLE),  # noqa: S704 - trusted
        }

    def page(self, around: Around, screen: str, here: str, show: str) -> str:
        """Return the page.

        Args:
            around: The variant.
            screen: The screen in HTML.
            here: The payload that leads to it.
            show: The name of the side screen, if it is one.
        """
        if around not in self._ready:
            self._ready[around] = self._made(around)
        before, *after = self._ready[around]
        return "".join((before, screen, after[0], escape(here), after[1], escape(show), after[2]))

    def _made(self, around: Around) -> tuple[str, ...]:
        """Return the page in four parts, between which the screen and two values are inserted."""
        page = self._template.render(
            around=around,
            words=self._words[around.locale],
            notes=self._notes[around.locale] if around.way_in else {},
            screen=_SCREEN,
            here=_HERE,
            show=_SHOW,
            **self._same,
        )
        before, _, rest = page.partition(_SCREEN)
        upto, _, rest = rest.partition(_HERE)
        return (before, upto, *rest.split(_SHOW))


def time(words: Mapping[str, Markup], minutes: float) -> Markup:
    """Format a number of minutes with these texts."""
    return words["minutes.one" if minutes == 1 else "minutes.many"].format(minutes=f"{minutes:g}")


def _notes(words: Mapping[str, Markup], minutes: float) -> Mapping[str, Markup]:
    """Return the notes that are shown only before the first question."""
    idle = words["web.idle"].format(time=time(words, minutes))
    return {"leaving": words["web.leaving"], "shift": words["web.shift"], "history": words["web.history"], "idle": idle}
