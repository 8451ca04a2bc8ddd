"""Find rules that never hold, always hold, repeat another rule, or have no effect."""

from collections.abc import Iterator
from itertools import combinations

from bot.check import Check, Requirement, Rule
from messages.linting.possible_answers import Combination, like, possible_answers
from messages.loading.faults import Fault
from messages.loading.folder import STRUCTURE


def faults(check: Check) -> Iterator[Fault]:
    """Yield each fault of a check's rules. Rules without requirements are reported by the loader."""
    file = f"{check.id}/{STRUCTURE}"
    rules = [
        rule
        for rule in check.rules
        if rule.when and all(row and all(need.options for need in row) for row in rule.when)
    ]
    for rule in rules:
        yield from _of_rows(check, file, rule)
        yield from _of_covers(check, file, rule)
    for first, second in combinations(rules, 2):
        if first.urgent == second.urgent and _held(check, first, second) == _held(check, second, first):
            yield Fault(file, f"rule.{second.id}.when", "same_rule", {"other": first.id})
    yield from _never_shown(check, file, rules)


def _of_rows(check: Check, file: str, rule: Rule) -> Iterator[Fault]:
    places = _places(rule)
    every = possible_answers(check, places)
    held = [{way for way in every if _met(row, places, way)} for row in rule.when]
    if set().union(*held) == every:
        yield Fault(file, f"rule.{rule.id}.when", "always")
    for number, met in enumerate(held):
        key = f"rule.{rule.id}.when.{number + 1}"
        if not met:
            yield Fault(file, key, "impossible")
        elif wider := [other for other in range(len(held)) if other != number and _wider(held, other, number)]:
            yield Fault(file, key, "needless", {"other": wider[0] + 1})


def _wider(held: list[set[Combination]], other: int, number: int) -> bool:
    """Return whether the other row holds whenever this one does; of two identical rows, only the first counts."""
    return held[number] < held[other] or (held[number] == held[other] and other < number)


def _of_covers(check: Check, file: str, rule: Rule) -> Iterator[Fault]:
    asked = {check.questions[place].id for place in _places(rule)}
    for question in rule.covers:
        if question not in asked and any(one.id == question for one in check.questions):
            yield Fault(file, f"rule.{rule.id}.covers", "covers_unasked", {"question": question})


def _never_shown(check: Check, file: str, rules: list[Rule]) -> Iterator[Fault]:
    """Yield each answer whose point is always covered."""
    for place, question in enumerate(check.questions):
        covering = [rule for rule in rules if question.id in rule.covers]
        places = _places(*covering, also=place)
        for index, option in enumerate(question.options):
            given = [
                way for way in possible_answers(check, places) if way[places.index(place)] == like(check, place, index)
            ]
            if option.attention and covering and all(_holds(covering, places, way) for way in given):
                detail = {"option": option.id, "rules": ", ".join(rule.id for rule in covering)}
                yield Fault(file, f"question.{question.id}", "never_shown", detail)


def _held(check: Check, rule: Rule, other: Rule) -> set[Combination]:
    """Return the combinations of answers to the questions of both rules for which this one holds."""
    places = _places(rule, other)
    return {way for way in possible_answers(check, places) if _holds([rule], places, way)}


def _holds(rules: list[Rule], places: list[int], given: Combination) -> bool:
    return any(_met(row, places, given) for rule in rules for row in rule.when)


def _met(row: tuple[Requirement, ...], places: list[int], given: Combination) -> bool:
    return all(given[places.index(need.question)] in need.options for need in row)


def _places(*rules: Rule, also: int | None = None) -> list[int]:
    """Return the indexes of the questions in these rules, in order."""
    asked = {need.question for rule in rules for row in rule.when for need in row}
    return sorted(asked if also is None else asked | {also})
