"""Measure the height of every screen on a phone of 375 by 667 CSS pixels, and whether each question fits.

A question fits if it is visible together with the tip above it, its hint and all its answers. Telegram shows the end of
a message, so all of it counts. Slack and browsers show the beginning, so anything below the answers may be off-screen.
Heights are in CSS pixels, from the top of the first element; in a terminal, in rows.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from bot.views import Ask
from messages.content import Content
from messages.linting.screens import lines, words
from messages.loading.folder import Folder
from pictures import browser
from pictures.drawings import Artist, Drawing
from pictures.page import Pages

SEEN: Mapping[str, int] = {"Telegram": 540, "Slack": 579, "Browser": 553, "Terminal": 24}
"""The visible height of a chat, of a modal below its title bar, of a page between a browser's bars, and of a terminal
with 80 columns."""
KEPT = Path(__file__).with_name("heights.json")
"""The file with the latest measurements, and the hash of what was measured."""
_COLUMNS, _AROUND = 80, 3  # a terminal has two empty rows, and one for input


@dataclass(frozen=True)
class Measured:
    """A screen and its heights.

    Attributes:
        drawing: The screen.
        heights: Its height on each platform of `SEEN`; for a question on Slack and in a browser, the bottom of the last
            answer.
    """

    drawing: Drawing
    heights: Mapping[str, int]

    @property
    def words(self) -> int:
        """Return the number of words in its text."""
        return words(self.drawing.screen.html)

    @property
    def fits(self) -> bool:
        """Return whether it fits on every platform."""
        return all(self.heights[name] <= seen for name, seen in SEEN.items())


class Studio:
    """Draws and measures every screen of every check in all its languages.

    A check in one language is an edition, named `<check>/<locale>`.
    """

    def __init__(self, content: Content) -> None:
        """Draw all screens."""
        self._pages: dict[str, str] = {}
        self._drawings: dict[str, list[Drawing]] = {}
        spoken = ((name, locale) for name in content.checks for locale in Folder().locales(name))
        for check, locale in spoken:
            artist, edition = Artist(content, check, locale), f"{check}/{locale}"
            self._drawings[edition] = artist.everything()
            drawn = [(one.message, one.modal, one.page) for one in self._drawings[edition]]
            self._pages[edition] = Pages(artist.words).all(drawn)

    @property
    def stamp(self) -> str:
        """Return a hash of the drawings."""
        return hashlib.sha256("".join(self._pages.values()).encode()).hexdigest()

    @property
    def kept(self) -> str:
        """Return the hash of the latest measurements."""
        return str(json.loads(KEPT.read_text())["drawn"])

    def keep(self, scratch: Path) -> None:
        """Measure in a browser, and save the results.

        Raises:
            CalledProcessError: If Chromium fails.
        """
        KEPT.write_text(json.dumps({"drawn": self.stamp, **self._browsed(scratch)}) + "\n")

    def measured(self) -> dict[str, list[Measured]]:
        """Return every screen with its saved measurements, by edition."""
        return self._with(json.loads(KEPT.read_text()))

    def again(self, scratch: Path) -> dict[str, list[Measured]]:
        """Measure every screen in a browser, without saving the results.

        Raises:
            CalledProcessError: If Chromium fails.
        """
        return self._with(self._browsed(scratch))

    def _browsed(self, scratch: Path) -> dict[str, list[tuple[int, ...]]]:
        found = {edition: browser.bottoms(page, scratch) for edition, page in self._pages.items()}
        return {edition: _picked(bottoms, self._drawings[edition]) for edition, bottoms in found.items()}

    def _with(self, found: Mapping[str, Any]) -> dict[str, list[Measured]]:
        return {
            edition: [_measured(*one) for one in zip(drawings, found[edition], strict=True)]
            for edition, drawings in self._drawings.items()
        }


def _picked(bottoms: Sequence[Sequence[int]], drawings: Sequence[Drawing]) -> list[tuple[int, ...]]:
    """Return the heights on Telegram, on Slack and in a browser, which are drawn alternately."""
    lasts = (sum(button.answers for button in one.screen.buttons) - 1 for one in drawings)
    drawn = zip(bottoms[::3], bottoms[1::3], bottoms[2::3], lasts, strict=True)
    return [(message[-1], modal[last], page[last]) for message, modal, page, last in drawn]


def _measured(drawing: Drawing, kept: Sequence[int]) -> Measured:
    rows = lines(drawing.screen.html, _COLUMNS) + len(drawing.screen.buttons) + _AROUND
    return Measured(drawing, dict(zip(SEEN, (*kept, rows), strict=True)))


def misfits(measured: Mapping[str, Sequence[Measured]]) -> Iterator[str]:
    """Yield a line per question and platform for which it doesn't fit, with advice; only for its highest screen."""
    for edition, screens in measured.items():
        asked: dict[str, list[tuple[Ask, Measured]]] = {}
        for one in screens:
            if isinstance(view := one.drawing.view, Ask):
                asked.setdefault(view.question, []).append((view, one))
        for (question, shown), (name, seen) in product(asked.items(), SEEN.items()):
            view, highest = max(shown, key=lambda each: each[1].heights[name])
            if highest.heights[name] > seen:
                yield _misfit(f"question.{question} ({edition}.toml)", name, view, highest.heights[name])


def _misfit(question: str, name: str, view: Ask, height: int) -> str:
    below = f" below question.{view.guidance.question}.guidance.{view.guidance.option}" if view.guidance else ""
    return (
        f"{question} doesn't fit on {name}{below}: its height is {height}, but only {SEEN[name]} are visible. "
        "Shorten the question, its hint or the tip."
    )
