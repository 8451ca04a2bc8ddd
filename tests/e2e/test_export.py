"""`groomingcheck export` prints a whole check for paper, or says in one line why it can't."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize

from messages.loading.folder import SHIPPED
from tests.conftest import ORGANISATION
from tests.e2e.test_exit import shell
from tests.support.chromium import browsing, needs_chromium
from tests.support.command import run
from tests.support.paper import job, printed, shown

A4 = ViewportSize(width=680, height=970)
"""The part of a sheet on which something is printed, in CSS pixels."""


def test_the_page_is_that_of_the_first_check_that_is_on() -> None:
    done = run("", "export")
    assert (done.returncode, done.stderr) == (0, b"")
    page = done.stdout.decode("utf-8")
    assert page.startswith('<!doctype html>\n<html lang="nl">')
    assert '<meta charset="utf-8">' in page
    assert shown(page).partition("De vraag")[0][:40] == printed(job("groomingcheck", "nl"))[:40]


def test_it_prints_a_check_that_is_off_and_one_of_the_organisation() -> None:
    done = run("", "export", "--check", "moneycheck", "--locale", "en", GROOMINGCHECK_MESSAGES=str(ORGANISATION))
    assert (done.returncode, done.stderr) == (0, b"")
    assert "Money check: all texts" in shown(done.stdout.decode())


def test_a_check_that_lacks_the_language_that_is_set_is_printed_in_its_own(tmp_path: Path) -> None:
    check = tmp_path / "moneycheck"
    check.mkdir()
    for name in ("check.toml", "nl.toml", "help.toml"):
        text = (ORGANISATION / "moneycheck" / name).read_text()
        (check / name).write_text(text.replace('en = "[A] Danger now"\n', ""))
    given = {"GROOMINGCHECK_MESSAGES": str(tmp_path), "GROOMINGCHECK_LOCALE": "en"}
    assert "Geldcheck: alle teksten" in shown(run("", "export", "--check", "moneycheck", **given).stdout.decode())
    done = run("", "export", "--check", "moneycheck", "--locale", "en", **given)
    assert done.returncode == 2
    assert done.stderr == b"groomingcheck: --locale: unknown 'en'; choose from: nl.\n"


def test_a_check_that_is_not_there_gets_one_line() -> None:
    done = run("", "export", "--check", "grooming")
    assert done.returncode == 2
    assert done.stderr.startswith(b"groomingcheck: --check: unknown 'grooming'; choose from: groomingcheck")
    assert done.stderr.count(b"\n") == 1


def test_each_fault_of_its_texts_gets_one_line(tmp_path: Path) -> None:
    (tmp_path / "groomingcheck").mkdir()
    for file, old, new in (
        ("nl.toml", '"[A] Is er nu gevaar? Bel 112."', '"Is er nu gevaar?"'),
        (
            "sources.toml",
            'source = "[iPhoned](https://www.iphoned.nl/tips/iphone-tips-week-45-2022/), 11-2022"',
            'source = "?"',
        ),
    ):
        text = (SHIPPED / "groomingcheck" / file).read_text()
        assert text.count(old) == 1
        (tmp_path / "groomingcheck" / file).write_text(text.replace(old, new))
    done = run("", "export", GROOMINGCHECK_MESSAGES=str(tmp_path))
    assert (done.returncode, done.stdout) == (2, b"")
    first, second = done.stderr.decode().splitlines()
    assert "groomingcheck/nl.toml, bij danger: zet vooraan waar de tekst vandaan komt" in first
    assert "groomingcheck/sources.toml, bij fact." in second
    assert "zet erbij waar het staat, met het adres" in second


def test_an_export_without_an_output_gets_one_line() -> None:
    done = shell("groomingcheck export >&-")
    assert done.returncode == 2
    assert done.stderr == b"groomingcheck: can't write the export: standard output is closed.\n"


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Page]:
    """The export in a real browser, which has asked for nothing else."""
    file = tmp_path / "check.html"
    file.write_bytes(run("", "export").stdout)
    with browsing() as browser:
        found, asked = browser.new_page(viewport=A4), list[str]()
        found.on("request", lambda request: asked.append(request.url))
        found.goto(file.as_uri())
        yield found
        assert asked == [file.as_uri()]


@needs_chromium
def test_it_is_accessible_and_asks_for_nothing_from_elsewhere(page: Page) -> None:
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == []


@needs_chromium
def test_nothing_on_it_is_wider_than_a_sheet_and_only_what_is_long_may_be_divided(page: Page) -> None:
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    heights = page.evaluate(
        """[...document.querySelectorAll(".item")].map(one => [one.offsetHeight, getComputedStyle(one).breakInside])"""
    )
    assert len(heights) > 60
    assert [height for height, inside in heights if inside == "avoid" and height > A4["height"]] == []
    assert all(inside == "avoid" or height > A4["height"] / 3 for height, inside in heights)
