"""The preview and the pictures show the very page that is sent, with buttons that lead on and nothing that is sent."""

import re
from html import unescape

import pytest

from adapters.channels.drawing import Language
from adapters.checks.screen import CheckOutcome
from adapters.web import drawing
from adapters.web.drawing import MINUTES, led, unsent
from adapters.web.frame import SCRIPT, STYLE
from adapters.web.page import PageWriter, WebPage
from adapters.web.settings import EXIT
from tests.unit.test_content import LOCALES
from tests.unit.test_screens import content, screens

SENT = ("<script", "http-equiv", "method=", "name=", 'type="hidden"', "data:")
"""What of a page sends or loads something, or goes somewhere by itself."""


def written(locale: str) -> list[tuple[str, list[str]]]:
    """Return every page of a check, as it is sent, with the payloads of its buttons."""
    writer = PageWriter({locale: content().words[locale]}, EXIT, MINUTES)
    return [
        (
            writer.write(WebPage(one, locale, way_in=one.outcome is CheckOutcome.STARTED)),
            [button.payload for button in one.buttons],
        )
        for _, one in screens(locale)
    ]


def read(page: str) -> list[str]:
    """Return the pieces of text between the tags of a page."""
    return [one for one in re.findall(r">([^<]+)<", page.partition("</style>")[2]) if one.strip()]


@pytest.mark.parametrize("locale", LOCALES)
def test_every_page_is_drawn_as_it_is_sent(locale: str) -> None:
    """But for the font of a phone, what is shown is the same to the letter."""
    for page, _ in written(locale):
        shown = led(page)
        assert read(shown) == read(page.replace(SCRIPT, ""))
        assert shown.partition("<style>")[2].partition("</style>")[0] == drawing.drawing().framed
        assert drawing.drawing().framed.replace("Roboto,", "") == STYLE


@pytest.mark.parametrize("locale", LOCALES)
def test_every_button_of_a_screen_leads_to_its_address_and_nothing_is_sent(locale: str) -> None:
    for page, payloads in written(locale):
        shown = led(page)
        assert sorted(map(unescape, re.findall(r'formaction="([^"]*)"', shown))) == sorted(payloads)
        assert [one for one in SENT if one in shown.replace('<meta name="', "")] == []


def test_a_picture_of_a_page_carries_no_payload() -> None:
    for page, payloads in written("nl"):
        assert [one for one in payloads if one in unsent(page)] == []


def test_a_page_is_in_a_frame_of_its_own_which_says_what_it_is() -> None:
    words = Language("nl", content().words["nl"])
    drawn = drawing.drawing().screen(screens("nl")[0][1], words, "02:30")
    assert drawn
    assert str(drawn).count("<iframe") == 1
    assert f'title="{words.words["web.title"]}"' in drawn
    assert "<script" not in drawn
    assert "&lt;main" in drawn
