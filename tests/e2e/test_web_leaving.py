"""Leaving the page in a hurry: what is seen, what can be got back, and what the place that it leads to hears of it."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.chromium import PATIENCE, back, browsing, needs_chromium, reload
from tests.support.elsewhere import TITLE, Elsewhere, elsewhere
from tests.support.spawner import Spawner
from tests.support.web_process import until, web_serving
from tests.support.web_visitor import TO_ADVICE, button, heading, visiting, walk

pytestmark = needs_chromium
TELLING = """new MutationObserver(() => console.log("seen: " + document.documentElement.innerText.trim()))
  .observe(document.documentElement, {childList: true})"""
"""Makes the page tell what is seen of it once a part of it goes."""
Leave = Callable[[Page], None]


@pytest.fixture(scope="module")
def there() -> Iterator[Elsewhere]:
    with elsewhere() as server:
        yield server


@pytest.fixture(scope="module")
def address(spawner: Spawner, there: Elsewhere, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    settings = {"GROOMINGCHECK_WEB_EXIT": there.url}
    with web_serving(spawner, tmp_path_factory.mktemp("web"), **settings) as served:
        yield f"{served.url}/"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as made:
        yield made


@pytest.fixture(autouse=True)
def forgotten(there: Elsewhere) -> Iterator[None]:
    there.asked.clear()
    yield
    there.open.set()


@contextmanager
def asked(browser: Browser, address: str, *, script: bool = True) -> Iterator[Page]:
    """Somebody at the second question."""
    with visiting(browser, address, script=script) as page:
        walk(page, *TO_ADVICE[:2])
        yield page


def by_link(page: Page) -> None:
    page.get_by_role("link", name="Snel weg").click(no_wait_after=True)


def by_shift(page: Page) -> None:
    for _ in range(3):
        page.keyboard.press("Shift")


def left(page: Page, there: Elsewhere) -> bool:
    """Wait until the other place is there, and return whether it doesn't know from where somebody came."""
    expect(page.get_by_role("heading")).to_have_text(TITLE, timeout=PATIENCE)
    return page.url == there.url and not [one for one in there.asked if "Referer" in one]


def answer(address: str, payload: str) -> str:
    """Press a button from somewhere else, as a copy of the page could, and return what the screen is."""
    text = httpx.post(address, data={"press": payload, "locale": "nl"}, timeout=PATIENCE / 1000).text
    found = re.search(r"<h1[^>]*>(.*?)</h1>", text)
    assert found
    return found[1]


@pytest.mark.parametrize("leave", [by_link, by_shift])
def test_leaving_takes_the_page_away_at_once_and_ends_the_check(
    browser: Browser, address: str, there: Elsewhere, leave: Leave
) -> None:
    with asked(browser, address) as page:
        payload = button(page, 0).get_attribute("value") or ""
        page.evaluate(TELLING)
        there.open.clear()
        with page.expect_console_message() as told:
            leave(page)
        there.open.set()
        assert told.value.text == "seen: "
        assert left(page, there)
        until(lambda: answer(address, payload) == "Gewist")


@pytest.mark.parametrize("leave", [by_link, by_shift])
def test_back_shows_nothing_of_what_was_left_and_sending_it_again_shows_that_it_is_wiped(
    browser: Browser, address: str, there: Elsewhere, leave: Leave
) -> None:
    with asked(browser, address) as page:
        payload = button(page, 0).get_attribute("value") or ""
        leave(page)
        assert left(page, there)
        until(lambda: answer(address, payload) == "Gewist")
        assert not back(page)  # the question was replaced; before it comes the press that led to the first one
        assert reload(page)
        assert heading(page) == "Gewist"
        assert back(page)
        assert heading(page) == "Groomingcheck"


def test_without_a_script_the_link_leads_away_and_back_shows_nothing(
    browser: Browser, address: str, there: Elsewhere
) -> None:
    with asked(browser, address, script=False) as page:
        by_link(page)
        assert left(page, there)
        assert not back(page)
        assert page.get_by_role("heading").count() == 0


def test_what_is_read_beside_a_check_is_left_the_same_way(browser: Browser, address: str, there: Elsewhere) -> None:
    with asked(browser, address) as page:
        payload = button(page, 0).get_attribute("value") or ""
        walk(page, "Wat bewaren we?")
        by_shift(page)
        assert left(page, there)
        until(lambda: answer(address, payload) == "Gewist")


def test_shift_leads_away_only_three_times_in_a_row(browser: Browser, address: str, there: Elsewhere) -> None:
    with asked(browser, address) as page:
        for key in ("Shift", "Shift", "Tab", "Shift+Tab", "Shift", "Shift", "ArrowDown", "Shift"):
            page.keyboard.press(key)
        assert heading(page) != TITLE
        by_shift(page)
        assert left(page, there)


def test_before_the_first_question_it_is_said_what_leaving_does(browser: Browser, address: str) -> None:
    with visiting(browser, address) as page:
        notes = page.get_by_role("complementary").inner_text()
        assert "Met ‘Snel weg’ verlaat je deze pagina meteen." in notes
        assert "Je browser onthoudt dat je hier was." in notes
