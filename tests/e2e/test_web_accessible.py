"""The page in a real browser, for whoever can't see it well, reads it aloud, has no mouse, or prints it.

Every screen of every check is looked at in `tests/proof/test_web_screens.py`; here it is one whole check.
"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.support.accessibility import sideways, spoken, violations
from tests.support.chromium import browsing, needs_chromium
from tests.support.spawner import Spawner
from tests.support.web_process import web_serving
from tests.support.web_visitor import TO_ADVICE, heading, tab_to, visiting, walk

pytestmark = needs_chromium
NARROW, WINDOW = ViewportSize(width=320, height=568), ViewportSize(width=1280, height=1024)
ENLARGED = """() => {
  const own = new CSSStyleSheet()
  own.replaceSync(`html { font-size: 200% !important } p { margin-bottom: 2em !important }
    * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }`)
  document.adoptedStyleSheets = [own]
}"""
"""Source: https://www.w3.org/TR/WCAG22/#resize-text and https://www.w3.org/TR/WCAG22/#text-spacing."""
CUT = """all => all.filter(one => getComputedStyle(one).overflow !== "visible" &&
  (one.scrollWidth > one.clientWidth || one.scrollHeight > one.clientHeight)).map(one => one.outerHTML)"""
EDGES = (
    """all => all.map(one => getComputedStyle(one)).map(one => [one.borderTopStyle, parseFloat(one.borderTopWidth)])"""
)
MOVING = """all => all.map(one => getComputedStyle(one))
  .map(one => [one.animationName, one.transitionDuration, one.scrollBehavior])
  .filter(one => one.join() !== "none,0s,auto")"""


@pytest.fixture(scope="module")
def address(spawner: Spawner, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with web_serving(spawner, tmp_path_factory.mktemp("web")) as served:
        yield f"{served.url}/"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as made:
        yield made


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The way in."""
    with visiting(browser, address) as made:
        yield made


@pytest.fixture
def asked(page: Page) -> Page:
    """The second question, below the guidance for the first answer."""
    walk(page, *TO_ADVICE[:2])
    return page


def test_axe_finds_nothing_and_nothing_sticks_out_from_the_way_in_to_the_end(page: Page) -> None:
    page.set_viewport_size(NARROW)
    met = []
    for label in (*TO_ADVICE, "Klaar en wissen", ""):
        assert (violations(page), sideways(page)) == ([], []), heading(page)
        met.append(heading(page))
        walk(page, *[label] if label != "" else [])
    assert len(met) == len(TO_ADVICE) + 2
    assert met[-2:] == ["Doe nu", "Gewist"]


def test_a_question_is_read_out_before_how_far_it_is_and_its_answers(asked: Page) -> None:
    question, hint = "Ken je de signalen van grooming?", "Ken je ze niet allemaal? Na je antwoord lees je ze."
    assert spoken(asked) == [
        ("RootWebArea", "Vragenlijst"),
        ("banner", ""),
        ("link", "Snel weg"),
        ("main", ""),
        ("region", "Bij je antwoord"),
        ("StaticText", "Je koos: Ja, meestal wel"),
        ("StaticText", "Blijf regelmatig vragen: met wie heb je online contact, en hoe is dat?"),
        ("heading 1", question),
        ("StaticText", "Vraag 2 van 9"),
        ("StaticText", hint),
        ("group", question),
        *(("button", label) for label in ("Ja", "Een paar", "Nee", "Uitleg", "Hulp", "Vorige", "Stop en wis")),
        ("contentinfo", ""),
        *(("button", label) for label in ("Wat bewaren we?", "English")),
    ]


def test_a_keyboard_is_enough_for_a_whole_check_and_shows_where_it_is(page: Page) -> None:
    for number, label in enumerate((*TO_ADVICE, "Klaar en wissen")):
        passed = tab_to(page, label)
        assert [one for one in passed if not one.seen] == []
        with page.expect_navigation():
            page.keyboard.press("Enter" if number % 2 else "Space")
    assert heading(page) == "Gewist"


def test_tab_goes_where_the_eye_goes_and_comes_past_everything(asked: Page) -> None:
    pressed = [name for role, name in spoken(asked) if role in {"button", "link"}]
    assert [one.name for one in tab_to(asked, pressed[-1])] == pressed
    places = asked.get_by_role("button").evaluate_all("all => all.map(one => one.getBoundingClientRect().top)")
    assert places == sorted(places)


def test_twice_the_text_and_more_room_between_the_words_push_nothing_out(asked: Page) -> None:
    asked.set_viewport_size(WINDOW)
    asked.evaluate(ENLARGED)
    assert sideways(asked) == []
    assert asked.locator("body *").evaluate_all(CUT) == []


def test_in_colours_of_ones_own_each_button_has_an_edge(asked: Page) -> None:
    asked.emulate_media(forced_colors="active")
    edges = asked.get_by_role("button").evaluate_all(EDGES)
    assert len(edges) > 5
    assert {style for style, _ in edges} == {"solid"}
    assert min(width for _, width in edges) >= 1


def test_nothing_moves(asked: Page) -> None:
    assert asked.locator("*").evaluate_all(MOVING) == []


def test_the_advice_prints_whole_on_one_sheet_without_anything_to_press(page: Page) -> None:
    walk(page, *TO_ADVICE)
    told = page.get_by_role("main").locator("p, li, h1, h2").all_inner_texts()
    page.emulate_media(media="print")
    for one in page.locator("button, header a").all():
        assert not one.is_visible()
    assert page.get_by_role("main").locator("p, li, h1, h2").all_inner_texts() == told
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 1


@pytest.mark.parametrize("script", [True, False])
def test_a_whole_check_is_one_request_a_screen_and_leaves_nothing_to_find(
    browser: Browser,
    address: str,
    script: bool,  # noqa: FBT001 - a case
) -> None:
    requests: list[tuple[str, str]] = []
    with visiting(browser, address, script=script) as page:
        page.on("request", lambda request: requests.append((request.method, request.url)))
        walk(page, *TO_ADVICE, "Klaar en wissen")
        assert (heading(page), page.title(), page.url) == ("Gewist", "Vragenlijst", address)
        assert page.context.storage_state(indexed_db=True) == {"cookies": [], "origins": []}
    assert [one for one in requests if one[1].startswith("http")] == [("POST", address)] * (len(TO_ADVICE) + 1)
