"""Checks in which answers lead to later questions, and every way through one."""

from collections.abc import Callable, Iterable, Iterator

from hypothesis import strategies as st

from bot.check import Attention, Check, InfoCard, Option, Question
from bot.engine import step
from bot.events import Event, Started
from bot.state import State, blank
from bot.views import View

Answers = tuple[int | None, ...]


@st.composite
def branches(draw: st.DrawFn, sizes: list[int]) -> list[list[int | None]]:
    """Where each answer of each question leads to, for questions of so many options: each is asked on some path."""
    total = len(sizes)
    found = [
        [draw(st.none() | st.integers(question + 1, total)) for _ in range(size)] for question, size in enumerate(sizes)
    ]
    for question in range(1, total):
        if question not in {question for before in range(question) for question in _led(found, before)}:
            found[question - 1][0] = None
    return found


def _led(found: list[list[int | None]], question: int) -> list[int]:
    return [question + 1 if after is None else after for after in found[question]]


@st.composite
def branching_checks(draw: st.DrawFn) -> Check:
    """Any check of some questions of two or three options, some with a card, that lead anywhere ahead."""
    sizes = draw(st.lists(st.integers(2, 3), min_size=1, max_size=3) | st.just([2, 2, 2, 2]))
    after = draw(branches(sizes))
    questions = tuple(
        Question(
            f"q{question}",
            tuple(
                Option(f"o{option}", draw(st.sampled_from(Attention)), draw(st.sampled_from([None, "c"])), leads)
                for option, leads in enumerate(after[question])
            ),
        )
        for question in range(len(sizes))
    )
    return Check("any", b"abcd", questions, (InfoCard("c"),), order=tuple(asked.id for asked in questions))


def paths(check: Check, question: int = 0) -> Iterator[Answers]:
    """Yield the answers of every whole path from this question on."""
    total = len(check.questions)
    if question == total:
        yield ()
        return
    for number, option in enumerate(check.questions[question].options):
        after = question + 1 if option.next is None else option.next
        yield from ((number, *(None,) * (after - question - 1), *rest) for rest in paths(check, after))


def asked(check: Check, answers: Answers) -> list[int]:
    """Return the questions that these answers lead along, the first open one included."""
    question, found = 0, []
    while question < len(check.questions):
        found.append(question)
        answer = answers[question]
        if answer is None:
            break
        leads = check.questions[question].options[answer].next
        question = question + 1 if leads is None else leads
    return found


def everywhere(check: Check, events: Callable[[View], Iterable[Event]]) -> set[tuple[State, View]]:
    """Return every state that these events lead to from the start, each with the views shown in it.

    Args:
        check: The check.
        events: Returns the events that may follow a view.
    """
    found: set[tuple[State, View]] = set()
    pending = [step(check, blank(check), Started())]
    while pending:
        state, view = pending.pop()
        if (state, view) not in found:
            found.add((state, view))
            pending += [step(check, state, event) for event in events(view)]
    return found
