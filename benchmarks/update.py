"""Measure an update from end to end: from its JSON, through every part of the bot, to the SDK's calls.

1. It ends when the typed message is wiped and every deadline is in the database.
2. A check is its command and the presses up to the advice.
"""

import asyncio
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory

from adapters.checks.dialogue import Dialogue
from adapters.concurrency.intervals import DEFAULT
from benchmarks import chat, memory, statm
from benchmarks.chat import Chat
from benchmarks.conversation import walks
from benchmarks.figure import Figure
from benchmarks.stopwatch import MICRO
from bot.check import Check

PEOPLE = 40
"""The number of measured checks, after the same number to warm up with."""
WARM_UP, OPEN = 300, 1_000
_MEMORY = Path("/dev/shm")  # noqa: S108 - a file system in memory, where thousands of checks are opened quickly


def figures(dialogue: Dialogue, check: Check, idle: float) -> Iterator[Figure]:
    """Measure the CPU time of the bot in this process."""
    with TemporaryDirectory() as folder:
        start, press = asyncio.run(_cost(dialogue, check, idle, Path(folder)))
    yield Figure("Telegram, check", round((start + presses(check) * press) / 1000, 2), "ms/check")
    yield Figure("Telegram, start and wipe", round(start), "us/start")
    yield Figure("Telegram, press", round(press), "us/press")


def growth(dialogue: Dialogue, check: Check, idle: float) -> Figure | None:
    """Measure the memory of an open conversation; return None if the system doesn't report it."""
    if not statm.known():
        return None
    with TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else None) as folder:
        grown = asyncio.run(_growth(dialogue, check, idle, Path(folder)))
    return Figure("Telegram, open conversation", round(grown, 1), "bytes")


def presses(check: Check) -> float:
    """Return the average number of presses up to the advice of this check."""
    return mean(map(len, _walks(check)))


async def _cost(dialogue: Dialogue, check: Check, idle: float, folder: Path) -> tuple[float, float]:
    """Return the CPU time of a start and of a press, in microseconds."""
    walked = _walks(check)
    starting = pressing = 0.0
    async with chat.opened(dialogue, idle, folder / "ledger.db") as opened:
        for number in range(2):
            people = range(1 + number * PEOPLE, 1 + (number + 1) * PEOPLE)
            before = time.process_time()
            await opened.begin(people, check.id)
            between = time.process_time()
            made = sum([await _press(opened, person, walked[person % len(walked)]) for person in people])
            await asyncio.sleep(DEFAULT.gather)  # until the deadlines are written
            starting, pressing = between - before, (time.process_time() - between) / made
    return starting / PEOPLE * MICRO, pressing * MICRO


async def _growth(dialogue: Dialogue, check: Check, idle: float, folder: Path) -> float:
    """Return the growth of resident memory per open conversation, in bytes."""
    walked = _walks(check)
    async with chat.opened(dialogue, idle, folder / "ledger.db") as opened:
        await opened.fill()

        async def resident_after(people: range) -> int:
            for first in people[:: memory.TOGETHER]:
                some = range(first, min(first + memory.TOGETHER, people.stop))
                await opened.begin(some, check.id)
                for person in some:
                    await _press(opened, person, walked[person % len(walked)][: memory.QUESTION])
                opened.leave()
            await asyncio.sleep(DEFAULT.gather)
            return statm.resident()

        before = await resident_after(range(1, WARM_UP))
        after = await resident_after(range(WARM_UP, WARM_UP + OPEN))
    return (after - before) / OPEN


async def _press(opened: Chat, person: int, pressed: Sequence[int]) -> int:
    """Press these buttons as this person, each by its index on its screen; return their number."""
    for button in pressed:
        await opened.press(person, button)
    return len(pressed)


def _walks(check: Check) -> tuple[tuple[int, ...], ...]:
    """Return the presses of each conversation up to the advice."""
    return tuple(each[:-1] for each in walks(check))
