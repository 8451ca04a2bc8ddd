"""The pictures in `docs/` show what the bot shows. `make pictures` redraws them."""

import asyncio
import datetime as dt
import re
import subprocess
import sys
from collections.abc import Mapping
from html import escape
from pathlib import Path

import pytest

from messages.content import Content
from pictures import browser, date, desk, scenes
from pictures.__main__ import FOLDER
from tests.docs.test_pages import alternatives

LARGEST = 100_000
"""The most bytes of a picture: it is looked at on a phone."""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    scratch = tmp_path_factory.mktemp("scenes")
    return {**asyncio.run(scenes.run(scratch)), **desk.run(scratch / "desk")}


def test_each_picture_is_drawn_from_what_the_bot_shows_now(pages: Mapping[str, str]) -> None:
    kept = {path.stem: path.read_text() for path in FOLDER.glob("*.html")}
    assert kept == dict(pages), "run: make pictures"


def test_each_picture_shows_the_page_beside_it_and_is_small() -> None:
    pages = {path.stem for path in FOLDER.glob("*.html")}
    assert {path.stem for path in FOLDER.iterdir()} == pages
    for name in pages:
        png, html = (FOLDER / f"{name}.png").read_bytes(), (FOLDER / f"{name}.html").read_text()
        assert browser.stamp(html) in png, f"{name}: run make pictures"
        assert len(png) < LARGEST, name
        assert int.from_bytes(png[16:20]) == 2 * browser.width(html), name


def test_where_nothing_can_be_drawn_one_line_says_what_is_missing(tmp_path: Path) -> None:
    drawing = [sys.executable, "-m", "pictures"]
    done = subprocess.run(drawing, cwd=FOLDER.parents[1], env={"PATH": str(tmp_path)}, capture_output=True, check=False)
    assert done.returncode == 1
    assert done.stderr == b"pictures: install chromium and pngquant, and the fonts Roboto and Lato.\n"


def test_a_picture_carries_nothing_sealed() -> None:
    for path in FOLDER.glob("*.html"):
        assert not re.search(r"[\w-]{40,}", path.read_text()), path


def test_what_is_quoted_of_a_picture_stands_in_it() -> None:
    """The alternative text quotes no words that aren't in the picture."""
    told = 0
    for name, words in alternatives():
        html = (FOLDER / f"{name}.html").read_text()
        for quoted in re.findall(r"‘([^’]+)’", words):
            told += 1
            assert escape(quoted, quote=False) in html, (name, quoted)
    assert told >= len([*FOLDER.glob("*.png")])


def test_every_picture_is_in_a_page() -> None:
    assert {name for name, _ in alternatives()} == {path.stem for path in FOLDER.glob("*.png")}


def test_days_move_together_by_whole_weeks(shipped: Content) -> None:
    words = shipped.words["nl"]
    said = "Op donderdag 31 december 2026 om 09:30, en op maandag 1 maart 2027."
    assert date.normalized(said, words) == "Op donderdag 7 januari 2027 om 09:30, en op maandag 8 maart 2027."
    assert date.WEEK.weekday() == dt.date.min.weekday()  # a Monday
    assert date.normalized("Nagekeken: 22-11-2026.", words) == "Nagekeken: 22-11-2026."
