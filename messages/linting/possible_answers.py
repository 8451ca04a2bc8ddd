"""Compute the possible combinations of answers to some questions; these are few, even if there are many paths."""

from collections.abc import Sequence
from typing import TypeAlias

from bot.check import Check
from bot.paths import following

Combination: TypeAlias = tuple[int | None, ...]
"""For each of the questions the index of an option, or None if the path skips the question."""


def possible_answers(check: Check, asked: Sequence[int]) -> set[Combination]:
    """Return each combination of answers to these questions that is possible on a path.

    Of options with the same effect on every rule, only the first is included.

    Args:
        check: The check.
        asked: The indexes of the questions, in the order of the check.
    """
    found: list[set[Combination]] = [
        set() for _ in range(len(check.questions) + 1)
    ]  # by the question that they lead to
    found[0].add(())
    for place in range(len(check.questions)):
        for option in _options(check, place):
            after = following(check, place, option)
            given = (like(check, place, option),) if place in asked else ()
            passed = (None,) * sum(place < other < after for other in asked)
            found[after] |= {(*before, *given, *passed) for before in found[place]}
    return found[-1]


def like(check: Check, place: int, option: int) -> int:
    """Return the first option of a question with the same effect on every rule as this one."""
    return next(other for other in _options(check, place) if _kind(check, place, other) == _kind(check, place, option))


def _options(check: Check, place: int) -> range:
    return range(len(check.questions[place].options))


def _kind(check: Check, place: int, option: int) -> tuple[bool, ...]:
    needs = (need for rule in check.rules for row in rule.when for need in row if need.question == place)
    return tuple(option in need.options for need in needs)
