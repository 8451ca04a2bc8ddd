"""Whom to call in the organisation itself: its reporting point, and who is on call."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.check import Check
from bot.engine import step
from bot.events import Answered, Began, Finished, Started
from bot.state import blank
from bot.views import Help, Reading, View, Welcome
from messages import markup
from messages.content import Content
from messages.loading.folder import SHIPPED
from messages.loading.organisation import Organisation
from tests.support.loading import load_content
from tests.support.turns import turns

ON_CALL, POINT = "06-12 34 56 78", "Veilig Werken, 030-123 45 67"
UNSET, SET = Organisation(concepts=True), Organisation(meldpunt=POINT, achterwacht=ON_CALL, concepts=True)
HEADINGS = {"nl": "Nu open", "en": "Open now"}
SENTENCES = {
    ("nl", UNSET): (
        "Werk je alleen? Bel je achterwacht of je leidinggevende.",
        "Weet je niet waar je meldt? Vraag het je leidinggevende.",
    ),
    ("nl", SET): (
        f"Werk je alleen? Bel je achterwacht: {ON_CALL}.",
        f"Jullie meldpunt: {POINT}.",
    ),
    ("en", UNSET): (
        "Working alone? Call the person on call, or your manager.",
        "Don’t know where to report? Ask your manager.",
    ),
    ("en", SET): (
        f"Working alone? Call the person on call: {ON_CALL}.",
        f"Your reporting point: {POINT}.",
    ),
}
"""Whom to call who works alone, and where to report, by language and organisation."""
every_case = pytest.mark.parametrize(("locale", "organisation"), SENTENCES, ids=str)


@pytest.fixture(scope="module")
def contents() -> dict[Organisation, Content]:
    return {organisation: load_content(organisation) for organisation in (UNSET, SET)}


def shown(content: Content, locale: str, say: View) -> str:
    return markup.plain(content.renderers["groomingcheck", locale].render(say).html)


@every_case
def test_both_stand_above_all_help_numbers(
    contents: dict[Organisation, Content], locale: str, organisation: Organisation
) -> None:
    _, on_call, point, *rest = filter(None, shown(contents[organisation], locale, Help()).splitlines())
    assert (on_call, point) == SENTENCES[locale, organisation]
    assert rest[0] == HEADINGS[locale]


def test_whatever_stands_in_a_number_is_shown_as_it_is(tmp_path: Path) -> None:
    odd = "**21*06 <b>& {meldpunt} %s _x_"
    numbers = (SHIPPED / "groomingcheck" / "help.toml").read_text()
    (tmp_path / "groomingcheck").mkdir()
    (tmp_path / "groomingcheck" / "help.toml").write_text(numbers.replace('"0900-8844"', f'"{odd}"'))
    content = load_content(Organisation(folder=tmp_path, meldpunt=odd, achterwacht=odd))
    assert (
        shown(content, "nl", Help()).count(odd) == 4
    )  # the police's is in the list, and once more with what to know of it


@every_case
def test_each_is_said_at_most_once_on_a_screen(
    contents: dict[Organisation, Content], locale: str, organisation: Organisation
) -> None:
    content = contents[organisation]
    for say in turns(content.checks["groomingcheck"]):
        text = shown(content, locale, say)
        assert all(text.count(sentence) <= 1 for sentence in SENTENCES[locale, organisation]), say


@given(st.data())
@pytest.mark.parametrize("locale", ["nl", "en"])
def test_whom_to_ask_is_said_once_in_a_whole_check(
    contents: dict[Organisation, Content], locale: str, data: st.DataObject
) -> None:
    """Where to report is asked at the end, when there is something to do about it, and who is on call at the start."""
    content = contents[UNSET]
    check = content.checks["groomingcheck"]
    answers = [data.draw(st.integers(0, len(question.options) - 1)) for question in check.questions]
    said = [shown(content, locale, say) for say in path(check, answers)]
    on_call, point = SENTENCES[locale, UNSET]
    assert [text.count(point) for text in said] == [0] * (len(said) - 2) + [1, 0]
    assert [text.count(on_call) for text in said] == [1] + [0] * (len(said) - 1)


def path(check: Check, answers: list[int]) -> Iterator[View]:
    """Yield each screen from the welcome to the end, when somebody answers every question and opens nothing."""
    state, say = step(check, blank(check), Started())
    assert say == Welcome()
    yield say
    state, say = step(check, state, Began())
    for question, option in enumerate(answers):
        yield say
        state, say = step(check, state, Answered(question, option))
        if isinstance(say, Reading):
            yield say
            state, say = step(check, state, say.onward)
    yield say
    yield step(check, state, Finished())[1]
