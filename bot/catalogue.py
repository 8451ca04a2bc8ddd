"""Every view, and every part of one, that a check can show."""

from bot.check import Attention, Check, Question
from bot.events import Concluded, Continued, Reviewed
from bot.views import (
    Ask,
    Card,
    Chosen,
    Expired,
    Explanation,
    Glossary,
    Gone,
    Help,
    Point,
    Privacy,
    Reading,
    View,
    ViewPart,
    Welcome,
)


def foreseeable(check: Check) -> tuple[View, ...]:
    """Return every view of this check that depends on two answers at most: all but overview, advice and points."""
    questions = check.questions
    return (
        *(Welcome(), Help(), Privacy(), Glossary(), Gone(finished=True), Gone(finished=False), Expired()),
        *(Card(card.id) for card in check.cards),
        *(Explanation(None, guidance) for guidance in _above(questions)),
        *(Explanation(asked.id, guidance) for at, asked in enumerate(questions) for guidance in _above(questions[:at])),
        *(Reading(card, onward) for card in _called(questions) for onward in _onward(check)),
        *(view for number in range(1, len(questions) + 1) for view in _ask_views(check, number)),
    )


def parts(check: Check) -> tuple[ViewPart, ...]:
    """Return every part that a view of this check can have."""
    options = [(question.id, option) for question in check.questions for option in question.options]
    return (
        *(Chosen(question, option.id) for question, option in options),
        *(
            Point(question, option.id, option.attention is Attention.URGENT)
            for question, option in options
            if option.attention
        ),
        *(Point(rule.id, None, rule.urgent) for rule in check.rules),
    )


def _ask_views(check: Check, number: int) -> tuple[Ask, ...]:
    question = check.questions[number - 1]
    before = check.questions[: number - 1]
    chosen = (None, *(option.id for option in question.options))
    return (
        *(Ask(question.id, number, guidance, None, complete=False) for guidance in _given(before)),
        *(Ask(question.id, number, None, option, complete=False) for option in chosen),
        *(Ask(question.id, number, None, option, complete=True) for option in chosen[1:]),
    )


def _above(before: tuple[Question, ...]) -> tuple[Chosen | None, ...]:
    return (None, *_given(before))


def _given(questions: tuple[Question, ...]) -> tuple[Chosen, ...]:
    return tuple(Chosen(question.id, option.id) for question in questions for option in question.options)


def _called(questions: tuple[Question, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(option.card for question in questions for option in question.options if option.card))


def _onward(check: Check) -> tuple[Continued | Concluded | Reviewed, ...]:
    return (*map(Continued, range(1, len(check.questions))), Concluded(), Reviewed())
