"""Views to render for validation: all are reachable, and together they have each part at least once."""

import datetime as dt
from collections.abc import Iterator
from functools import lru_cache

from bot.advice import layers, points
from bot.catalogue import foreseeable
from bot.check import Check
from bot.paths import Answers, heaviest, through_each
from bot.views import Advice, Chosen, Overview, Points, View

HOURS = tuple(dt.datetime(2027, 1, 1) + dt.timedelta(hours=hour) for hour in range(8 * 24))  # noqa: DTZ001 - local time
"""Local times for the helplines: every hour of a public holiday, 1 January, and of the week after it."""


def sample_holiday(day: dt.date) -> bool:
    """Return whether a day of `HOURS` is a public holiday, without loading the calendar."""
    return day == HOURS[0].date()


@lru_cache(maxsize=4)  # shared by the languages, and by the measurements of texts
def sample_views(check: Check) -> tuple[View, ...]:
    """Return every foreseeable view, overviews with each answer and its guidance, and advices with each point."""
    return tuple(dict.fromkeys((*foreseeable(check), *_overviews(check), *_advices(check))))


def overview(check: Check, answers: Answers, last: int | None) -> Overview:
    """Return the overview of the answers on a complete path.

    Args:
        check: The check.
        answers: The index of an option for each question, or None if it isn't asked.
        last: The index of the last question that was answered, or None.
    """
    given = tuple(Chosen.of(check, question, answer) for question, answer in enumerate(answers) if answer is not None)
    return Overview(given, _guidance(check, answers, last))


def _overviews(check: Check) -> Iterator[Overview]:
    for question, answers in through_each(check, _first):
        yield from (overview(check, answers, last) for last in (None, question))


def _first(_question: int, option: int) -> int:
    return -option


def _advices(check: Check) -> Iterator[Advice | Points]:
    def calm(question: int, option: int) -> int:
        return -check.questions[question].options[option].attention

    for _, answers in through_each(check, calm):
        yield from _advised(check, answers)
    for row in (row for rule in check.rules for row in rule.when):
        if held := heaviest(check, calm, {need.question: need.options for need in row}):
            yield from _advised(check, held)


def _advised(check: Check, answers: Answers) -> Iterator[Advice | Points]:
    """Yield both screens of the advice at the end of a path, the first also as reached from the overview."""
    last = max(question for question, answer in enumerate(answers) if answer is not None)
    first, rest = layers(points(check, answers))
    yield from (Advice(first, guidance) for guidance in (_guidance(check, answers, last), None))
    yield Points(rest)


def _guidance(check: Check, answers: Answers, last: int | None) -> Chosen | None:
    answer = None if last is None else answers[last]
    if last is None or answer is None:
        return None
    return Chosen.of(check, last, answer)
