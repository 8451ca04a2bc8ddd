"""What the whole way costs: from an update as it is in JSON, through every part of the bot, to the SDK's calls.

1. It is counted until what the person typed is wiped and every deadline is in the ledger: all that a check asks for.
2. A check is its call, its beginning, and an answer to each question.
"""

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from adapters.dialogue import Dialogue
from adapters.pace import USUAL
from benchmarks import chat, memory
from benchmarks.chat import Chat
from benchmarks.conversation import buttons, conversations
from benchmarks.figure import Figure
from benchmarks.stopwatch import MICRO
from bot.check import Check

ROUNDS = 3
PEOPLE = 40
"""Checks in a round."""
WARM_UP = 300
OPEN = 1_000
_MEMORY = Path("/dev/shm")  # noqa: S108 - a file system without a disk, where thousands of checks are opened quickly


def figures(dialogue: Dialogue, check: Check, idle: float) -> Iterator[Figure]:
    """Measure CPU time and memory of the bot in this process."""
    presses = len(check.questions) + 1
    with TemporaryDirectory() as folder:
        start, press = asyncio.run(cost(dialogue, check, idle, Path(folder)))
    yield Figure("Telegram, check", round((start + presses * press) / 1000, 2), "ms/check")
    yield Figure("Telegram, start and wipe", round(start), "us/start")
    yield Figure("Telegram, press", round(press), "us/press")
    if memory.known():
        with TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else None) as folder:
            weight = asyncio.run(_weight(dialogue, check, idle, Path(folder)))
        yield Figure("Telegram, open conversation", round(weight, 1), "bytes")


async def cost(dialogue: Dialogue, check: Check, idle: float, folder: Path) -> tuple[float, float]:
    """Give the CPU time of a start and of a press, in microseconds: the best of some rounds after a warm-up."""
    count = len(check.questions) + 1
    starts, presses = [], []
    async with chat.opened(dialogue, idle, folder / "ledger.db") as held:
        for number in range(ROUNDS + 1):
            people = range(1 + number * PEOPLE, 1 + (number + 1) * PEOPLE)
            before = time.process_time()
            await held.begin(people, check.id)
            between = time.process_time()
            await _press(held, check, people, count)
            await asyncio.sleep(USUAL.gather)  # until the deadlines are written
            starts.append(between - before)
            presses.append(time.process_time() - between)
    return min(starts[1:]) / PEOPLE * MICRO, min(presses[1:]) / PEOPLE / count * MICRO


async def _weight(dialogue: Dialogue, check: Check, idle: float, folder: Path) -> float:
    """Give how resident memory grows for each conversation that is left open, in bytes."""
    async with chat.opened(dialogue, idle, folder / "ledger.db") as held:
        await held.fill()

        async def resident_after(people: range) -> int:
            for first in people[:: memory.TOGETHER]:
                some = range(first, min(first + memory.TOGETHER, people.stop))
                await held.begin(some, check.id)
                await _press(held, check, some, memory.QUESTION)
                held.leave()
            await asyncio.sleep(USUAL.gather)
            return memory.resident()

        before = await resident_after(range(1, WARM_UP))
        after = await resident_after(range(WARM_UP, WARM_UP + OPEN))
    return (after - before) / OPEN


async def _press(held: Chat, check: Check, people: range, presses: int) -> None:
    """Have each of these people press the buttons that follow the first screen of a check, so many of them."""
    talks = conversations(check)
    for person in people:
        for button in tuple(buttons(check, talks[person % len(talks)]))[:presses]:
            await held.press(person, button)
