"""How long somebody waits for the next screen, while many people hold a check at the same time.

1. The bot is a process of its own; Telegram, on loopback, takes its time for each call.
2. Told in round trips: the middle of what bare calls take in the same conditions, because the machine and that
   Telegram take time as well. `probe` makes as many calls from another process: at the same time, or just before where
   all come at one moment.
"""

import asyncio
import json
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from statistics import median, quantiles

from adapters.telegram.fake.message import Message
from adapters.telegram.fake.person import Person
from adapters.telegram.fake.server import FakeTelegram
from benchmarks.figure import Figure
from benchmarks.service import serving
from bot.check import Check

PEOPLE = 200
LOADS = {"200 people in 10 s": 10.0, "200 people at one moment": 0.0}
"""Seconds over which each person presses once. This machine carries the first; the second is more than it can do."""
LOOK = 0.002
"""Seconds between two looks at the screens."""


@dataclass
class Wait:
    """Somebody who has pressed. `before`: the message as it was; `took`: seconds until it changed."""

    person: Person
    before: Message
    since: float
    took: float = 0.0


def figures(check: Check) -> Iterator[Figure]:
    """Measure both ways in; in a round each person presses once."""
    for way, webhook in (("webhook", True), ("polling", False)):
        for load, (middle, worst) in asyncio.run(_measure(check, webhook=webhook)).items():
            yield Figure(f"{way}, {load}, p50", round(middle, 2), "round trips")
            yield Figure(f"{way}, {load}, p95", round(worst, 2), "round trips")


async def _measure(check: Check, *, webhook: bool) -> dict[str, tuple[float, float]]:
    """Give the middle wait, and the one that one in twenty exceeds, for each load."""
    found: dict[str, tuple[float, float]] = {}
    async with serving(webhook=webhook) as service, _probing(service.telegram) as probe:
        people = [service.telegram.person(1 + number) for number in range(PEOPLE)]
        for person in people:
            await person.say(f"/{check.id}")
        while not all(_calm(person) for person in people):
            await asyncio.sleep(0.05)
        await _round(people, 0.0)  # opens the connections
        for load, spread in LOADS.items():
            bare = asyncio.create_task(_bare(probe, spread))
            if not spread:
                await bare
            waits = await _round(people, spread)
            trip = median(await bare)
            found[load] = median(waits) / trip, quantiles(waits, n=20)[-1] / trip
    return found


def _calm(person: Person) -> bool:
    """Tell whether this person has a first screen, and nothing else is left."""
    return [message.from_bot for message in person.chat.messages] == [True]


async def _round(people: list[Person], spread: float) -> list[float]:
    """Have each person press the first button once, and give the seconds until their next screen stood there."""
    waiting: list[Wait] = []
    pressing = asyncio.create_task(_press(people, spread, waiting))
    done: list[Wait] = []
    while not pressing.done() or waiting:
        for wait in waiting:
            if wait.person.chat.find(wait.before.id) is not wait.before:
                wait.took = time.perf_counter() - wait.since
                done.append(wait)
        waiting[:] = [wait for wait in waiting if not wait.took]
        await asyncio.sleep(LOOK)
    return [wait.took for wait in done]


async def _press(people: list[Person], spread: float, waiting: list[Wait]) -> None:
    for person in people:
        if spread:
            await asyncio.sleep(spread / len(people))
        message = person.chat.messages[0]
        waiting.append(Wait(person, message, time.perf_counter()))
        await person.press(message.buttons[0][0].label)


@asynccontextmanager
async def _probing(telegram: FakeTelegram) -> AsyncIterator[Process]:
    command = (sys.executable, "-m", "benchmarks.probe", f"{telegram.url}/bot{telegram.token}/getMe")
    process = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE)
    try:
        await _bare(process, 0.0)  # opens the connections
        yield process
    finally:
        process.terminate()
        await process.wait()


async def _bare(probe: Process, spread: float) -> list[float]:
    if not probe.stdin or not probe.stdout:
        return []
    probe.stdin.write(f"{PEOPLE} {spread}\n".encode())
    told: list[float] = json.loads(await probe.stdout.readline())
    return told
