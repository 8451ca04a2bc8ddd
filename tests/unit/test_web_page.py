"""The page shows all that a screen says, each button once, in an order that reads well, and stays small."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest

from adapters.checks.screen import Button, CheckOutcome, Screen
from adapters.web.page import BESIDE, PageWriter, WebPage
from bot.views import Advice, Ask, Help, Overview, Privacy
from messages.markup import plain
from tests.unit.test_content import LOCALES
from tests.unit.test_screens import content, screens

LARGEST = 14_000
VOID = {"meta", "link", "input"}


class Outline(HTMLParser):
    """Reads a page: what is open where, and how it is nested."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.ids += [value or "" for name, value in attrs if name == "id"]
        assert not (tag in {"a", "button"} and {"a", "button"} & {*self.open}), "nothing to press is inside another"
        assert not (tag == "form" and "form" in self.open), "no form is inside another"
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def writer() -> PageWriter:
    return PageWriter(content().words, "https://weer.test/?a=1&b=2", 15)


def words(html: str) -> list[str]:
    """Return the words of a text, without the marks and numbers of its lists."""
    shown = re.sub(r"(?m)^(?:• |\d+\. )", "", plain(html))
    return sorted(re.findall(r"[^\W_]+", shown))


def main(page: str) -> str:
    return page.partition("<main")[2].partition("</main>")[0].partition(">")[2]


def of_chats(locale: str) -> list[str]:
    """Return what is said of chat apps alone, in HTML."""
    own = content().words[locale]
    return [str(own["welcome.chat"]), str(own["privacy.chat"])]


def said_here(screen: Screen, locale: str) -> str:
    """Return the HTML of a screen without what it says of chat apps alone."""
    html = screen.html
    for text in of_chats(locale):
        html = html.replace(text, "")
    return html


@pytest.mark.parametrize("locale", LOCALES)
def test_each_screen_is_a_sound_page_that_says_all_of_it_and_has_each_button_once(locale: str) -> None:
    made = writer()
    for say, screen in screens(locale):
        page = made.write(WebPage(screen, locale, "C0", way_in=screen.outcome is CheckOutcome.STARTED))
        outline = Outline(page)
        assert outline.open == []
        assert outline.tags.count("h1") == 1
        assert len(outline.ids) == len({*outline.ids})
        assert len(page.encode()) < LARGEST, say
        sent = re.findall(r'name="press" value="([^"]*)"', main(page))
        assert sorted(sent) == sorted(one.payload for one in screen.buttons)
        text = re.sub(r"<[^>]+>", " ", re.sub(r"<button.*?</button>", "", main(page), flags=re.DOTALL))
        missing = [
            word for word in words(said_here(screen, locale)) if word not in re.findall(r"[^\W_]+", unescape(text))
        ]
        assert missing == [], say


@pytest.mark.parametrize("locale", LOCALES)
def test_what_is_said_of_chat_apps_alone_is_not_on_the_page(locale: str) -> None:
    made, told = writer(), 0
    lines = [line.removeprefix("• ") for text in of_chats(locale) for line in text.split("\n")]
    for say, screen in screens(locale):
        shown = made.write(WebPage(screen, locale))
        told += any(line in screen.html for line in lines)
        assert [line for line in lines if line in shown] == [], say
    assert told >= 2, "the welcome and what is kept say so elsewhere"


@pytest.mark.parametrize("locale", LOCALES)
def test_no_page_leads_to_itself(locale: str) -> None:
    made, seen = writer(), set()
    for say, screen in screens(locale):
        if isinstance(say, Help | Privacy):
            shown = made.write(WebPage(screen, locale))
            [name] = [name for name in BESIDE if f'<h1 id="asked">{content().words[locale][f"{name}.title"]}<' in shown]
            seen.add(name)
            assert f'name="show" value="{name}"' not in shown
    assert seen == {*BESIDE}


@pytest.mark.parametrize("locale", LOCALES)
def test_a_question_is_followed_by_how_far_it_is_and_its_answers(locale: str) -> None:
    made = writer()
    for say, screen in screens(locale):
        if isinstance(say, Ask):
            shown = main(made.write(WebPage(screen, locale)))
            given, _, rest = shown.rpartition('<h1 id="asked">')
            assert bool(given.strip()) is bool(say.guidance)
            assert "<h2" not in given
            places = [rest.index(one) for one in ("</h1>", 'class="progress"', 'class="answers"')]
            assert places == sorted(places)
            assert rest.count('class="answer"') == sum(one.answers for one in screen.buttons)


def test_what_is_urgent_is_the_heading_and_stands_out() -> None:
    made = writer()
    urgent = [screen for say, screen in screens("nl") if isinstance(say, Advice) and screen.urgent]
    assert urgent
    for screen in urgent:
        shown = main(made.write(WebPage(screen, "nl")))
        assert '<h1 id="asked">Doe nu</h1>\n<ul class="urgent">' in shown
        assert shown.count('class="urgent"') == 1


def test_each_answer_of_the_overview_has_its_button_beside_it() -> None:
    made = writer()
    overviews = [screen for say, screen in screens("nl") if isinstance(say, Overview)]
    assert overviews
    for screen in overviews:
        shown = main(made.write(WebPage(screen, "nl")))
        beside = re.findall(
            r'<li value="(\d)"><span>[^\n]*</span> <button class="change" form="check"[^>]*>(.*?)</b', shown
        )
        assert [f"Wijzig antwoord {number}" for number, _ in beside] == [label for _, label in beside]
        assert len(beside) == len([one for one in screen.buttons if one.label.startswith("Wijzig")])


def test_whatever_a_label_or_a_payload_holds_is_no_markup() -> None:
    evil = '"><script>alert(1)</script>\ue000\ue001'
    screen = Screen("<b>Titel</b>\n\nTekst", (Button("", evil, evil), Button("", "x", "y", answers=True)))
    page = writer().write(WebPage(screen, "nl", evil, "help"))
    assert Outline(page).tags.count("script") == 1
    assert page.count("alert(1)") == page.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 3


def test_lines_that_a_template_of_ones_own_may_have() -> None:
    """Bold over several lines, a list between texts, a link with a number in it, and no heading at all."""
    html = (
        "<b>Eén\ntwee</b>\n\nTekst 112.\n• <i>a</i>\n• b\nMeer\n"
        '<a href="https://www.voorbeeld.nl/">Bel 0800-2000</a>\n1. een\n3. drie\n<i>schuin</i>\n<b>Slot</b>'
    )
    shown = main(writer().write(WebPage(Screen(html), "nl")))
    assert Outline(f"<main>{shown}</main>").open == []
    for one in (
        '<h1 id="asked">Eén</h1>\n<p class="strong">twee</p>',
        '<p>Tekst <a href="tel:112">112</a>.</p>\n<ul>\n<li><i>a</i></li>\n<li>b</li>\n</ul>\n<p>Meer</p>',
        '<p><a href="https://www.voorbeeld.nl/">Bel 0800-2000</a></p>',
        '<ol>\n<li value="1"><span>een</span></li>\n<li value="3"><span>drie</span></li>\n</ol>',
        '<p class="hint">schuin</p>\n<p class="strong">Slot</p>',
    ):
        assert one in shown
    untitled = main(writer().write(WebPage(Screen("Een\n\nTwee"), "nl"))).strip()
    assert untitled == '<h1 id="asked">Vragenlijst</h1>\n<p>Een</p>\n<p>Twee</p>'
    assert main(writer().write(WebPage(Screen(""), "nl"))).strip() == '<h1 id="asked">Vragenlijst</h1>'
