"""Ways through a check, with only the answers that somebody asks for: few, however many paths there are."""

from collections.abc import Sequence
from itertools import product
from typing import TypeAlias

from bot.check import Check

Answers: TypeAlias = tuple[int | None, ...]
"""For each question that was asked for the index of an option, or None where the path passes it by."""


def ways(check: Check, asked: Sequence[int]) -> set[Answers]:
    """Return each combination of answers to these questions that a path can have.

    Of options that make the same difference to every rule, just the first is returned.

    Args:
        check: The check.
        asked: The indexes of the questions, in the order of the check.
    """
    return set(product(*(sorted({like(check, place, option) for option in _options(check, place)}) for place in asked)))


def like(check: Check, place: int, option: int) -> int:
    """Return the first option of a question that makes the same difference to every rule as this one."""
    return next(other for other in _options(check, place) if _kind(check, place, other) == _kind(check, place, option))


def lengths(check: Check) -> set[int]:
    """Return the numbers of questions that paths can have, and the number of all questions."""
    return {len(check.questions)}


def _options(check: Check, place: int) -> range:
    return range(len(check.questions[place].options))


def _kind(check: Check, place: int, option: int) -> tuple[bool, ...]:
    needs = (need for rule in check.rules for row in rule.when for need in row if need.question == place)
    return tuple(option in need.options for need in needs)
