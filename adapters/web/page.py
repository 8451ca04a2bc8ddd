"""Render the page: one screen of a check, in plain HTML without external resources."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup

from adapters.checks.screen import Button, CheckOutcome, Screen
from adapters.web import document, frame
from adapters.web.document import Block, Document, Kind
from adapters.web.frame import Around, Frame
from adapters.web.layout import WebScreen, written
from messages.markup import plain

BESIDE = ("help", "privacy")
"""The side screens. Each page links to them, unless it is that screen or the check has its own button for it."""
_HEADINGS = {
    CheckOutcome.FINISHED: "web.wiped",
    CheckOutcome.STOPPED: "web.wiped",
    CheckOutcome.EXPIRED: "web.expired",
}
"""The heading of the screen for a check that is over."""


@dataclass(frozen=True, slots=True)
class WebPage:
    """A screen and its context.

    Attributes:
        screen: The screen.
        locale: The person's language (ISO 639-1).
        here: The payload that leads to this screen, or from a side screen back to the check; empty for the first page.
        show: The name of the side screen, if it is one.
        way_in: Whether it is the first page.
        trouble: The text key of what went wrong, used as the heading; empty if nothing did.
    """

    screen: Screen
    locale: str
    here: str = ""
    show: str = ""
    way_in: bool = False
    trouble: str = ""

    @property
    def said(self) -> str:
        """Return the language of the screen, which differs from the person's if the check isn't available in that."""
        return self.screen.locale or self.locale

    @property
    def called(self) -> str:
        """Return the text key of the heading, for a screen without one."""
        if self.screen.late:
            return "web.wiped"
        return self.trouble or _HEADINGS.get(self.screen.outcome or CheckOutcome.STARTED, "web.title")

    @property
    def first(self) -> bool:
        """Return whether a press on it is the first in a check."""
        return self.screen.outcome is CheckOutcome.STARTED

    @property
    def hidden(self) -> Mapping[str, str]:
        """Return the hidden fields of the form."""
        return {"locale": self.locale, "first": "1"} if self.first else {"locale": self.locale}


class PageWriter:
    """Renders pages in each language of the checks."""

    def __init__(self, words: Mapping[str, Mapping[str, Markup]], leading: str, minutes: float) -> None:
        """Render everything that is constant.

        Args:
            words: The product's texts, by language (ISO 639-1) and dotted key, as HTML.
            leading: The URL of the exit button.
            minutes: The idle time after which a check is over.
        """
        self._frame = Frame(words, leading, minutes)
        self._words = words
        self._answered = {locale: _answered(own) for locale, own in words.items()}
        self._kept = {locale: _kept(own, minutes) for locale, own in words.items()}
        self._elsewhere = {locale: _elsewhere(own) for locale, own in words.items()}

    def write(self, page: WebPage) -> str:
        """Return this page as HTML."""
        screen, said = page.screen, self._words[page.said]
        shown = self._document(page)
        changes = _changes(screen, shown, said["overview.change"])
        heading = shown.heading or said[page.called]
        inside = written(WebScreen(shown, heading, said["web.given"], screen.buttons, changes, page.hidden))
        known = {str(heading), *(one.label for one in screen.buttons)}
        beside = tuple(name for name in BESIDE if known.isdisjoint(_named(said, name)))
        around = Around(page.locale, page.said, beside, page.way_in, page.first)
        return self._frame.page(around, inside, page.here, page.show)

    def _document(self, page: WebPage) -> Document:
        """Parse the text of the screen."""
        screen, named = page.screen, not (page.screen.over or page.trouble)
        html = self._elsewhere[page.said].sub("", screen.html)
        shown = document.read(html, self._answered[page.said], screen.urgent, named=named)
        if shown.heading == self._words[page.said]["privacy.title"]:
            return replace(shown, blocks=(*shown.blocks, *self._kept[page.said]))
        return shown


def _changes(screen: Screen, shown: Document, label: Markup) -> Mapping[int, Button]:
    """Return the buttons to change each listed answer, by the number of the question."""
    numbers = {number for block in shown.blocks for number in block.numbers}
    named = {plain(label.format(number=number)): number for number in numbers}
    return {named[one.label]: one for one in screen.buttons if one.label in named}


def _named(words: Mapping[str, Markup], beside: str) -> tuple[str, str]:
    """Return the names of a side screen: its title, and its label on a check's own button."""
    return str(words[f"{beside}.title"]), str(words[f"button.opened_{beside}.label"])


def _elsewhere(words: Mapping[str, Markup]) -> re.Pattern[str]:
    """Return a pattern of the texts that only apply to chat apps, with the preceding space or line end."""
    return re.compile("|".join(rf"\s{re.escape(words[key])}" for key in ("welcome.chat", "privacy.chat")))


def _kept(words: Mapping[str, Markup], minutes: float) -> tuple[Block, ...]:
    """Return the text about what a browser stores, which comes after what the bot stores."""
    lines = words["web.kept"].format(time=frame.time(words, minutes)).split("\n")
    return Block(Kind.HEADING, (words["web.browser"],)), Block(Kind.LIST, tuple(lines))


def _answered(words: Mapping[str, Markup]) -> re.Pattern[str]:
    """Return a pattern of the bold line with the chosen answer, in this language."""
    before, _, after = words["ask.answered"].partition("{label}")
    return re.compile(f"<b>{re.escape(before)}.*{re.escape(after)}</b>")
