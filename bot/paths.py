"""The paths through a check. Each answer leads to a later question or to the advice."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import TypeAlias

from bot.check import Check

Answers: TypeAlias = tuple[int | None, ...]
"""For each question the index of an option, or None for a question that isn't on the path."""
Weight: TypeAlias = Callable[[int, int], int]
"""The weight of an answer, given the indexes of its question and option."""


def following(check: Check, question: int, option: int) -> int:
    """Return the index of the question that this answer leads to, or the number of questions for the advice."""
    after = check.questions[question].options[option].next
    return question + 1 if after is None else after


def heaviest(check: Check, weight: Weight, given: Mapping[int, Collection[int]]) -> Answers | None:
    """Return the complete path with the highest total weight; of several, the one with the first options.

    Args:
        check: The check.
        weight: Returns the weight of an answer.
        given: Questions that must be on the path, each with the options to choose from.

    Returns:
        The answers, or None if there is no such path.
    """
    total = len(check.questions)
    best: list[tuple[int, Answers] | None] = [*([None] * total), (0, ())]  # from each question to the advice
    for question in reversed(range(total)):
        for option in sorted(given.get(question, range(len(check.questions[question].options)))):
            after = following(check, question, option)
            rest, now = best[after], best[question]
            if rest is None or any(question < other < after for other in given):
                continue
            together = weight(question, option) + rest[0]
            if now is None or together > now[0]:
                best[question] = together, (option, *(None,) * (after - question - 1), *rest[1])
    return best[0][1] if best[0] else None


def through_each(check: Check, weight: Weight) -> Iterator[tuple[int, Answers]]:
    """Yield, for each answer to each question, the question's index and the heaviest complete path with that answer."""
    for question, asked in enumerate(check.questions):
        for option in range(len(asked.options)):
            if answers := heaviest(check, weight, {question: (option,)}):
                yield question, answers


def heaviest_of_each_length(check: Check, weight: Weight) -> dict[int, int]:
    """Return the highest total weight of a complete path, by the number of questions on it."""
    found: list[dict[int, int]] = [{0: 0}, *({} for _ in check.questions)]
    for question, asked in enumerate(check.questions):
        for option in range(len(asked.options)):
            after = found[following(check, question, option)]
            for length, total in found[question].items():
                after[length + 1] = max(after.get(length + 1, 0), total + weight(question, option))
    return found[-1]


def ahead(check: Check) -> tuple[frozenset[int], ...]:
    """Return for each question, and at the end for the advice, the questions that may be asked from there on.

    Each question is included in its own set.
    """
    found = [frozenset[int]()] * (len(check.questions) + 1)
    for question in reversed(range(len(check.questions))):
        options = range(len(check.questions[question].options))
        found[question] = frozenset({question}).union(*(found[following(check, question, each)] for each in options))
    return tuple(found)
