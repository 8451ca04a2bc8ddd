"""Turns that lead to every screen of a check."""

from collections.abc import Iterator
from itertools import product

from bot.check import Check
from bot.choices import offers
from bot.engine import step
from bot.events import STANDING_CARDS, Event, Finished, Opened, Resumed, Started, Stopped
from bot.paths import Answers, through_each
from bot.state import State, blank, path, reachable
from bot.views import View


def turns(check: Check) -> dict[View, tuple[State, Event]]:
    """Return, for each view of this check, a state and an event that lead to it.

    Of the views that depend on all answers, there is one for each answer among the first ones, and among the last ones.
    """
    cards = (*STANDING_CARDS, *(card.id for card in check.cards))
    events: tuple[Event, ...] = (Resumed(), *map(Opened, cards))
    found: dict[View, tuple[State, Event]] = {}
    for state in _states(check):
        for event in events:
            found.setdefault(step(check, state, event)[1], (state, event))
    for event in (Started(), Stopped()):
        found.setdefault(step(check, blank(check), event)[1], (blank(check), event))
    whole = next(state for state in _states(check) if offers(check, state, Finished()))
    return {**found, step(check, whole, Finished())[1]: (whole, Finished())}


def _states(check: Check) -> Iterator[State]:
    """Yield every state that a conversation can get into with such answers."""
    total = len(check.questions)
    for answers, known in product(dict.fromkeys(_answers(check)), range(total + 1)):
        given = (*answers[:known], *(None for _ in range(total - known)))
        for place, last, reading in product(path(check, given), (None, *range(known)), (False, True)):
            state = State(given, place, last, reading)
            if reachable(check, state):
                yield state


def _answers(check: Check) -> Iterator[Answers]:
    for weight in (lambda _, option: -option, lambda _, option: option):
        yield from (answers for _, answers in through_each(check, weight))
