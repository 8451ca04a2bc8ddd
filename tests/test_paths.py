"""Every way to answer the shipped check: 110,592 paths, each held against the rules as the experts wrote them.

The expectations here are written out by hand from the rules' own sentences; they do not read the check's structure.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest

from bot.check import Check
from bot.engine import step
from bot.event import Answered, Began, Concluded
from bot.say import Advice, Ask, Overview, Point, Say
from bot.state import State, blank
from messages.content import Content

PATHS = 110_592
QUESTIONS = ["contact", "signals", "recognise", "basis", "discuss", "trust", "judge", "invite", "location"]
NEEDS_ATTENTION = {
    "contact": {"some", "no"},
    "signals": {"some", "no"},
    "recognise": {"yes", "doubt", "unsure"},
    "basis": {"facts", "feeling", "both"},
    "discuss": {"not_yet", "who"},
    "trust": {"think", "no"},
    "judge": {"sometimes", "hard"},
    "location": {"yes", "some", "unsure"},
}
R1, R2, R3, R4 = "discuss_first", "invite_later", "signals_enough", "reread_signals"
ORDER = [R1, "basis", R2, "judge", "trust", "contact", "signals", "location"]
"""The order that the experts set; R3, R4 and the questions that R1, R3 and R4 speak for are woven in."""

Path = dict[str, str]


def walk(check: Check, state: State, say: Say, path: Path) -> Iterator[tuple[Path, State]]:
    """Answer every question in every way, and give each way with the state on the overview."""
    if isinstance(say, Overview):
        assert [given.option for given in say.answers] == list(path.values())
        yield path, state
        return
    assert isinstance(say, Ask)
    assert (say.question, say.number) == (QUESTIONS[len(path)], len(path) + 1)
    for index, option in enumerate(check.questions[len(path)].options):
        moved, following = step(check, state, Answered(len(path), index))
        assert isinstance(following, Ask | Overview)
        assert following.guidance is not None
        assert (following.guidance.question, following.guidance.option) == (say.question, option.id)
        yield from walk(check, moved, following, {**path, say.question: option.id})


def expected_rules(path: Path) -> set[str]:
    seen = path["recognise"] in {"yes", "doubt"}
    suspicion = seen or path["basis"] != "none"
    undiscussed = path["discuss"] in {"not_yet", "who"}
    rules = {
        R1: seen and undiscussed,
        R2: path["invite"] == "maybe" and (suspicion or path["discuss"] != "done"),
        R3: seen and "none" in {path["basis"], path["discuss"]},
        R4: path["signals"] != "yes" and path["recognise"] == "no",
    }
    return {rule for rule, holds in rules.items() if holds}


def expected_sources(path: Path) -> set[str]:
    rules = expected_rules(path)
    sources = {question for question, options in NEEDS_ATTENTION.items() if path[question] in options}
    if R1 in rules:
        sources -= {"recognise", "discuss"}
    if R3 in rules:
        sources -= {"recognise"}
    if R4 in rules:
        sources -= {"signals"}
    return sources | rules


def is_urgent(point: Point) -> bool:
    return point.source in {R1, R3} or (point.source == "recognise" and point.option in {"yes", "doubt"})


@pytest.fixture(scope="module")
def advices(check: Check) -> list[tuple[Path, Advice]]:
    state, say = step(check, blank(check), Began())
    found = []
    for path, done in walk(check, state, say, {}):
        _, last = step(check, done, Concluded())
        assert isinstance(last, Advice)
        found.append((path, last))
    return found


def test_there_are_so_many_paths_of_nine_questions_in_order(advices: list[tuple[Path, Advice]]) -> None:
    assert len(advices) == PATHS


def test_every_path_leads_to_the_points_that_the_rules_ask_for(advices: list[tuple[Path, Advice]]) -> None:
    for path, advice in advices:
        assert {point.source for point in advice.points} == expected_sources(path), path
        for point in advice.points:
            assert point.option == path.get(point.source), path
            assert point.urgent == is_urgent(point), path


def test_points_come_in_their_order_and_once(advices: list[tuple[Path, Advice]]) -> None:
    for path, advice in advices:
        places = [ORDER.index(point.source) for point in advice.points if point.source in ORDER]
        assert all(one < other for one, other in pairwise(places)), path


def test_what_is_urgent_for_talking_comes_before_the_rest(advices: list[tuple[Path, Advice]]) -> None:
    for path, advice in advices:
        sources = [point.source for point in advice.points]
        first = [source for source in sources if source in {R1, R3, "recognise", "discuss"}]
        assert sources[: len(first)] == first, path
        assert R1 not in sources or sources[0] == R1, path


@pytest.mark.parametrize("locale", ["nl", "en"])
def test_every_advice_says_it_is_no_verdict_and_never_what_is_banned(
    shipped: Content, advices: list[tuple[Path, Advice]], locale: str
) -> None:
    caveat = {
        "nl": "<b>Het is geen uitslag over je cliënt. Geen aandachtspunten betekent niet dat alles veilig is. ",
        "en": "<b>This is not a result about your client. Having no points of attention does not mean that ",
    }[locale]
    banned = re.compile(
        r"niets aan de hand|maak je geen zorgen|is strafbaar|is (een |geen )?slachtoffer|score|"
        r"nothing is wrong|don.t worry|is a crime|is (not )?a victim",
        re.IGNORECASE,
    )
    book = shipped.book("groomingcheck", locale)
    lines: set[str] = set()
    for advice in {advice for _, advice in advices}:
        html = book.render(advice).html
        assert caveat in html
        lines.update(html.split("\n"))
    assert not [line for line in lines if banned.search(line)]  # nothing that is banned has a line end in it
