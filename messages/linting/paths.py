"""Ways through a check, with only the answers that somebody asks for: few, however many paths there are."""

from collections.abc import Sequence
from typing import TypeAlias

from bot.check import Check
from bot.paths import following, heaviest_of_each_length

Answers: TypeAlias = tuple[int | None, ...]
"""For each question that was asked for the index of an option, or None where the path passes it by."""


def ways(check: Check, asked: Sequence[int]) -> set[Answers]:
    """Return each combination of answers to these questions that a path can have.

    Of options that make the same difference to every rule, just the first is returned.

    Args:
        check: The check.
        asked: The indexes of the questions, in the order of the check.
    """
    found: list[set[Answers]] = [set() for _ in range(len(check.questions) + 1)]  # by the question that they lead to
    found[0].add(())
    for place in range(len(check.questions)):
        for option in _options(check, place):
            after = following(check, place, option)
            given = (like(check, place, option),) if place in asked else ()
            passed = (None,) * sum(place < other < after for other in asked)
            found[after] |= {(*before, *given, *passed) for before in found[place]}
    return found[-1]


def like(check: Check, place: int, option: int) -> int:
    """Return the first option of a question that makes the same difference to every rule as this one."""
    return next(other for other in _options(check, place) if _kind(check, place, other) == _kind(check, place, option))


def lengths(check: Check) -> set[int]:
    """Return the numbers of questions that paths can have, and the number of all questions."""
    return {len(check.questions), *heaviest_of_each_length(check, lambda _question, _option: 0)}


def _options(check: Check, place: int) -> range:
    return range(len(check.questions[place].options))


def _kind(check: Check, place: int, option: int) -> tuple[bool, ...]:
    needs = (need for rule in check.rules for row in rule.when for need in row if need.question == place)
    return tuple(option in need.options for need in needs)
