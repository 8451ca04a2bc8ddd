"""Measure the state token of one button, with and without encoding the state."""

import time
from collections.abc import Callable, Iterator
from functools import partial

from adapters.checks.state_token import Participant, Purpose, TokenCipher
from benchmarks.conversation import conversations
from benchmarks.figure import Figure
from benchmarks.stopwatch import microseconds
from bot.check import Check
from bot.engine import step
from bot.events import Event
from bot.state import State, StateCodec, blank

TIMES = 1000


def figures(check: Check, cipher: TokenCipher) -> Iterator[Figure]:
    """Measure one button, at a question in the middle of the check."""
    seal, unseal = partial(cipher.seal, Purpose.CHECK), partial(cipher.unseal, Purpose.CHECK)
    codec, person, now = StateCodec(check), Participant("benchmark", "1"), time.time()
    state, event = _middle(check)
    packed = codec.pack(state, event)
    payload = seal(packed, person, now)

    def unpack(payload: str) -> object:
        opened = unseal(payload, person)
        return opened and codec.unpack(opened.packed)

    work: dict[str, Callable[[], object]] = {
        "pack and seal": lambda: seal(codec.pack(state, event), person, now),
        "unseal and unpack": lambda: unpack(payload),
        "pack, seal, unseal and unpack": lambda: unpack(seal(codec.pack(state, event), person, now)),
        "seal alone": lambda: seal(packed, person, now),
        "unseal alone": lambda: unseal(payload, person),
        "seal and unseal alone": lambda: cipher.unseal(Purpose.CHECK, seal(packed, person, now), person),
    }
    for name, call in work.items():
        yield Figure(name, round(microseconds(call, TIMES), 2), "us")


def _middle(check: Check) -> tuple[State, Event]:
    events = conversations(check)[-1]
    state = blank(check)
    middle = len(events) // 2
    for event in events[:middle]:
        state, _ = step(check, state, event)
    return state, events[middle]
