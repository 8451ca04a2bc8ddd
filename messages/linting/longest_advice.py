"""Compute the longest possible advice and second screen of advice, exactly, without enumerating every path.

The shipped check has 147,456 paths, and each additional question multiplies them. But an answer affects the advice in
only two ways. Questions in rules, and questions whose answers lead to different places, are answered in every way that
makes a difference. Any other question adds a point, or none, independently of other answers. Of the points before it
only the number matters, as the first few are on the first screen and the others on the second. So this is dynamic
programming over the points in order: for each number of points so far, only the longest text is kept.

The point of the last answer isn't shown below the guidance for that answer, as it says the same, but it counts as one
of the points.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from bot.advice import MOST, holds, layers
from bot.check import Attention, Check, Question
from bot.paths import following
from bot.views import Advice, Chosen, Point, Points, ViewPart

Lengths: TypeAlias = Mapping[ViewPart, int]
"""Returns the length of a part of a screen, in any unit."""
_Options: TypeAlias = tuple[int, ...]
_Offers: TypeAlias = tuple[Point | None, ...]
_Pile: TypeAlias = tuple[int, tuple[Point, ...]]
"""The total length of some points, and those points."""


def longest(check: Check, lengths: Lengths) -> tuple[Advice | Points, ...]:
    """Return the longest advice with and without urgent points and guidance, and the longest second screen."""
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
    """Yield options of each question from here on: none if it isn't asked, one if the choice matters, else several.

    It matters if a rule has the question, if its options lead to different places, and at the end of the path.
    """
    if question == len(check.questions):
        yield ()
        return
    for options in differing[question]:
        after = following(check, question, options[0])
        for rest in _ways(check, differing, after):
            yield (options, *((),) * (after - question - 1), *rest)


def _differing(check: Check, question: int, lengths: Lengths) -> list[_Options]:
    """Return the options that differ in more than length, the longest of each kind."""
    asked, end = check.questions[question], len(check.questions)
    needs = [need.options for rule in check.rules for row in rule.when for need in row if need.question == question]
    after = [following(check, question, option) for option in range(len(asked.options))]
    kinds: dict[object, int] = {}
    longest_last = sorted(range(len(asked.options)), key=lambda option: _of(_point(asked, option), lengths))
    for option in longest_last:
        guided = option if after[option] == end else None  # its guidance is on the screen too
        kinds[tuple(option in need for need in needs), after[option], asked.options[option].attention, guided] = option
    singly = needs or len(set(after)) > 1 or end in after
    return [(option,) for option in kinds.values()] if singly else [tuple(kinds.values())]


def _offers(check: Check, options: tuple[_Options, ...]) -> Iterator[_Offers]:
    """Yield for each source of a point, in order, its possible points."""
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
    """Return the possible numbers of urgent points."""
    alarms = [[bool(point and point.urgent) for point in offers] for offers in sources]
    return range(sum(map(all, alarms)), sum(map(any, alarms)) + 1)


def _piled(sources: Sequence[_Offers], lengths: Lengths, urgent: int, *, first: bool) -> _Pile:
    """Return the longest points on the first or second screen of the advice, with this many urgent ones."""
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
