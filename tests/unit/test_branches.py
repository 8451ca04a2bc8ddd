"""Answers that lead past questions: whatever looks at all paths of a check looks at just those that can be walked."""

from dataclasses import replace
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.catalogue import foreseeable
from bot.check import Check, Requirement, Rule
from bot.choices import choices
from bot.engine import step
from bot.events import Reopened, WentBack, possible
from bot.paths import ahead, heaviest, heaviest_of_each_length, through_each
from bot.state import State, reachable
from bot.views import Advice, Ask, Chosen, Expired, Overview, Points, Welcome
from messages.linting.counts import question_counts
from messages.linting.possible_answers import possible_answers
from messages.linting.screens import longest_paths, most_cards, overviews
from messages.rendering.sample_views import sample_views
from tests.support.branching import Answers, asked, branching_checks, everywhere, paths

FEW = settings(max_examples=40)
"""Each example is a whole check, walked to every corner."""


def weights(check: Check, data: st.DataObject) -> list[list[int]]:
    return [[data.draw(st.integers(0, 9)) for _ in question.options] for question in check.questions]


def weigh(weighed: list[list[int]], answers: Answers) -> int:
    return sum(options[answer] for options, answer in zip(weighed, answers, strict=True) if answer is not None)


@FEW
@given(branching_checks())
def test_a_state_is_reachable_just_if_presses_lead_to_it(check: Check) -> None:
    total = len(check.questions)
    walked = {state for state, _ in everywhere(check, lambda _: possible(check))}
    given = product(*([None, *range(len(question.options))] for question in check.questions))
    anything = product(given, range(total + 3), [None, *range(total)], [False, True])
    assert walked == {state for state in (State(*one) for one in anything) if reachable(check, state)}


@FEW
@given(branching_checks())
def test_a_view_is_foreseeable_just_if_buttons_lead_to_it(check: Check) -> None:
    shown = {view for _, view in everywhere(check, lambda view: choices(check, view))}
    first = {view for view in shown if not isinstance(view, Overview | Advice | Points)} | {Expired()}
    assert sorted(map(repr, foreseeable(check))) == sorted(map(repr, first))  # each once
    assert set(sample_views(check)) <= shown | {Expired()}


@FEW
@given(branching_checks())
def test_going_back_from_anywhere_leads_to_the_welcome_by_the_questions_of_the_path(check: Check) -> None:
    for state, _ in everywhere(check, lambda _: possible(check)):
        places, at, say = list[int](), *step(check, state, WentBack())
        while say != Welcome():
            places += [say.number - 1] if isinstance(say, Ask) else []
            at, say = step(check, at, WentBack())
        before = [question for question in reversed(asked(check, state.answers)) if question + 1 < state.place]
        assert places == before or (state.reading and set(places) <= set(asked(check, state.answers)))


@FEW
@given(branching_checks())
def test_the_questions_ahead_are_those_of_the_paths_from_there(check: Check) -> None:
    for question, found in enumerate(ahead(check)):
        on_the_way = [
            question + place
            for answers in paths(check, question)
            for place, answer in enumerate(answers)
            if answer is not None
        ]
        assert found == set(on_the_way)


@FEW
@given(branching_checks(), st.data())
def test_the_heaviest_path_is_the_heaviest_of_all_that_have_what_it_must(check: Check, data: st.DataObject) -> None:
    weighed = weights(check, data)
    sizes = {question: range(len(one.options)) for question, one in enumerate(check.questions)}
    must = data.draw(st.dictionaries(st.sampled_from(list(sizes)), st.integers(0, 1), max_size=2))
    found = heaviest(
        check, lambda question, option: weighed[question][option], {at: (one,) for at, one in must.items()}
    )
    every = [answers for answers in paths(check) if all(answers[at] == one for at, one in must.items())]
    assert (found in every) if every else found is None
    assert not found or weigh(weighed, found) == max(weigh(weighed, answers) for answers in every)


@FEW
@given(branching_checks())
def test_there_is_a_path_through_each_answer(check: Check) -> None:
    for question, answers in through_each(check, lambda _question, option: -option):
        assert answers in paths(check)
        assert answers[question] is not None
    found = {(question, answers[question]) for question, answers in through_each(check, lambda *_: 0)}
    assert found == {(at, option) for at, one in enumerate(check.questions) for option in range(len(one.options))}


@FEW
@given(branching_checks(), st.data())
def test_the_heaviest_path_of_each_length_is_the_heaviest_of_all_that_are_as_long(
    check: Check, data: st.DataObject
) -> None:
    weighed, expected = weights(check, data), dict[int, int]()
    for answers in paths(check):
        length = len(answers) - answers.count(None)
        expected[length] = max(expected.get(length, 0), weigh(weighed, answers))
    assert heaviest_of_each_length(check, lambda question, option: weighed[question][option]) == expected


@FEW
@given(branching_checks(), st.data())
def test_the_longest_paths_and_their_cards_are_those_of_all_paths(check: Check, data: st.DataObject) -> None:
    lengths = {
        view: data.draw(st.integers(0, 9)) for view in foreseeable(check) if isinstance(view, Ask) and not view.chosen
    }
    long, cards = dict[int, int](), dict[int, int]()
    for answers in paths(check):
        shown, called = walked(check, answers)
        long[len(shown)] = max(long.get(len(shown), 0), sum(lengths[view] for view in shown))
        cards[len(shown)] = max(cards.get(len(shown), 0), called)
    assert longest_paths(check, lengths.__getitem__) == long
    assert most_cards(check) == cards


@FEW
@given(branching_checks(), st.data())
def test_the_ways_to_answer_some_questions_are_those_of_all_paths(check: Check, data: st.DataObject) -> None:
    """Each option makes a difference of its own to a rule here."""
    some = sorted(data.draw(st.sets(st.sampled_from(range(len(check.questions))))))
    rows = ((Requirement(question, (option,)),) for question in some for option in range(3))
    differing = replace(check, rules=(Rule("rule", tuple(rows)),))
    assert possible_answers(differing, some) == {
        tuple(answers[question] for question in some) for answers in paths(check)
    }
    assert question_counts(check) == {len(check.questions)} | {
        len(answers) - answers.count(None) for answers in paths(check)
    }


def walked(check: Check, answers: Answers) -> tuple[list[Ask], int]:
    """Return each question of a path as it is asked, and the number of cards that its answers call for."""
    shown, cards = list[Ask](), 0
    guidance, before = None, 0
    for question in asked(check, answers):
        one, answer = check.questions[question], answers[question]
        skips = guidance is not None and question > before + 1
        shown.append(Ask(one.id, question + 1, guidance, None, complete=False, skips=skips))
        assert answer is not None
        guidance, before = Chosen(one.id, one.options[answer].id), question
        cards += one.options[answer].card is not None
    return shown, cards


@FEW
@given(branching_checks(), st.data())
def test_the_longest_overview_below_an_answer_is_the_longest_of_all_that_have_it(
    check: Check, data: st.DataObject
) -> None:
    weighed = weights(check, data)
    lines = {
        Chosen(one.id, option.id): weighed[question][number]
        for question, one in enumerate(check.questions)
        for number, option in enumerate(one.options)
    }
    long = {
        view.guidance: sum(lines[chosen] for chosen in view.answers)
        for view in overviews(check, lambda view: 3 + sum(lines[chosen] for chosen in view.answers))
    }
    expected = dict[Chosen | None, int]()
    for answers in paths(check):
        given = [
            Chosen(one.id, one.options[answer].id)
            for one, answer in zip(check.questions, answers, strict=True)
            if answer is not None
        ]
        for chosen in given:
            expected[chosen] = max(expected.get(chosen, 0), weigh(weighed, answers))
    assert long == expected


@FEW
@given(branching_checks())
def test_only_what_was_answered_can_be_changed_from_the_overview(check: Check) -> None:
    for state, view in everywhere(check, lambda view: choices(check, view)):
        if isinstance(view, Overview):
            offered = [event for event in choices(check, view) if isinstance(event, Reopened)]
            assert len(offered) == len(view.answers) == len(asked(check, state.answers))
            for event, chosen in zip(offered, view.answers, strict=True):
                again = step(check, state, event)[1]
                assert isinstance(again, Ask)
                assert (again.question, again.chosen) == (chosen.question, chosen.option)
