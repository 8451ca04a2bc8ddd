"""The longest advice that answers can lead to, and the longest screen of more advice: exact, without every path.

The shipped check has 147,456 paths, and each question that somebody adds multiplies them. But an answer matters to the
advice in two ways only. A rule looks at the questions that it names: those are answered in each way that makes a
difference to it. Any other question adds a point of its own, or none, whatever else is answered; unless its answers
lead to different places: then it, too, is answered in each way that makes a difference. Of the points before
it only their number matters, as the first few are on the first screen and the rest are on the second. So the points are
gone through in their order, and of all ways to have come to a number of points only the longest goes on.

Below the guidance for the last answer, the point of that answer takes its place among the others and isn't shown, as it
says the same.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from bot.advice import MOST, holds, layers
from bot.check import Attention, Check, Question
from bot.paths import following
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
    differing = [_differing(check, question, lengths) for question in range(len(check.questions))]
    for options in _ways(check, differing):
        offers = tuple(_offers(check, options))
        last, (option,) = [each for each in zip(check.questions, options, strict=True) if each[1]][-1]
        guidance, said = Chosen(last.id, last.options[option].id), _point(last, option)
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


def _ways(check: Check, differing: Sequence[Sequence[_Options]], question: int = 0) -> Iterator[tuple[_Options, ...]]:
    """Yield options of each question from this one on: none where it is not asked, one where it makes a difference.

    It does where a rule names the question, where its options lead to different places, and at the end of the path. Of
    any other question there are several.
    """
    if question == len(check.questions):
        yield ()
        return
    for options in differing[question]:
        after = following(check, question, options[0])
        for rest in _ways(check, differing, after):
            yield (options, *((),) * (after - question - 1), *rest)


def _differing(check: Check, question: int, lengths: Lengths) -> list[_Options]:
    """Return the options that differ in more than their length, each the longest of its kind."""
    asked, end = check.questions[question], len(check.questions)
    needs = [need.options for rule in check.rules for row in rule.when for need in row if need.question == question]
    after = [following(check, question, option) for option in range(len(asked.options))]
    kinds: dict[object, int] = {}
    longest_last = sorted(range(len(asked.options)), key=lambda option: _of(_point(asked, option), lengths))
    for option in longest_last:
        guided = option if after[option] == end else None  # the guidance for it is on the screen too
        kinds[tuple(option in need for need in needs), after[option], asked.options[option].attention, guided] = option
    singly = needs or len(set(after)) > 1 or end in after
    return [(option,) for option in kinds.values()] if singly else [tuple(kinds.values())]


def _offers(check: Check, options: tuple[_Options, ...]) -> Iterator[_Offers]:
    """Yield for each source of a point, in their order, the points that it may come with."""
    rules = {rule.id: rule for rule in check.rules}
    held = {rule.id for rule in check.rules if holds(rule, tuple(given[0] if given else None for given in options))}
    covered = {question for rule in held for question in rules[rule].covers}
    asked = {question.id: (question, given) for question, given in zip(check.questions, options, strict=True)}
    for source in check.order:
        if source in rules:
            yield (Point(source, None, rules[source].urgent) if source in held else None,)
        elif source not in covered and (given := asked[source][1]):
            question = asked[source][0]
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
