"""The check over the meldcode, on every path: its expectations are the five steps, and don't read its rules."""

from collections.abc import Iterator

import pytest

from bot.check import Attention, Check
from bot.engine import step
from bot.events import Answered, Began
from bot.state import State, blank
from bot.views import Advice, Ask, Reading, View
from messages import markup
from messages.content import Content
from messages.loading.organisation import CHECKS, Organisation
from tests.support.loading import load_content

STEPS = {"notes": "step_1", "consult": "step_2", "talk": "step_3", "weigh": "step_4", "decide": "step_5"}
"""The step of each question that asks whether it was taken."""
ON = {"danger": {"no"}, "who": {"home", "other", "unsure"}, "talk": {"done", "unsafe"}}
"""The answers that lead on to the next question; of any other question only that it was done."""
OTHERWISE = {
    ("danger", "yes"): ["call_now", "tell_team"],
    ("danger", "doubt"): ["call_advice", "tell_team"],
    ("who", "care"): ["own_route"],
    ("weigh", "doubt"): ["step_4_doubt"],
    ("decide", "done"): ["follow"],
}
"""What is next after an answer that ends a path, where that is not the step that was asked for."""
Path = dict[str, str]


@pytest.fixture(scope="module")
def meldcode() -> Content:
    return load_content(Organisation(checks=("meldcode",)))


@pytest.fixture(scope="module")
def check(meldcode: Content) -> Check:
    return meldcode.checks["meldcode"]


def paths(check: Check, state: State, view: View, path: Path) -> Iterator[tuple[Path, Advice]]:
    """Answer every question that is asked, in every way, and yield each way with the advice that it leads to."""
    if isinstance(view, Advice):
        yield path, view
        return
    assert isinstance(view, Ask)
    index = view.number - 1
    for number, option in enumerate(check.questions[index].options):
        moved, following = step(check, state, Answered(index, number))
        if isinstance(following, Reading):
            moved, following = step(check, moved, following.onward)
        yield from paths(check, moved, following, {**path, view.question: option.id})


def every(check: Check) -> list[tuple[Path, Advice]]:
    return list(paths(check, *step(check, blank(check), Began()), {}))


def test_a_path_ends_with_the_first_step_that_is_still_to_be_taken(check: Check) -> None:
    found = every(check)
    assert len(found) > 50
    for path, advice in found:
        *before, last = path.items()
        assert all(answer in ON.get(question, {"done"}) for question, answer in before), path
        question, answer = last
        assert question == "decide" or answer not in ON.get(question, {"done"}), path
        later = ["step_3_safe"] if path.get("talk") == "unsafe" else []
        wanted = OTHERWISE.get(last) or [STEPS[question]]
        assert sorted(point.source for point in advice.points) == sorted(later + wanted), path


def test_only_a_call_is_urgent_and_it_stands_above_everything(check: Check) -> None:
    for path, advice in every(check):
        urgent = [point.source for point in advice.points if point.urgent]
        assert urgent == [source for source in ("call_now", "call_advice") if source in OTHERWISE.get(last(path), [])]
        assert [point.source for point in advice.points][: len(urgent)] == urgent


def last(path: Path) -> tuple[str, str]:
    return list(path.items())[-1]


def test_whoever_says_that_there_is_danger_reads_the_number_after_two_presses(meldcode: Content, check: Check) -> None:
    _, view = step(check, step(check, blank(check), Began())[0], Answered(0, 0))
    shown = markup.plain(meldcode.renderers["meldcode", "nl"].render(view).html)
    assert shown.startswith("Doe nu\n• Bel 112.")


def test_no_answer_is_a_signal_of_anything(check: Check) -> None:
    assert {option.attention for asked in check.questions for option in asked.options} == {Attention.NONE}


def test_every_advice_says_with_whom_to_decide_and_decides_nothing(meldcode: Content, check: Check) -> None:
    renderer = meldcode.renderers["meldcode", "nl"]
    for path, advice in every(check):
        shown = markup.plain(renderer.render(advice).html)
        assert "Over melden beslis je samen, met je aandachtsfunctionaris of leidinggevende." in shown, path
        assert "112 bellen, of Veilig Thuis om advies vragen, mag altijd." in shown, path
        assert "Je volgende stap" in shown, path
        assert "moet melden" not in shown, path


def test_every_question_can_be_left_without_blame(check: Check) -> None:
    """Whoever doesn't know, or isn't that far, has an answer of their own."""
    ways_out = {"doubt", "unsure", "hard"}
    assert [asked.id for asked in check.questions if not ways_out & {option.id for option in asked.options}] == []


def test_a_whole_path_is_as_short_as_that_of_the_other_check(check: Check) -> None:
    """From the welcome to the advice, a press for each screen; the cards come on top, two at most."""
    cards = {
        sum(
            option.card is not None
            for asked in check.questions
            for option in asked.options
            if path.get(asked.id) == option.id
        )
        for path, _ in every(check)
    }
    assert max(len(path) for path, _ in every(check)) + 1 <= 11
    assert max(cards) <= 2


def test_it_is_off_until_somebody_names_it_and_a_concept(check: Check) -> None:
    assert CHECKS == ("groomingcheck",)
    assert "meldcode" not in load_content(Organisation()).checks
    assert check.concept


def test_whoever_speaks_another_language_gets_it_in_dutch() -> None:
    both = load_content(Organisation(checks=("groomingcheck", "meldcode")))
    assert both.renderers["meldcode", "en"] is both.renderers["meldcode", "nl"]
    assert both.renderers["groomingcheck", "en"] is not both.renderers["groomingcheck", "nl"]
