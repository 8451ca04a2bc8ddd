"""Writes the page: one screen of a check, in plain HTML that needs nothing from elsewhere.

All that stays the same is prepared once.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from markupsafe import Markup

from adapters.channels.drawing import environment
from adapters.checks.screen import Button, CheckOutcome, Screen
from adapters.web import document
from adapters.web.document import Block, Document, Kind
from messages.markup import plain

TEMPLATES = Path(__file__).parent / "templates"
STYLE = (TEMPLATES / "page.css").read_text().strip()
SCRIPT = (TEMPLATES / "page.js").read_text().strip()
_ENVIRONMENT = environment(TEMPLATES)
_HEADINGS = {
    CheckOutcome.FINISHED: "web.wiped",
    CheckOutcome.STOPPED: "web.wiped",
    CheckOutcome.EXPIRED: "web.expired",
}
"""What a screen is called that says that a check is over."""


@dataclass(frozen=True)
class WebPage:
    """A screen, and where it stands.

    Attributes:
        screen: The screen.
        locale: The language that the person reads (ISO 639-1).
        here: The payload that leads to this screen, or back to the check from beside it; empty for the way in.
        show: The name of a screen beside the check, if it is one.
        way_in: Whether nothing was pressed yet.
        trouble: The word for what went wrong, as which it is called; empty if nothing did.
    """

    screen: Screen
    locale: str
    here: str = ""
    show: str = ""
    way_in: bool = False
    trouble: str = ""

    @property
    def said(self) -> str:
        """Return the language of the screen, which may be another where a check doesn't speak the person's."""
        return self.screen.locale or self.locale

    @property
    def called(self) -> str:
        """Return the word for what the screen is, where it doesn't say so itself."""
        if self.screen.late:
            return "web.wiped"
        return self.trouble or _HEADINGS.get(self.screen.outcome or CheckOutcome.STARTED, "web.title")

    @property
    def first(self) -> bool:
        """Return whether a press on it is the first in a check."""
        return self.screen.outcome is CheckOutcome.STARTED

    @property
    def buttons(self) -> tuple[Button, ...]:
        """Return all buttons."""
        return self.screen.buttons

    @cached_property
    def answers(self) -> tuple[Button, ...]:
        """Return the answers to a question."""
        return tuple(one for one in self.buttons if one.answers)

    @cached_property
    def leading(self) -> tuple[Button, ...]:
        """Return what leads on, which most people want."""
        return tuple(one for one in self.buttons if one.main and not one.answers)

    @cached_property
    def wiping(self) -> tuple[Button, ...]:
        """Return what ends the check, where most people want something else."""
        return tuple(one for one in self.buttons if one.wipes and not one.main)


class PageWriter:
    """Writes pages in each language of the checks."""

    def __init__(self, words: Mapping[str, Mapping[str, Markup]], leading: str, minutes: float) -> None:
        """Prepare all that stays the same.

        Args:
            words: The product's own words, by language (ISO 639-1) and dotted key, as HTML.
            leading: The address to which leaving quickly leads.
            minutes: The time after which a check that nobody uses is over.
        """
        self._template = _ENVIRONMENT.get_template("page.html.j2")
        self._words = words
        self._answered = {locale: _answered(own) for locale, own in words.items()}
        self._notes = {locale: _notes(own, minutes) for locale, own in words.items()}
        self._kept = {locale: _kept(own, minutes) for locale, own in words.items()}
        self._same = {
            "exit": leading,
            "languages": [(locale, own["web.language"]) for locale, own in words.items()],
            "script": Markup(SCRIPT),  # noqa: S704 - ours
            "style": Markup(STYLE),  # noqa: S704 - ours
        }

    def write(self, page: WebPage) -> str:
        """Return this page."""
        words, said = self._words[page.locale], self._words[page.said]
        screen, named = page.screen, not (page.screen.over or page.trouble)
        shown = document.read(screen.html, self._answered[page.said], screen.urgent, named=named)
        heading = shown.heading or said[page.called]
        if shown.heading == said["privacy.title"]:
            shown = replace(shown, blocks=(*shown.blocks, *self._kept[page.said]))
        changes = _changes(screen, shown, said["overview.change"])
        own = {*changes.values(), *page.answers, *page.leading, *page.wiping}
        others = tuple(one for one in page.buttons if one not in own)
        notes = self._notes[page.locale] if page.way_in else {}
        return self._template.render(
            page=page,
            document=shown,
            heading=heading,
            changes=changes,
            others=others,
            notes=notes,
            words=words,
            said=said,
            **self._same,
        )


def _changes(screen: Screen, shown: Document, label: Markup) -> Mapping[int, Button]:
    """Return the button to change each answer of those that are listed, by the number of its question."""
    numbers = {number for block in shown.blocks for number in block.numbers}
    named = {plain(label.format(number=number)): number for number in numbers}
    return {named[one.label]: one for one in screen.buttons if one.label in named}


def _notes(words: Mapping[str, Markup], minutes: float) -> Mapping[str, Markup]:
    """Return what is said once, before the first question."""
    said = {key: words[f"web.{key}"] for key in ("leaving", "shift", "history", "idle")}
    return {**said, "idle": said["idle"].format(time=_time(words, minutes))}


def _kept(words: Mapping[str, Markup], minutes: float) -> tuple[Block, ...]:
    """Return what a browser keeps, which stands below what the bot itself keeps."""
    lines = words["web.kept"].format(time=_time(words, minutes)).split("\n")
    return Block(Kind.HEADING, (words["web.browser"],)), Block(Kind.LIST, tuple(lines))


def _time(words: Mapping[str, Markup], minutes: float) -> Markup:
    number = "one" if minutes == 1 else "many"
    return words[f"minutes.{number}"].format(minutes=f"{minutes:g}")


def _answered(words: Mapping[str, Markup]) -> re.Pattern[str]:
    """Return what matches the bold line that says which answer was chosen, in these words."""
    before, _, after = words["ask.answered"].partition("{label}")
    return re.compile(f"<b>{re.escape(before)}.*{re.escape(after)}</b>")
