"""What stands beside a check on the page in a real browser: the other language, help, privacy, and time that passes."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.support.chromium import PATIENCE, browsing, needs_chromium
from tests.support.spawner import Spawner
from tests.support.web_process import web_serving
from tests.support.web_visitor import TO_ADVICE, button, heading, visiting, walk

pytestmark = needs_chromium
SHORT = 0.25
"""Minutes without a press after which a check is over."""


@pytest.fixture(scope="module")
def address(spawner: Spawner, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with web_serving(spawner, tmp_path_factory.mktemp("web")) as served:
        yield f"{served.url}/"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as made:
        yield made


@pytest.mark.parametrize(("locale", "begin"), [("nl-BE", "Beginnen"), ("en-GB", "Begin"), ("de-DE", "Beginnen")])
def test_the_page_comes_in_the_language_that_the_browser_asks_for(
    browser: Browser, address: str, locale: str, begin: str
) -> None:
    with visiting(browser, address, locale) as page:
        assert button(page, begin).is_visible()
        assert page.locator("html").get_attribute("lang") == ("en" if locale == "en-GB" else "nl")


def test_every_screen_of_a_check_can_be_read_in_the_other_language_and_in_the_first_again(
    browser: Browser, address: str
) -> None:
    with visiting(browser, address) as page:
        for label in ("Hulp", "Terug naar de check", *TO_ADVICE, "Klaar en wissen"):
            before, path = heading(page), page.get_by_role("main").get_by_role("button").count()
            walk(page, "English")
            assert page.locator("html").get_attribute("lang") == "en"
            assert page.get_by_role("main").get_by_role("button").count() == path
            assert heading(page) != before or before == "Groomingcheck"
            walk(page, "Nederlands")
            assert heading(page) == before
            walk(page, label)


def test_privacy_stands_beside_the_check_and_leads_back_to_where_somebody_was(browser: Browser, address: str) -> None:
    with visiting(browser, address) as page:
        for label in TO_ADVICE[:4]:
            walk(page, label)
            before = heading(page)
            walk(page, "Wat bewaren we?", "English", "Nederlands")
            assert heading(page) == "Wat bewaren we?"
            walk(page, "Terug")
            assert heading(page) == before


def test_help_is_there_also_once_a_check_is_over(browser: Browser, address: str) -> None:
    with visiting(browser, address) as page:
        walk(page, "Stop en wis", "Hulp en nummers")
        assert page.get_by_role("link", name="112").first.get_attribute("href") == "tel:112"
        walk(page, "Terug")
        assert heading(page) == "Groomingcheck"


def test_a_page_that_nobody_uses_makes_room_for_the_way_in_also_without_a_script(
    browser: Browser, spawner: Spawner, tmp_path_factory: pytest.TempPathFactory
) -> None:
    settings = {"GROOMINGCHECK_IDLE_MINUTES": str(SHORT)}
    with (
        web_serving(spawner, tmp_path_factory.mktemp("web"), **settings) as served,
        visiting(browser, f"{served.url}/") as page,
        visiting(browser, f"{served.url}/", script=False) as plain,
    ):
        for each in (page, plain):
            walk(each, TO_ADVICE[0])
        for each in (page, plain):
            expect(button(each, "Beginnen")).to_be_visible(timeout=PATIENCE)
            assert each.get_by_role("group").count() == 0
