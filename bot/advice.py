"""From answers to points of attention, by the rules the check declares."""

from bot.check import Attention, Check, Rule
from bot.say import Point


def points(check: Check, answers: tuple[int, ...]) -> tuple[Point, ...]:
    """The points that these answers (option indexes, one per question) call for, in the check's order."""
    found: dict[str, Point] = {}
    covered: set[str] = set()
    for rule in check.rules:
        if holds(rule, answers):
            found[rule.id] = Point(rule.id, None, rule.urgent)
            covered.update(rule.covers)
    for question, answer in zip(check.questions, answers, strict=True):
        option = question.options[answer]
        if option.attention and question.id not in covered:
            found[question.id] = Point(question.id, option.id, option.attention is Attention.URGENT)
    return tuple(found[source] for source in check.order if source in found)


def holds(rule: Rule, answers: tuple[int, ...]) -> bool:
    """Whether at least one row of the rule is met as a whole."""
    return any(all(answers[need.question] in need.options for need in row) for row in rule.when)
