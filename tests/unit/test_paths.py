"""Every way to answer the shipped check: 147,456 paths, each compared with the rules as the experts wrote them.

The expectations here are written out by hand from the rules' own sentences; they do not read the check's structure.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.check import Check
from bot.engine import step
from bot.events import POINTS, Answered, Began, Concluded, Continued, Opened
from bot.state import State, blank
from bot.views import Advice, Ask, Point, Points, Reading, View
from messages.content import Content

PATHS = 147_456
QUESTIONS = ["contact", "signals", "recognise", "basis", "discuss", "trust", "judge", "invite", "location"]
NEEDS_ATTENTION = {
    "contact": {"some", "no"},
    "signals": {"some", "no"},
    "recognise": {"yes", "doubt", "unsure"},
    "basis": {"facts", "feeling", "both"},
    "discuss": {"not_yet", "who"},
    "trust": {"think", "no", "unsure"},
    "judge": {"sometimes", "hard"},
    "location": {"yes", "some", "unsure"},
}
R1, R2, R3, R3_DOUBT, R4 = "discuss_first", "invite_later", "signs_enough", "doubt_enough", "reread_signals"
BLACKMAIL = "blackmail"
ORDER = [R1, "basis", R2, "judge", "trust", "contact", "signals", "location"]
"""The order that the experts set for what isn't urgent, with R4 and the questions that R1, R3 and R4 cover in place."""
CARDS = {
    "signals": {"some": "signals", "no": "signals"},
    "judge": dict.fromkeys(("sometimes", "hard", "not_yet"), "listening"),
    "invite": {"maybe": "visit", "unsure": "visit"},
}
"""The card that comes after an answer, on a screen of its own."""

Path = dict[str, str]


def walk(check: Check, state: State, say: View, path: Path) -> Iterator[tuple[Path, Advice]]:
    """Answer every question in every way, and yield each way with the advice that it leads to."""
    if isinstance(say, Advice):
        yield path, say
        return
    assert isinstance(say, Ask)
    assert (say.question, say.number) == (QUESTIONS[len(path)], len(path) + 1)
    for index, option in enumerate(check.questions[len(path)].options):
        moved, following = past_the_card(check, *step(check, state, Answered(len(path), index)), option.id)
        assert isinstance(following, Ask | Advice)
        assert following.guidance is not None
        assert (following.guidance.question, following.guidance.option) == (say.question, option.id)
        yield from walk(check, moved, following, {**path, say.question: option.id})


def past_the_card(check: Check, state: State, say: View, option: str) -> tuple[State, View]:
    """Go on from the card that this answer calls for, if it is one that does."""
    assert state.last is not None
    card = CARDS.get(QUESTIONS[state.last], {}).get(option)
    if card is None:
        return state, say
    assert say == Reading(card, Continued(state.last + 1))
    return step(check, state, say.onward)


def expected_rules(path: Path) -> set[str]:
    seen = path["recognise"] in {"yes", "doubt"}
    suspicion = seen or path["basis"] != "none"
    undiscussed = path["discuss"] in {"not_yet", "who"}
    rules = {
        R1: seen and undiscussed,
        R2: path["invite"] == "maybe" and (suspicion or path["discuss"] != "done"),
        R3: path["recognise"] == "yes" and "none" in {path["basis"], path["discuss"]},
        R3_DOUBT: path["recognise"] == "doubt" and "none" in {path["basis"], path["discuss"]},
        BLACKMAIL: seen,
        R4: path["signals"] != "yes" and path["recognise"] == "no",
    }
    return {rule for rule, holds in rules.items() if holds}


def expected_sources(path: Path) -> set[str]:
    rules = expected_rules(path)
    sources = {question for question, options in NEEDS_ATTENTION.items() if path[question] in options}
    if R1 in rules:
        sources -= {"recognise", "discuss"}
    if rules & {R3, R3_DOUBT}:
        sources -= {"recognise"}
    if R4 in rules:
        sources -= {"signals"}
    return sources | rules


def is_urgent(point: Point) -> bool:
    return point.source in {R1, R3, R3_DOUBT, BLACKMAIL} or (
        point.source == "recognise" and point.option in {"yes", "doubt"}
    )


def advices(check: Check) -> Iterator[tuple[Path, Advice]]:
    """Yield every path with all of the advice that it leads to, on both of its screens."""
    state, say = step(check, blank(check), Began())
    for path, first in walk(check, state, say, {}):
        answered = tuple(options[path[question]] for question, options in positions(check).items())
        _, more = step(check, State(answered, len(QUESTIONS) + 1), Opened(POINTS))
        assert isinstance(more, Points)
        yield path, Advice((*first.points, *more.points), first.guidance)


@cache
def positions(check: Check) -> dict[str, dict[str, int]]:
    return {asked.id: {option.id: index for index, option in enumerate(asked.options)} for asked in check.questions}


def leads_to_the_points_that_the_rules_ask_for(path: Path, advice: Advice) -> bool:
    found = {point.source for point in advice.points}
    return found == expected_sources(path) and all(
        point.option == path.get(point.source) and point.urgent == is_urgent(point) for point in advice.points
    )


def has_its_points_in_order_and_once(advice: Advice) -> bool:
    places = [ORDER.index(point.source) for point in advice.points if point.source in ORDER]
    return all(one < other for one, other in pairwise(places))


def has_what_is_urgent_first(advice: Advice) -> bool:
    """What is urgent comes first, and of that R1; then what else there is to say about discussing it."""
    sources = [point.source for point in advice.points if not point.urgent]
    urgent = [point.source for point in advice.points if point.urgent]
    talking = [source for source in sources if source in {"recognise", "discuss"}]
    return (
        [point.urgent for point in advice.points] == [True] * len(urgent) + [False] * len(sources)
        and sources[: len(talking)] == talking
        and (R1 not in urgent or urgent[0] == R1)
        and (BLACKMAIL not in urgent or urgent[-1] == BLACKMAIL)
    )


def test_each_of_all_the_paths_leads_to_the_points_that_the_rules_ask_for_in_their_order(check: Check) -> None:
    """They are walked only once, as that takes seconds, and a list of them would take a hundred megabytes."""
    count = 0
    for count, (path, advice) in enumerate(advices(check), 1):  # noqa: B007 - how many there were
        assert leads_to_the_points_that_the_rules_ask_for(path, advice), path
        assert has_its_points_in_order_and_once(advice), path
        assert has_what_is_urgent_first(advice), path
    assert count == PATHS


CAVEATS = {
    "nl": "Dit advies is geen uitslag over je cliënt. Geen aandachtspunten betekent niet dat alles veilig is. ",
    "en": "This advice is not a verdict on your client. No points of attention does not mean all is safe. ",
}
BANNED = re.compile(
    r"niets aan de hand|maak je geen zorgen|is strafbaar|is (een |geen )?slachtoffer|score|"
    r"nothing is wrong|don.t worry|is a crime|is (not )?a victim",
    re.IGNORECASE,
)


@given(st.data())
@pytest.mark.parametrize("locale", CAVEATS)
def test_an_advice_says_it_is_no_verdict_and_never_what_is_banned(
    shipped: Content, check: Check, locale: str, data: st.DataObject
) -> None:
    """Any advice; the proof checks all of them."""
    answers = tuple(data.draw(st.integers(0, len(question.options) - 1)) for question in check.questions)
    _, advice = step(check, State(answers, 0), Concluded())
    html = shipped.renderers["groomingcheck", locale].render(advice).html
    assert CAVEATS[locale] in html
    assert not BANNED.search(html)
