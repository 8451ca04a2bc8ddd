"""Measure the memory that an open conversation takes in this process."""

from adapters.checks.dialogue import Dialogue
from adapters.checks.state_token import Participant
from benchmarks.conversation import walks
from benchmarks.figure import Figure
from benchmarks.statm import known, resident
from benchmarks.turn import converse
from bot.check import Check

WARM_UP = 1_000
OPEN = 3_000
QUESTION = 5
"""The question, from 1, at which conversations are left open."""
TOGETHER = 100
"""The number of people who start at the same time, if their messages have to be wiped first."""


def figure(dialogue: Dialogue, check: Check) -> Figure | None:
    """Measure the growth of resident memory per conversation; return None if the system doesn't report it."""
    if not known():
        return None
    pressed = [each[:QUESTION] for each in walks(check)]

    def resident_after(people: range) -> int:
        for person in people:
            converse(dialogue, check, Participant("benchmark", str(person)), pressed[person % len(pressed)])
        return resident()

    resident_after(range(WARM_UP))  # the first reading itself takes some memory
    before = resident_after(range(WARM_UP))
    after = resident_after(range(WARM_UP, WARM_UP + OPEN))
    return Figure("open conversation", round((after - before) / OPEN, 1), "bytes")
