"""`groomingcheck poster` prints a poster with a code that leads to the page, or says in one line why it can't."""

import sys
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup
from playwright.sync_api import Browser, Page, ViewportSize

from adapters.config.validators import LONGEST_CONTACT
from messages.paper import poster
from tests.e2e.test_exit import shell
from tests.support.chromium import browsing, needs_chromium
from tests.support.command import run
from tests.support.keyboard import ROOT
from tests.support.paper import shown
from tests.support.scanned import SQUARE, codes, decoded, drawn

PAGE = "https://check.example/vragen"
SERVED = {"GROOMINGCHECK_WEB": "on", "GROOMINGCHECK_WEB_URL": PAGE}
A4 = ViewportSize(width=794, height=1123)
"""A sheet, in CSS pixels."""
LEAST = 60.0
"""Millimetres across a code: at the ten to one that scanners like, it is read from 60 centimetres."""
FULL = {
    "GROOMINGCHECK_WEB": "on",
    "GROOMINGCHECK_WEB_URL": f"https://check.example/{'vragenlijst-' * 7}"[: poster.LONGEST],
    "GROOMINGCHECK_CHECKS": "groomingcheck,meldcode",
    **dict.fromkeys(
        ("GROOMINGCHECK_ACHTERWACHT", "GROOMINGCHECK_MELDPUNT"),
        ("Bereikbare dienst van de wijkverpleging, 030-1234567, " * 3)[:LONGEST_CONTACT],
    ),
}
"""The longest of everything that is set."""


def printed(locale: str = "nl", **given_: str) -> str:
    done = run("", "poster", "--locale", locale, **given_)
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout.decode("utf-8")


def svg(page: str) -> str:
    found = page[page.index("<svg") : page.index("</svg>")]
    assert page.count("<svg") == 1
    return found


@pytest.mark.parametrize("locale", ["nl", "en"])
def test_its_code_leads_to_the_page_and_the_address_stands_below_it(locale: str) -> None:
    page = printed(locale, **SERVED)
    assert page.startswith(f'<!doctype html>\n<html lang="{locale}">')
    assert codes(drawn(svg(page))) == [PAGE]
    assert "check.example/vragen" in shown(page).splitlines()


@settings(max_examples=30, deadline=None)
@given(st.from_regex(r"https://[a-z0-9-]{1,30}\.nl(:[0-9]{4})?(/[A-Za-z0-9._~%-]{0,40})?", fullmatch=True))
def test_the_code_of_any_address_is_read_as_that_address(address: str) -> None:
    assert codes(drawn(poster.code(address, Markup()))) == [address]


def test_a_code_has_the_white_edge_of_four_squares_that_scanners_are_promised() -> None:
    """ISO/IEC 18004, of the quiet zone. Many scanners can do with less."""
    picture, edge = drawn(poster.code(PAGE, Markup())), 4 * SQUARE
    for rows in (picture, [*zip(*picture, strict=True)]):
        assert {one for row in (*rows[:edge], *rows[-edge:]) for one in row} == {255}
        assert 0 in rows[edge]


def test_a_code_with_a_stain_is_read_all_the_same() -> None:
    """As one may be that hangs in a kitchen."""
    picture = drawn(poster.code(PAGE, Markup()))
    middle, reach = len(picture) // 2, len(picture) // 14
    for row in picture[middle - reach : middle + reach]:
        row[middle - reach : middle + reach] = bytes(2 * reach)
    assert codes(picture) == [PAGE]


def test_it_says_what_is_set_and_what_a_browser_keeps_and_nothing_about_anybody() -> None:
    own = {"GROOMINGCHECK_ACHTERWACHT": "030 <1>", "GROOMINGCHECK_MELDPUNT": "Loket & co"}
    text = shown(printed(**SERVED, **own))
    for line in (
        "Is er nu gevaar? Bel 112.",
        "De pagina bewaart je antwoorden niet. Je browser onthoudt wel dat je er was.",
        "Werk je alleen? Bel je achterwacht: 030 <1>.",
        "Jullie meldpunt: Loket & co.",
    ):
        assert line in text.splitlines()
    said = text.replace("Groomingcheck", "").lower()
    assert [word for word in ("grooming", "cliënt", "misbruik") if word in said] == []


def test_without_an_achterwacht_and_a_meldpunt_it_says_whom_to_ask() -> None:
    text = shown(printed(**SERVED))
    assert "Werk je alleen? Bel je achterwacht of je leidinggevende." in text
    assert "Weet je niet waar je meldt? Vraag het je leidinggevende." in text


def test_it_names_each_check_that_is_on() -> None:
    lines = shown(printed(**{**SERVED, "GROOMINGCHECK_CHECKS": "groomingcheck,meldcode"})).splitlines()
    assert "Groomingcheck · Meldcode (concept)" in lines


@pytest.mark.parametrize(
    "given_",
    [
        {},
        {"GROOMINGCHECK_WEB": "on"},
        {"GROOMINGCHECK_WEB_URL": PAGE},
        {"GROOMINGCHECK_WEB": "on", "GROOMINGCHECK_WEB_URL": "http://127.0.0.1:8080"},
        {"GROOMINGCHECK_WEB": "on", "GROOMINGCHECK_WEB_URL": "https://localhost"},
    ],
)
def test_without_an_address_for_everybody_it_says_which_settings_it_needs(given_: dict[str, str]) -> None:
    done = run("", "poster", **given_)
    assert (done.returncode, done.stdout) == (2, b"")
    [line] = done.stderr.decode().splitlines()
    assert "GROOMINGCHECK_WEB" in line
    assert "GROOMINGCHECK_WEB_URL" in line


def test_an_address_that_nobody_types_gets_one_line() -> None:
    done = run("", "poster", GROOMINGCHECK_WEB="on", GROOMINGCHECK_WEB_URL=PAGE.ljust(poster.LONGEST + 1, "n"))
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == (
        "groomingcheck: GROOMINGCHECK_WEB_URL: must be at most 100 characters long to fit in the QR code.\n"
    )


def test_it_is_written_to_a_file_as_to_the_output(tmp_path: Path) -> None:
    file = tmp_path / "poster.html"
    done = run("", "poster", "--output", str(file), **SERVED)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert file.read_text(encoding="utf-8") == printed(**SERVED)
    done = run("", "poster", "--output", str(tmp_path / "no" / "poster.html"), **SERVED)
    assert done.returncode == 2
    assert done.stderr == b"groomingcheck: --output: can't write 'poster.html' (No such file or directory).\n"


def test_a_poster_without_an_output_gets_one_line() -> None:
    done = shell(f"PYTHONPATH={ROOT} {sys.executable} -P -m adapters poster >&-")
    assert done.returncode == 2
    assert done.stderr.startswith(b"groomingcheck: can't write the poster: standard output is closed")
    assert done.stderr.count(b"\n") == 1


def test_a_template_of_the_organisation_that_fails_gets_one_line(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "poster.html.j2").write_text("{{ words.poster.nothing }}")
    done = run("", "poster", GROOMINGCHECK_MESSAGES=str(tmp_path), **SERVED)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"templates/poster.html.j2" in done.stderr


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as found:
        yield found


def on_paper(browser: Browser, folder: Path, html: str) -> Page:
    """Return the poster in a real browser, as it is printed, which has asked for nothing else."""
    file = folder / "poster.html"
    file.write_text(html, encoding="utf-8")
    page, asked = browser.new_page(viewport=A4), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    page.emulate_media(media="print")
    assert asked == [file.as_uri()]
    return page


@needs_chromium
@pytest.mark.parametrize("locale", ["nl", "en"])
@pytest.mark.parametrize("given_", [SERVED, FULL], ids=["usual", "full"])
def test_it_prints_on_one_sheet_with_a_code_that_can_be_scanned(
    browser: Browser, tmp_path: Path, locale: str, given_: dict[str, str]
) -> None:
    page = on_paper(browser, tmp_path, printed(locale, **given_))
    assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator("svg").evaluate("one => one.getBoundingClientRect().width") / 96 * 25.4 >= LEAST
    assert codes(decoded(page.screenshot())) == [given_["GROOMINGCHECK_WEB_URL"]]
    page.close()


@needs_chromium
@pytest.mark.parametrize("width", [320, 794])
def test_on_a_screen_it_is_accessible_and_no_wider_than_a_phone(browser: Browser, tmp_path: Path, width: int) -> None:
    html = printed(**SERVED)
    page = on_paper(browser, tmp_path, html)
    page.emulate_media(media="screen", color_scheme="dark")
    page.set_viewport_size({"width": width, "height": 700})
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert codes(decoded(page.screenshot(full_page=True))) == [PAGE]
    assert page.get_by_role("img", name="Code die naar check.example/vragen leidt").count() == 1
    assert unescape(page.title()) == "Twijfel je? Stel jezelf een paar vragen."
    page.close()
