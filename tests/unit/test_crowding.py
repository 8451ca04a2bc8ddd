"""How much a screen and a path may ask: to the last word, in any check, for every way to answer it."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.channels import registry
from adapters.terminal.limits import LIMITS as TERMINAL
from bot.check import Check
from bot.choices import choices
from bot.engine import step
from bot.events import Answered, Began, Event, Finished, Started
from bot.state import blank
from bot.views import Advice, Ask, Reading, View, Welcome
from messages.content import Content
from messages.linting.limits import ChannelLimits, ScreenLimits
from messages.linting.review import review
from messages.linting.screens import longest_paths, most_cards, words
from messages.loading.organisation import Organisation
from messages.rendering.renderer import Renderer
from tests.conftest import ORGANISATION
from tests.support.loading import load_content
from tests.unit.test_review import TODAY, copy_check, lay_over

NL = "groomingcheck/nl.toml"
LOCALES = ["nl", "en"]
LIMIT = ScreenLimits(columns=1, lines=1000.0, answer=0.0)
"""Those of words, buttons and cards, on a channel where any line fits."""


MEASURED = [one for one in (*registry.limits(), TERMINAL) if one.screen]
"""The channels that limit what is on a screen."""


def told(organisation: Organisation, screen: ScreenLimits = LIMIT) -> list[tuple[str, str, object, object]]:
    """Return the file, the key, the number and the limit of what is too full on a channel with these limits."""
    faults = review(organisation, TODAY, [ChannelLimits("Pigeon post", screen=screen)])
    crowded = [
        fault for fault in faults if {"count", "limit"} <= fault.detail.keys() and "sentence" not in fault.detail
    ]
    return [(fault.file, fault.key, fault.detail["count"], fault.detail["limit"]) for fault in crowded if fault.key]


def walk(check: Check, answers: tuple[int, ...]) -> Iterator[tuple[Event, View]]:
    """Yield each press from the start of a check to its end, with the screen that it leads to."""
    state = blank(check)
    pending: list[Event] = [Started(), Began(), *(Answered(*answer) for answer in enumerate(answers)), Finished()]
    for event in pending:
        state, view = step(check, state, event)
        yield event, view
        while isinstance(view, Reading):
            onward = view.onward
            state, view = step(check, state, onward)
            yield onward, view


def asked(check: Check, renderer: Renderer, answers: tuple[int, ...]) -> int:
    """Return the words of the questions on a path."""
    shown = (view for _, view in walk(check, answers) if isinstance(view, Ask))
    return sum(words(renderer.render(view).html) for view in shown)


def long(check: Check, renderer: Renderer) -> dict[int, int]:
    return longest_paths(check, lambda view: words(renderer.render(view).html))


def test_every_channel_but_the_page_which_scrolls_says_how_much_fits_on_its_screen() -> None:
    assert [one.channel for one in registry.limits() if not one.screen] == ["Browser"]
    for channel in MEASURED:
        assert channel.screen
        assert (channel.screen.welcome, channel.screen.question, channel.screen.buttons) == (59, 75, 8), channel
        assert (channel.screen.snippet, channel.screen.average, channel.screen.other) == (30, 59, 110), channel


def test_the_limits_of_screens_are_those_of_a_path_of_700_words() -> None:
    assert LIMIT.welcome + 9 * LIMIT.average + LIMIT.other == 700


@pytest.mark.parametrize("locale", LOCALES)
@given(st.data())
def test_every_path_of_the_shipped_check_is_short(
    shipped: Content, check: Check, locale: str, data: st.DataObject
) -> None:
    answers = tuple(data.draw(st.integers(0, len(question.options) - 1)) for question in check.questions)
    renderer = shipped.renderers["groomingcheck", locale]
    path = list(walk(check, answers))
    cards = sum(isinstance(view, Reading) for _, view in path)
    assert cards <= 3
    assert len(path) - 1 == 11 + cards  # the first is no press: it calls the check up
    shown = [(view, renderer.render(view)) for _, view in path]
    assert sum(words(one.html) for view, one in shown if not isinstance(view, Reading)) <= 700
    for view, one in shown:
        assert words(one.html) <= {Welcome: 59, Ask: 75, Advice: 109}.get(type(view), 110), view
        assert len(choices(check, view)) <= 8 or not isinstance(view, Ask), view


@pytest.mark.parametrize("locale", LOCALES)
def test_the_longest_path_is_the_longest_of_all(own: Content, locale: str) -> None:
    check, renderer = own.checks["moneycheck"], own.renderers["moneycheck", locale]
    every = product(*(range(len(question.options)) for question in check.questions))
    assert {len(check.questions): max(asked(check, renderer, answers) for answers in every)} == long(check, renderer)


@pytest.mark.parametrize("locale", LOCALES)
@given(st.data())
def test_no_path_of_the_shipped_check_is_longer_than_the_longest(
    shipped: Content, check: Check, locale: str, data: st.DataObject
) -> None:
    answers = tuple(data.draw(st.integers(0, len(question.options) - 1)) for question in check.questions)
    renderer = shipped.renderers["groomingcheck", locale]
    assert asked(check, renderer, answers) <= long(check, renderer)[len(check.questions)]


@pytest.mark.parametrize("locale", LOCALES)
def test_the_longest_path_of_the_shipped_check_can_be_walked(shipped: Content, check: Check, locale: str) -> None:
    """Answered with what has the longest tip, question by question."""
    renderer = shipped.renderers["groomingcheck", locale]
    answers: tuple[int, ...] = (0,) * len(check.questions)
    for place, question in enumerate(check.questions):
        ways = [(*answers[:place], option, *answers[place + 1 :]) for option in range(len(question.options))]
        answers = max(ways, key=lambda way: asked(check, renderer, way))
    assert asked(check, renderer, answers) == long(check, renderer)[len(check.questions)]


def test_the_most_cards_are_those_of_a_path_with_all_of_them(check: Check) -> None:
    every = [
        next((index for index, option in enumerate(question.options) if option.card), 0) for question in check.questions
    ]
    cards = sum(isinstance(view, Reading) for _, view in walk(check, tuple(every)))
    assert {len(check.questions): cards} == most_cards(check) == {9: 3}


@pytest.mark.parametrize("over", [0, 1])
@pytest.mark.parametrize(
    ("key", "most", "old"),
    [
        ("welcome", 59, "Twijfel je? Negen vragen helpen je nadenken."),
        ("question.contact", 75, "Denk aan apps, games en datingsites."),
        ("question.trust.guidance.often", 30, "Houd open contact, en blijf het actief en regelmatig herhalen."),
        ("card.listening", 110, "• Blijf rustig en luister."),
        ("question.contact.why", 110, "Je hoeft niet alles te weten. Het gaat om echte interesse."),
    ],
)
def test_a_screen_has_room_for_so_many_words_and_no_more(
    tmp_path: Path, key: str, most: int, old: str, over: int
) -> None:
    def counted(added: int) -> list[object]:
        return [count for _, at, count, _ in told(lay_over(tmp_path, NL, old, "Ja. " * added)) if at == key]

    [full] = counted(200)
    assert isinstance(full, int)
    assert counted(200 - full + most + over) == [most + 1] * over


def test_a_path_may_be_as_long_as_its_number_of_questions_allows(tmp_path: Path) -> None:
    copy_check(tmp_path)
    text = tmp_path / "moneycheck" / "nl.toml"
    shipped = text.read_text()
    own = Organisation(folder=tmp_path, checks=("moneycheck",))
    before = long(*measured(own))[2]
    for over in (0, 1):
        text.write_text(
            shipped.replace("Denk aan kleingeld.", "Denk aan kleingeld." + " Ja." * (2 * 59 - before + over))
        )
        paths = [one for one in told(own, ScreenLimits(1, 1000.0, 0.0, question=200)) if one[1] == "question"]
        assert paths == [("moneycheck/nl.toml", "question", 119, 118)] * over


def test_a_path_that_skips_questions_has_room_for_fewer_words(tmp_path: Path) -> None:
    """The other one, which has all of them, makes up for a long question by a short one."""
    copy_check(tmp_path)
    structure, text = (tmp_path / "moneycheck" / name for name in ("check.toml", "nl.toml"))
    own = Organisation(folder=tmp_path, checks=("moneycheck",))
    text.write_text(text.read_text().replace("Denk aan kleingeld.", "Denk aan kleingeld." + " Ja." * 50))
    assert [one for one in told(own) if one[1] == "question"] == []
    structure.write_text(
        structure.read_text().replace("[question.purse]", '[question.purse]\nleads_to = { advice = ["no"] }')
    )
    [(file, _, count, limit)] = [one for one in told(own) if one[1] == "question"]
    assert (file, count, limit) == ("moneycheck/nl.toml", long(*measured(own))[1], 59)


def measured(organisation: Organisation) -> tuple[Check, Renderer]:
    loaded = load_content(organisation)
    return loaded.checks["moneycheck"], loaded.renderers["moneycheck", "nl"]


def test_a_short_check_may_have_one_card_and_a_longer_one_more(tmp_path: Path) -> None:
    copy_check(tmp_path)
    structure = tmp_path / "moneycheck" / "check.toml"
    shipped = structure.read_text()
    own = Organisation(folder=tmp_path)
    one = shipped.replace('offers = ["saving"]', 'shows = { saving = ["no"] }')
    for text, cards in (
        (one, []),
        (one.replace('options = ["client"', 'shows = { saving = ["team"] }\noptions = ["client"'), [2]),
    ):
        structure.write_text(text)
        assert [
            count for file, key, count, _ in told(own) if (file, key) == ("moneycheck/check.toml", "question")
        ] == cards


def test_a_question_with_five_answers_is_told_and_asked_all_the_same() -> None:
    own = Organisation(folder=ORGANISATION, checks=("moneycheck",))
    assert ("moneycheck/check.toml", "question.who.options", 9, 8) in told(own)
    check = load_content(own).checks["moneycheck"]
    assert len(check.questions[1].options) == 5


def test_what_is_too_full_does_not_stop_the_start(tmp_path: Path) -> None:
    crowded = lay_over(tmp_path, NL, "Denk aan apps, games en datingsites.", "Ja. " * 300)
    assert told(crowded)
    assert "groomingcheck" in load_content(crowded).checks


def test_the_meldpunt_and_the_achterwacht_count_where_they_stand() -> None:
    long = (
        "dag en nacht te bellen op nummer 0800-1234, ook als je twijfelt, en vraag daar dan naar wie er nu wacht heeft"
    )
    assert told(Organisation()) == []
    keys = {key for _, key, _, _ in told(Organisation(meldpunt=long, achterwacht=long))}
    assert keys >= {"welcome", "question.discuss.guidance.who"}
    ordinary = Organisation(
        meldpunt="bel 0800-1234 of mail meldpunt@zorg.nl", achterwacht="06-12345678, vraag naar Jan"
    )
    assert told(ordinary) == []


@pytest.mark.parametrize("channel", MEASURED, ids=lambda channel: channel.channel)
def test_a_question_is_told_on_each_channel_where_it_does_not_fit(tmp_path: Path, channel: ChannelLimits) -> None:
    hint = "Verstandelijkebeperkingen. " * 40
    tall = lay_over(tmp_path, NL, "Denk aan apps, games en datingsites.", hint)
    found = [fault for fault in review(tall, TODAY, [channel]) if fault.kind == "tall_question"]
    assert [(fault.key, fault.detail["channel"]) for fault in found] == [("question.contact", channel.channel)]


def test_of_more_answers_than_may_be_only_their_number_is_told() -> None:
    """No shorter question would make room for them: what counts is whether it is too tall above as many as may be."""
    faults = told(Organisation(folder=ORGANISATION), ScreenLimits(columns=60, lines=15.0, answer=2.2))
    assert [fault for fault in faults if fault[0].startswith("moneycheck")] == [
        ("moneycheck/check.toml", "question.who.options", 9, 8)
    ]
