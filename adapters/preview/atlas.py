"""Where every screen of a check is: the shortest path to each, and one to an advice with each point of attention."""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from bot.check import Check, Question
from bot.choices import choices
from bot.engine import step
from bot.events import POINTS, Answered, Event, Opened, Reopened, Started, WentBack
from bot.state import State, blank
from bot.views import Advice, Ask, Overview, Point, Points, View

Presses = tuple[Event, ...]
_Place = tuple[State, View, Presses]


def paths(check: Check, offered: frozenset[Event]) -> Mapping[View, Presses]:
    """Return the presses that lead to each screen.

    Of the screens that depend on all answers there is one of each kind, and one with each point of attention. The
    screen of a check that can't go on has no path, as no button leads to it.

    Args:
        check: The check.
        offered: What can be pressed; a check may have no glossary.
    """
    return _paths(replace(check, version=b""), offered)  # a changed text changes no path


def straight(presses: Presses) -> bool:
    """Return whether a path only leads on."""
    return not any(isinstance(event, Reopened | WentBack) for event in presses)


@lru_cache(maxsize=16)
def _paths(check: Check, offered: frozenset[Event]) -> Mapping[View, Presses]:
    found: dict[View, Presses] = {}
    kinds: set[object] = set()
    for _, view, presses in _places(check, offered):
        if _kind(view) not in kinds:
            kinds.add(_kind(view))
            found[view] = presses
    shown = {point for view in found for point in _points(view)}
    for view, presses in _advised(check):
        if new := _points(view) - shown:
            shown |= new
            found[view] = presses
    return found


def _places(check: Check, offered: frozenset[Event]) -> Iterator[_Place]:
    """Yield the places that presses lead to, the nearest first, and of those that are alike the nearest only."""
    waiting: deque[_Place] = deque([(*step(check, blank(check), Started()), ())])
    met: set[object] = set()
    while waiting:
        state, view, presses = place = waiting.popleft()
        likeness = _likeness(state, view)
        if likeness in met:
            continue
        met.add(likeness)
        yield place
        pressed = (event for event in choices(check, view) if event in offered)
        waiting.extend((*step(check, state, event), (*presses, event)) for event in pressed)


def _likeness(state: State, view: View) -> object:
    """Return what two places have in common of which one will do: which answers there are, but not what they are.

    What is on the screen is part of it, except for all the answers together, and the points that they add up to.
    """
    answered = tuple(answer is not None for answer in state.answers)
    last = None if state.last is None else (state.last, state.answers[state.last])
    return answered, state.place, last, state.reading, _kind(view)


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


def _advised(check: Check) -> Iterator[tuple[View, Presses]]:
    """Yield both screens of the advice to whoever gives one answer that calls for something, and for each rule."""
    wanted = [{at: option} for at, asked in enumerate(check.questions) for option in _calling(asked)]
    wanted += [{need.question: need.options[0] for need in row} for rule in check.rules for row in rule.when]
    for answers in wanted:
        state, view, presses = _answering(check, answers)
        yield view, presses
        yield step(check, state, Opened(POINTS))[1], (*presses, Opened(POINTS))


def _calling(asked: Question) -> list[int]:
    return [number for number, option in enumerate(asked.options) if option.attention]


def _answering(check: Check, wanted: Mapping[int, int]) -> _Place:
    """Answer some questions as is wanted, and the others so that least is called for, up to the advice."""
    state, view = step(check, blank(check), Started())
    presses: Presses = ()
    while not isinstance(view, Advice):
        event = choices(check, view)[0]  # leads on, except where there are answers
        if isinstance(view, Ask):
            at = view.number - 1
            options = check.questions[at].options
            event = Answered(at, wanted.get(at, min(range(len(options)), key=lambda one: options[one].attention)))
        state, view = step(check, state, event)
        presses = (*presses, event)
    return state, view, presses
