"""The longest advice: as long as the longest of all paths, walked one by one."""

from collections.abc import Iterable, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.advice import layers, points
from bot.catalogue import parts
from bot.check import Attention, Check, Option, Question, Requirement, Rule
from bot.views import Advice, Chosen, Points, ViewPart
from messages.content import Content
from messages.linting.longest_advice import longest
from messages.linting.screens import words
from tests.support.branching import asked, branches, paths


@st.composite
def small_checks(draw: st.DrawFn) -> Check:
    """Any check of one to five questions, of two or three options each, with rules; in some, answers lead on."""
    sizes = draw(st.lists(st.integers(2, 3), min_size=1, max_size=5))
    after = draw(st.just([[None] * size for size in sizes]) | branches(sizes))
    options = [
        [Option(f"o{index}", draw(st.sampled_from(Attention)), None, leads) for index, leads in enumerate(given)]
        for given in after
    ]
    questions = tuple(Question(f"q{number}", tuple(given)) for number, given in enumerate(options))
    rules = tuple(draw(_rule(number, sizes)) for number in range(draw(st.integers(0, 3))))
    sources = [*(asked.id for asked in questions), *(rule.id for rule in rules)]
    return Check("any", b"abcd", questions, (), rules, tuple(draw(st.permutations(sources))))


@st.composite
def _rule(draw: st.DrawFn, number: int, sizes: list[int]) -> Rule:
    rows = draw(st.lists(st.sets(st.sampled_from(range(len(sizes))), min_size=1, max_size=3), min_size=1, max_size=2))
    some = [{place: draw(st.sets(st.integers(0, sizes[place] - 1), min_size=1)) for place in row} for row in rows]
    when = tuple(tuple(Requirement(place, tuple(sorted(met))) for place, met in row.items()) for row in some)
    covers = draw(st.sets(st.sampled_from([f"q{place}" for place in range(len(sizes))])))
    return Rule(f"r{number}", when, tuple(covers), draw(st.booleans()))


def walked(check: Check) -> set[Advice | Points]:
    """Return every screen of advice, by walking every path, and as it is seen from the overview."""
    found: set[Advice | Points] = set()
    for answers in paths(check):
        first, rest = layers(points(check, answers))
        last = asked(check, answers)[-1]
        guidance = Chosen(check.questions[last].id, f"o{answers[last]}")
        found |= {Advice(first, guidance), Advice(first, None), Points(rest)}
    return found


def most(screens: Iterable[Advice | Points], lengths: Mapping[ViewPart, int]) -> dict[tuple[object, ...], int]:
    """Return the most there is on each kind of screen. The point of the answer whose guidance is shown isn't shown."""
    found: dict[tuple[object, ...], int] = {}
    for screen in screens:
        guidance = screen.guidance if isinstance(screen, Advice) else None
        said = guidance and guidance.question
        shown = [
            *(point for point in screen.points if point.urgent or point.source != said),
            *([guidance] * bool(said)),
        ]
        kind = type(screen), bool(guidance), any(point.urgent for point in screen.points)
        found[kind] = max(found.get(kind, 0), sum(lengths[part] for part in shown if part))
    return found


@settings(max_examples=200)
@given(small_checks(), st.data())
def test_the_longest_advice_of_any_check_is_the_longest_of_all_its_paths(check: Check, data: st.DataObject) -> None:
    lengths = {part: data.draw(st.integers(0, 9)) for part in parts(check)}
    assert most(longest(check, lengths), lengths) == most(walked(check), lengths)
    assert walked(check) >= {
        *longest(check, lengths)
    }  # each can be given: none is a heap of points that exclude each other


@pytest.mark.parametrize("locale", ["nl", "en"])
def test_the_longest_advice_of_the_shipped_check_is_under_110_words(
    shipped: Content, check: Check, locale: str
) -> None:
    renderer = shipped.renderers["groomingcheck", locale]
    lengths = {part: words(html) for part, html in renderer.parts.items()}
    shown = {type(screen): words(renderer.render(screen).html) for screen in longest(check, lengths)}
    assert all(count < 110 for count in shown.values())


def test_a_check_without_any_point_has_its_advice_too() -> None:
    asked = Question("q", (Option("a"), Option("b")))
    check = Check("any", b"abcd", (asked,))
    given: dict[ViewPart, int] = {Chosen("q", "a"): 2, Chosen("q", "b"): 5}
    assert longest(check, given) == (Advice((), Chosen("q", "b")), Advice((), None), Points(()))
