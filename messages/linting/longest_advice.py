"""The longest advice that answers can lead to, and the longest screen of more advice: exact, without every path.

The shipped check has 147,456 paths, and each question that somebody adds multiplies them. But an answer matters to the
advice in two ways only. A rule looks at the questions that it names: those are answered in each way that makes a
difference to it. Any other question adds a point of its own, or none, whatever else is answered. Of the points before
it only their number matters, as the first few are on the first screen and the rest are on the second. So the points are
gone through in their order, and of all ways to have come to a number of points only the longest goes on.

Below the guidance for the last answer, the point of that answer takes its place among the others and isn't shown, as it
says the same.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import TypeAlias

from bot.advice import MOST, holds, layers
from bot.check import Attention, Check, Question
from bot.views import Advice, Chosen, Point, Points, ViewPart

Lengths: TypeAlias = Mapping[ViewPart, int]
"""The length of each part of a screen, in any unit."""
_Options: TypeAlias = tuple[int, ...]
_Offers: TypeAlias = tuple[Point | None, ...]
_Pile: TypeAlias = tuple[int, tuple[Point, ...]]
"""The length of points together, and the points."""


def longest(check: Check, lengths: Lengths) -> tuple[Advice | Points, ...]:
    """Return the longest advice with and without urgent points and guidance, and the longest screen of more advice."""
    found: dict[object, tuple[int, Advice | Points]] = {}
    for kind, length, screen in _candidates(check, lengths):
        if kind not in found or found[kind][0] < length:
            found[kind] = length, screen
    return tuple(screen for _, screen in found.values())


def _candidates(check: Check, lengths: Lengths) -> Iterator[tuple[object, int, Advice | Points]]:
    last = check.questions[-1]
    for options in _ways(check, lengths):
        offers = tuple(_offers(check, options))
        guidance, said = Chosen(last.id, last.options[options[-1][0]].id), _point(last, options[-1][0])
        shown = {**lengths, said: 0} if said and not said.urgent else lengths
        for urgent in _urgent(offers):
            length, points = _piled(offers, shown, urgent, first=True)
            yield (urgent > 0, True), length + lengths[guidance], Advice(layers(points)[0], guidance)
            length, points = _piled(offers, lengths, urgent, first=True)
            yield (urgent > 0, False), length, Advice(layers(points)[0], None)
            length, points = _piled(offers, lengths, urgent, first=False)
            yield Points, length, Points(points)


def _length(found: tuple[int, object]) -> int:
    return found[0]


def _ways(check: Check, lengths: Lengths) -> Iterator[tuple[_Options, ...]]:
    """Yield options of each question: one where a rule names it and of the last, and all of any other."""
    ways: list[Sequence[_Options]] = []
    for place, asked in enumerate(check.questions):
        needs = [need.options for rule in check.rules for row in rule.when for need in row if need.question == place]
        if place == len(check.questions) - 1:  # the guidance for its answer is on the screen too
            ways.append([(option,) for option in range(len(asked.options))])
        else:
            differing = _differing(asked, needs, lengths)
            ways.append([(option,) for option in differing] if needs else [differing])
    return product(*ways)


def _differing(asked: Question, needs: Sequence[_Options], lengths: Lengths) -> _Options:
    """Return the options that differ in more than their length, each the longest of its kind."""
    kinds: dict[object, int] = {}
    longest_last = sorted(range(len(asked.options)), key=lambda option: _of(_point(asked, option), lengths))
    for option in longest_last:
        kinds[tuple(option in need for need in needs), asked.options[option].attention] = option
    return tuple(kinds.values())


def _offers(check: Check, options: tuple[_Options, ...]) -> Iterator[_Offers]:
    """Yield for each source of a point, in their order, the points that it may come with."""
    rules = {rule.id: rule for rule in check.rules}
    held = {rule.id for rule in check.rules if holds(rule, tuple(given[0] for given in options))}
    covered = {question for rule in held for question in rules[rule].covers}
    asked = {question.id: (question, given) for question, given in zip(check.questions, options, strict=True)}
    for source in check.order:
        if source in rules:
            yield (Point(source, None, rules[source].urgent) if source in held else None,)
        elif source not in covered:
            question, given = asked[source]
            yield tuple(_point(question, option) for option in given)


def _point(asked: Question, answer: int) -> Point | None:
    option = asked.options[answer]
    return Point(asked.id, option.id, option.attention is Attention.URGENT) if option.attention else None


def _of(point: Point | None, lengths: Lengths) -> int:
    return lengths[point] if point else 0


def _urgent(sources: Sequence[_Offers]) -> range:
    """Return how many urgent points there may be."""
    alarms = [[bool(point and point.urgent) for point in offers] for offers in sources]
    return range(sum(map(all, alarms)), sum(map(any, alarms)) + 1)


def _piled(sources: Sequence[_Offers], lengths: Lengths, urgent: int, *, first: bool) -> _Pile:
    """Return the longest points on the first screen of the advice, or on the second, with so many urgent ones."""
    room = max(0, MOST - urgent)
    piles: dict[tuple[int, int], _Pile] = {(0, 0): (0, ())}
    for offers in sources:
        following: dict[tuple[int, int], _Pile] = {}
        for (alarms, others), pile in piles.items():
            for point in offers:
                key, grown = (alarms, others), pile
                if point:
                    key = (alarms + 1, others) if point.urgent else (alarms, min(others + 1, room))
                    if first == (point.urgent or others < room):
                        grown = pile[0] + lengths[point], (*pile[1], point)
                following[key] = max(following.get(key, grown), grown, key=_length)
        piles = following
    return max((pile for (alarms, _), pile in piles.items() if alarms == urgent), key=_length)
