"""The statement of an audit, as text and as a page."""

import datetime as dt
import re
from html import unescape

import pytest

from adapters.privacy.audit.audit import AuditResult
from adapters.privacy.audit.canaries import CanaryKind
from adapters.privacy.audit.search import Leak, Searched, SearchedPlace
from adapters.privacy.audit.statement import Statement, html, statement, text
from adapters.runtime import release
from messages.content import Content
from tests.support.audits import EVERYWHERE


def searched(amount: int | None = 5, *leaks: Leak) -> list[Searched]:
    others = [Searched(place, 1000) for place in EVERYWHERE - {SearchedPlace.MEMORY}]
    return [*others, Searched(SearchedPlace.MEMORY, amount, list(leaks))]


def told(shipped: Content, result: AuditResult, locale: str = "en") -> Statement:
    now = dt.datetime(2026, 11, 22, 13, 5, tzinfo=dt.UTC)
    return statement([result], shipped.words[locale], locale, now)


def test_the_statement_says_what_was_done_and_what_was_found(shipped: Content) -> None:
    clean = AuditResult(("Slack, HTTP", "Telegram, webhook"), 46, 500, searched(2_000_000))
    lines = list(text(told(shipped, clean)))
    assert f"Made with groomingcheck {release.version()}, commit {release.commit()}, on" in lines[2]
    assert "6 test checks, with 46 presses of a button, through Slack, HTTP; Telegram, webhook." in lines[3]
    assert (
        "- the memory, including what is no longer used (2\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}000 bytes): nothing"
        in lines
    )
    assert "Nothing was found." in lines


def test_the_statement_says_so_loudly_when_something_is_found(shipped: Content) -> None:
    leak = AuditResult(("Slack, HTTP",), 23, 200, searched(5, Leak(SearchedPlace.MEMORY, "[heap]", CanaryKind.NAME, 2)))
    lines = list(text(told(shipped, leak, "nl")))
    assert "- het geheugen, ook wat niet meer in gebruik is (5 bytes): een naam, 2 keer, in [heap]" in lines
    assert "Er is iets gevonden. Gebruik de bot niet tot dit is opgelost." in lines


def test_the_statement_says_what_could_not_be_searched(shipped: Content) -> None:
    lines = list(text(told(shipped, AuditResult(("Slack, HTTP",), 23, 200, searched(None)))))
    assert "- the memory, including what is no longer used: not searched: this computer doesn’t show it" in lines
    assert "Nothing was found in what could be searched. Not every place could be searched." in lines


@pytest.mark.parametrize(
    ("amount", "used", "kept"),
    [
        (
            7_000,
            "A real browser pressed the buttons on the page.",
            "what the browser keeps on the disk (7\N{NO-BREAK SPACE}000 bytes): nothing",
        ),
        (
            None,
            "No real browser pressed the buttons on the page, as there was none.",
            "what the browser keeps on the disk: not searched: there was no browser",
        ),
    ],
)
def test_the_statement_says_which_browser_there_was(shipped: Content, amount: int | None, used: str, kept: str) -> None:
    device = Searched(SearchedPlace.DEVICE, amount)
    lines = list(text(told(shipped, AuditResult(("Browser",), 23, 200, [*searched(), device]))))
    assert [line for line in lines if line.startswith(used)]
    assert f"- {kept}" in lines
    clean = (
        "Nothing was found."
        if amount
        else "Nothing was found in what could be searched. Not every place could be searched."
    )
    assert clean in lines


def test_where_nobody_used_a_browser_none_is_spoken_of(shipped: Content) -> None:
    lines = list(text(told(shipped, AuditResult(("Slack, HTTP",), 23, 200, searched()))))
    assert not [line for line in lines if "browser" in line]


def test_the_page_holds_all_that_the_text_does_and_nothing_that_was_found_is_markup(shipped: Content) -> None:
    left = Leak(SearchedPlace.CHAT, "Telegram, <b>webhook</b>", None, 3)
    result = AuditResult(("Slack, HTTP",), 23, 200, [*searched(), Searched(SearchedPlace.CHAT, leaks=[left])])
    page = html(told(shipped, result, "nl"))
    assert page.startswith('<!doctype html>\n<html lang="nl">')
    assert "een bericht, 3 keer, in Telegram, &lt;b&gt;webhook&lt;/b&gt;" in page
    shown = flat(unescape(re.sub(r"<[^>]+>", " ", page)))
    assert not [line for line in text(told(shipped, result, "nl")) if flat(line.removeprefix("- ")) not in shown]


def flat(written: str) -> str:
    """Return it without its layout."""
    return " ".join(re.sub(r"[():]", " ", written).split())
