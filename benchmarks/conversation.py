"""The conversations to measure: complete checks, each with different answers."""

from collections.abc import Iterable, Iterator
from itertools import islice, product

from bot.check import Check
from bot.choices import choices
from bot.engine import step
from bot.events import Began, Event, Finished, Started, answers
from bot.state import blank
from bot.views import Reading

STRIDE = 997
"""Use one in this many combinations of answers; a prime, so that every answer occurs."""


def conversations(check: Check) -> tuple[tuple[Event, ...], ...]:
    """Return the events of each conversation, deterministically; the last one wipes it."""
    ways = product(*(answers(check, question) for question in range(len(check.questions))))
    return tuple(tuple(_whole(check, way)) for way in islice(ways, 0, None, STRIDE))


def _whole(check: Check, way: Iterable[Event]) -> Iterator[Event]:
    """Yield the events of a check with these answers and their cards."""
    state = blank(check)
    for event in (Started(), Began(), *way):
        yield event
        state, view = step(check, state, event)
        if isinstance(view, Reading):
            yield view.onward
            state, _ = step(check, state, view.onward)
    yield Finished()


def buttons(check: Check, events: tuple[Event, ...]) -> Iterator[int]:
    """Return for each event after the first the index of its button on the screen before it."""
    state, view = step(check, blank(check), events[0])
    for event in events[1:]:
        yield choices(check, view).index(event)
        state, view = step(check, state, event)


def walks(check: Check) -> tuple[tuple[int, ...], ...]:
    """Return the buttons of each conversation, each by its index on its screen."""
    return tuple(tuple(buttons(check, events)) for events in conversations(check))
