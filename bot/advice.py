"""Derive the closing advice from the answers, using the rules of the check."""

from bot.check import Attention, Check, Rule
from bot.views import Point

MOST = 4
"""Maximum number of points on the first screen of the advice, unless more than that are urgent."""


def layers(found: tuple[Point, ...]) -> tuple[tuple[Point, ...], tuple[Point, ...]]:
    """Split points of attention into two screens: the urgent ones and a few others, and the rest.

    The more urgent points there are, the fewer others are added, so that the first screen is never longer.
    """
    urgent = tuple(point for point in found if point.urgent)
    others = tuple(point for point in found if not point.urgent)
    room = max(0, MOST - len(urgent))
    return (*urgent, *others[:room]), others[room:]


def points(check: Check, answers: tuple[int | None, ...]) -> tuple[Point, ...]:
    """Return the points of attention that these answers raise, in the order of `check.order`.

    Args:
        check: The check that was answered.
        answers: The index of the chosen option for each question, or None if it was not asked.
    """
    found: dict[str, Point] = {}
    covered: set[str] = set()
    for rule in check.rules:
        if holds(rule, answers):
            found[rule.id] = Point(rule.id, None, rule.urgent)
            covered.update(rule.covers)
    for question, answer in zip(check.questions, answers, strict=True):
        option = None if answer is None else question.options[answer]
        if option and option.attention and question.id not in covered:
            found[question.id] = Point(question.id, option.id, option.attention is Attention.URGENT)
    return tuple(found[source] for source in check.order if source in found)


def holds(rule: Rule, answers: tuple[int | None, ...]) -> bool:
    """Return whether all requirements of at least one row of the rule are met. A question not asked meets none."""
    return any(all(answers[need.question] in need.options for need in row) for row in rule.when)
