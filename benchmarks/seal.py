"""What the seal on one button costs, with the few-byte form of the state and without."""

import time
from collections.abc import Callable, Iterator

from adapters.seal import Person, Seal
from benchmarks.conversation import conversations
from benchmarks.figure import Figure
from benchmarks.stopwatch import microseconds
from bot.check import Check
from bot.engine import step
from bot.event import Event
from bot.state import Form, State, blank

TIMES = 1000


def figures(check: Check, seal: Seal) -> Iterator[Figure]:
    """Measure one button, at the question in the middle of the check."""
    form, person, now = Form(check), Person("benchmark", "1"), time.time()
    state, event = _middle(check)
    packed = form.pack(state, event)
    payload = seal.seal(packed, person, now)

    def unpack(payload: str) -> object:
        opened = seal.unseal(payload, person)
        return opened and form.unpack(opened.packed)

    works: dict[str, Callable[[], object]] = {
        "pack and seal": lambda: seal.seal(form.pack(state, event), person, now),
        "unseal and unpack": lambda: unpack(payload),
        "pack, seal, unseal and unpack": lambda: unpack(seal.seal(form.pack(state, event), person, now)),
        "seal alone": lambda: seal.seal(packed, person, now),
        "unseal alone": lambda: seal.unseal(payload, person),
        "seal and unseal alone": lambda: seal.unseal(seal.seal(packed, person, now), person),
    }
    for name, work in works.items():
        yield Figure(name, round(microseconds(work, TIMES), 2), "us")


def _middle(check: Check) -> tuple[State, Event]:
    events = conversations(check)[-1]
    state = blank(check)
    middle = len(events) // 2
    for event in events[:middle]:
        state, _ = step(check, state, event)
    return state, events[middle]
