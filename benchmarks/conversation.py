"""The conversations that are measured: a whole check each, from call to close, and no two with the same answers."""

from collections.abc import Iterator
from itertools import islice, product

from bot.check import Check
from bot.choice import choices
from bot.engine import step
from bot.event import Began, Concluded, Event, Finished, Started, answers
from bot.state import blank

STRIDE = 997
"""Of all ways to answer a check, one in so many is taken; a prime, so that every question gets every answer."""


def conversations(check: Check) -> tuple[tuple[Event, ...], ...]:
    """Give the events of each conversation; the same ones every time."""
    ways = product(*(answers(check, question) for question in range(len(check.questions))))
    return tuple((Started(), Began(), *way, Concluded(), Finished()) for way in islice(ways, 0, None, STRIDE))


def buttons(check: Check, events: tuple[Event, ...]) -> Iterator[int]:
    """Give for each event after the first which button that is, counted from 0 on the screen before it."""
    state, say = step(check, blank(check), events[0])
    for event in events[1:]:
        yield choices(check, say).index(event)
        state, say = step(check, state, event)
