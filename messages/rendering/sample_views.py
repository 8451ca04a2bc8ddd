"""Views to render before anyone sees one: only those that answers can lead to, with each part at least once."""

import datetime as dt
from collections.abc import Iterator, Sequence

from bot.advice import layers, points
from bot.catalogue import foreseeable
from bot.check import Check, Question
from bot.views import Advice, Chosen, Overview, Points, View

HOURS = tuple(dt.datetime(2027, 1, 1) + dt.timedelta(hours=hour) for hour in range(8 * 24))  # noqa: DTZ001 - as on a wall
"""Local wall times for the help numbers: every hour of a public holiday, 1 January, and of the week after it."""


def sample_views(check: Check) -> tuple[View, ...]:
    """Return every foreseeable view, the overview with each answer and its guidance, and the advice with each point."""
    return tuple(dict.fromkeys((*foreseeable(check), *_overviews(check), *_advices(check))))


def overview(check: Check, answers: Sequence[int], last: int | None) -> Overview:
    """Return the overview of these answers.

    Args:
        check: The check.
        answers: The index of an option for each question.
        last: The index of the question that was answered last, or None.
    """
    given = tuple(
        Chosen(asked.id, asked.options[answer].id) for asked, answer in zip(check.questions, answers, strict=True)
    )
    return Overview(given, None if last is None else given[last])


def single(check: Check, base: Sequence[int]) -> Iterator[tuple[int, list[int]]]:
    """Yield these answers with a single one changed, for each question and each of its options.

    Args:
        check: The check.
        base: The index of an option for each question.

    Yields:
        The index of the question, and all answers.
    """
    for index, asked in enumerate(check.questions):
        for option in range(len(asked.options)):
            yield index, [*base[:index], option, *base[index + 1 :]]


def _overviews(check: Check) -> Iterator[Overview]:
    first = [0] * len(check.questions)
    yield overview(check, first, None)
    yield from (overview(check, answers, index) for index, answers in single(check, first))


def _advices(check: Check) -> Iterator[Advice | Points]:
    calm = [_calmest(asked) for asked in check.questions]
    for last, answers in single(check, calm):
        yield from advised(check, answers, last)
    for row in (row for rule in check.rules for row in rule.when):
        held = {need.question: need.options[0] for need in row}
        yield from advised(check, [held.get(index, answer) for index, answer in enumerate(calm)], None)


def advised(check: Check, answers: Sequence[int], last: int | None) -> tuple[Advice, Points]:
    """Return both screens of the advice on these answers.

    Args:
        check: The check.
        answers: The index of an option for each question.
        last: The index of the question that was answered last, or None.
    """
    first, rest = layers(points(check, tuple(answers)))
    asked = None if last is None else check.questions[last]
    guidance = None if last is None or asked is None else Chosen(asked.id, asked.options[answers[last]].id)
    return Advice(first, guidance), Points(rest)


def _calmest(question: Question) -> int:
    return min(range(len(question.options)), key=lambda index: question.options[index].attention)
