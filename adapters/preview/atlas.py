"""Find the shortest path to every screen of a check, and one to an advice with each point of attention."""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from bot.catalogue import parts
from bot.check import Check
from bot.choices import choices
from bot.engine import step
from bot.events import POINTS, Answered, Event, Opened, Reopened, Started, WentBack
from bot.state import State, blank, card_after
from bot.views import Advice, Ask, Overview, Point, Points, View

Presses = tuple[Event, ...]
_Place = tuple[State, View, Presses]
_CARDS = 2
"""How many cards on the way back are compared; from a card, going back leads to the previous one at most."""


def paths(check: Check, offered: frozenset[Event]) -> Mapping[View, Presses]:
    """Return the presses that lead to each screen.

    As overviews and advices depend on all answers together, it returns one of each kind, and an advice with each point
    of attention. The screen of an expired check has no path, as no button leads to it.

    Args:
        check: The check.
        offered: The available presses; a check may have no glossary.
    """
    return _paths(replace(check, version=b""), offered)  # changed texts don't change paths


def straight(presses: Presses) -> bool:
    """Return whether a path only goes forward."""
    return not any(isinstance(event, Reopened | WentBack) for event in presses)


@lru_cache(maxsize=16)
def _paths(check: Check, offered: frozenset[Event]) -> Mapping[View, Presses]:
    nearest: dict[object, tuple[View, Presses]] = {}
    for _, view, presses in _places(check, offered):
        nearest.setdefault(_kind(view), (view, presses))
    found = dict(nearest.values())
    missing = {one for one in parts(check) if isinstance(one, Point)}.difference(*map(_points, found))
    for answers in _answers(check):
        if not missing:
            break
        for view, presses in _advised(check, answers):
            if missing & _points(view):
                missing -= _points(view)
                found[view] = presses
    return found


def _places(check: Check, offered: frozenset[Event]) -> Iterator[_Place]:
    """Yield the places that presses lead to, nearest first, and of similar places only the nearest."""
    waiting: deque[_Place] = deque([(*step(check, blank(check), Started()), ())])
    met: set[object] = set()
    while waiting:
        state, view, presses = place = waiting.popleft()
        opened = bool(presses) and isinstance(presses[-1], Opened)  # opened from a screen, to which it leads back
        likeness = _kind(view) if opened else _likeness(check, state, view)
        if likeness in met:
            continue
        met.add(likeness)
        yield place
        pressed = (event for event in choices(check, view) if event in offered)
        waiting.extend((*step(check, state, event), (*presses, event)) for event in pressed)


def _likeness(check: Check, state: State, view: View) -> object:
    """Return a key that places share if one of them is enough: which questions are answered, but not how.

    It includes the content of the screen, except for the combination of answers and the resulting points; the answer
    that a card hides; and the cards on the way back.
    """
    answered = tuple(answer is not None for answer in state.answers)
    last = None if state.last is None else (state.last, state.answers[state.last])
    here = dict(enumerate(state.answers, start=1)).get(state.place)
    before = range(min(state.place, len(state.answers)))
    cards = [(at, state.answers[at]) for at in before if card_after(check, state.answers, at)]
    return answered, state.place, here, last, state.reading, tuple(cards[-_CARDS:]), _kind(view)


def _kind(view: View) -> object:
    match view:
        case Overview(guidance=guidance) | Advice(guidance=guidance):
            return type(view), guidance
        case Points():
            return type(view)
        case _:
            return view


def _points(view: View) -> set[Point]:
    return set(view.points) if isinstance(view, Advice | Points) else set()


def _answers(check: Check) -> Iterator[Mapping[int, int]]:
    """Yield combinations of answers: each alone, those of a rule, and each pair, as a rule may hide a point."""
    single = [{at: option} for at, asked in enumerate(check.questions) for option in range(len(asked.options))]
    yield from single
    yield from ({need.question: need.options[0] for need in row} for rule in check.rules for row in rule.when)
    yield from (one | other for one in single for other in single)


def _advised(check: Check, answers: Mapping[int, int]) -> Iterator[tuple[View, Presses]]:
    """Yield both screens of the advice for these answers."""
    state, view, presses = _answering(check, answers)
    yield view, presses
    yield step(check, state, Opened(POINTS))[1], (*presses, Opened(POINTS))


def _answering(check: Check, wanted: Mapping[int, int]) -> _Place:
    """Give these answers, and for other questions the least serious ones, up to the advice."""
    state, view = step(check, blank(check), Started())
    presses: Presses = ()
    while not isinstance(view, Advice):
        event = choices(check, view)[0]  # continues, unless there are answers
        if isinstance(view, Ask):
            at = view.number - 1
            options = check.questions[at].options
            event = Answered(at, wanted.get(at, min(range(len(options)), key=lambda one: options[one].attention)))
        state, view = step(check, state, event)
        presses = (*presses, event)
    return state, view, presses
