"""What an open conversation weighs in this process, while its screen is in the chat and not here."""

import gc
import os
from pathlib import Path

from adapters.dialogue import Dialogue
from adapters.seal import Person
from benchmarks.conversation import buttons, conversations
from benchmarks.figure import Figure
from benchmarks.turn import converse
from bot.check import Check

WARM_UP = 2_000
OPEN = 5_000
QUESTION = 5
"""Conversations are left open at this question, counted from 1."""
TOGETHER = 100
"""People who start at the same time, where time is needed to wipe what they typed."""
_STATM = Path("/proc/self/statm")


def known() -> bool:
    """Tell whether the system tells how much memory a process has."""
    return _STATM.exists()


def resident(statm: Path = _STATM) -> int:
    """Give the memory of this process, or of another one, in bytes."""
    gc.collect()
    return int(statm.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def figure(dialogue: Dialogue, check: Check) -> Figure | None:
    """Measure how resident memory grows, for each conversation; None where the system does not tell."""
    if not known():
        return None
    pressed = [tuple(buttons(check, events))[:QUESTION] for events in conversations(check)]

    def resident_after(people: range) -> int:
        for person in people:
            converse(dialogue, check, Person("benchmark", str(person)), pressed[person % len(pressed)])
        return resident()

    resident_after(range(WARM_UP))  # the first reading takes some memory itself
    before = resident_after(range(WARM_UP))
    after = resident_after(range(WARM_UP, WARM_UP + OPEN))
    return Figure("open conversation", round((after - before) / OPEN, 1), "bytes")
