"""Where every screen of a check is: the shortest path to each."""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from bot.check import Check
from bot.choices import choices
from bot.engine import step
from bot.events import Event, Reopened, Started, WentBack
from bot.state import State, blank
from bot.views import Advice, Expired, Overview, Points, View

Presses = tuple[Event, ...]
_Place = tuple[State, View, Presses]


def paths(check: Check) -> Mapping[View, Presses]:
    """Return the presses that lead to each screen, for screens that depend on all answers one of each kind.

    The screen of a check that can't go on has none, as no button leads to it.
    """
    return _paths(replace(check, version=b""))  # a changed text changes no path


def straight(presses: Presses) -> bool:
    """Return whether a path only leads on."""
    return not any(isinstance(event, Reopened | WentBack) for event in presses)


@lru_cache(maxsize=16)
def _paths(check: Check) -> Mapping[View, Presses]:
    state, view = step(check, blank(check), Started())
    found: dict[View, Presses] = {view: ()}
    met = {_likeness(state, view)}
    waiting: deque[_Place] = deque([(state, view, ())])
    while waiting:
        for place in _onward(check, *waiting.popleft()):
            likeness = _likeness(*place[:2])
            if likeness not in met:
                met.add(likeness)
                waiting.append(place)
                found.setdefault(place[1], place[2])
    return _one_of_each(found)


def _onward(check: Check, state: State, view: View, presses: Presses) -> Iterator[_Place]:
    for event in choices(check, view):
        if isinstance(view, Expired) or isinstance(event, Started):
            continue
        yield (*step(check, state, event), (*presses, event))


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


def _one_of_each(found: Mapping[View, Presses]) -> Mapping[View, Presses]:
    kinds: dict[object, View] = {}
    for view in found:
        kinds.setdefault(_kind(view), view)
    return {view: found[view] for view in kinds.values()}
