"""What the buttons of a coordinator carry: a plan and a move, or the group that somebody comes from, sealed.

1. A plan opens for the person it was made for, and no check's button opens as a plan, nor the reverse.
2. Who comes from a group may be anybody there: that is bound to nobody, and opens nothing but a question about rights.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from adapters.seal import Person, Seal
from bot.move import Move
from bot.parcel import VERSION, pack, unpack
from bot.plan import Plan

PLAN, PLACE = "telegram-plan", "telegram-place"
"""What plans and places are bound to, where a check is bound to the channel's own name."""
_CHAT, _THREAD = 7, 4


@dataclass(frozen=True, slots=True)
class Ticket:
    """A plan that came back. `at`: when its button was made (Unix time, seconds); `fresh`: it is not too old."""

    plan: Plan
    move: Move
    at: float
    fresh: bool


@dataclass(frozen=True, slots=True)
class Origin:
    """The group and topic (0: none) that somebody comes from. `fresh`: it isn't too long ago."""

    chat: int
    thread: int
    fresh: bool


class Tickets:
    """Seals and opens."""

    def __init__(self, seal: Seal, checks: Sequence[str], idle: float, clock: Callable[[], float] = time.time) -> None:
        """`checks`: what can be chosen from, as a plan holds only a number. `idle`: seconds that a button holds."""
        self._seal = seal
        self._version = sha256("\n".join(checks).encode()).digest()[:VERSION]
        self._idle = idle
        self._clock = clock

    def make(self, plan: Plan, move: Move, person: int) -> str:
        """Give the payload of a button. Raises `ValueError` for a number that Telegram never gives."""
        return self._seal.seal(pack(self._version, plan, move), Person(PLAN, str(person)), self._clock())

    def open(self, payload: str, person: int) -> Ticket | None:
        """Give the plan that this payload carries for this person; None if it is no plan's."""
        opened = self._seal.unseal(payload, Person(PLAN, str(person)))
        found = unpack(self._version, opened.packed) if opened else None
        return Ticket(*found, opened.at, self._clock() - opened.at <= self._idle) if opened and found else None

    def invite(self, chat: int, thread: int) -> str:
        """Give what leads from this group and topic into the private chat: 44 characters of a link."""
        packed = chat.to_bytes(_CHAT, "big", signed=True) + thread.to_bytes(_THREAD, "big")
        return self._seal.seal(packed, Person(PLACE, ""), self._clock())

    def origin(self, payload: str) -> Origin | None:
        """Give where this link was shown; None if it is none of ours."""
        opened = self._seal.unseal(payload, Person(PLACE, ""))
        if not opened:
            return None
        chat, thread = (
            int.from_bytes(opened.packed[:_CHAT], "big", signed=True),
            int.from_bytes(opened.packed[_CHAT:], "big"),
        )
        return Origin(chat, thread, self._clock() - opened.at <= self._idle)
