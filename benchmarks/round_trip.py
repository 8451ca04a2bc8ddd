"""Measures how long somebody waits for the next screen while many people do a check.

1. The bot is a process of its own; the platform, on loopback, takes its time for each call.
2. The unit is a round trip: the median of bare calls in the same conditions, because the machine and that platform take
   time as well. `probe` makes as many calls from another process: at the same time, or just before where all come at
   one moment.
"""

import asyncio
import json
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from statistics import median, quantiles

from benchmarks.crowd import PEOPLE, Crowd, Someone, Way
from benchmarks.figure import Figure

LOADS = {"200 people in 10 s": 10.0, "200 people at one moment": 0.0}
"""Seconds over which each person presses once. Two cores carry the first; the second is more than they can do."""
CROWDED = {"200 people at one moment": 0.0}
TIMES = 5
LOOK = 0.002
"""Seconds between two looks at the screens."""


@dataclass
class Wait:
    """Somebody who has pressed a button.

    Attributes:
        person: Who pressed.
        before: The screen as it was.
        since: When they pressed, by `time.perf_counter`.
        took: Seconds until the screen changed, or 0 while it hasn't.
    """

    person: Someone
    before: object
    since: float
    took: float = 0.0


def figures(check: str, ways: Mapping[str, Way], loads: Mapping[str, float] = LOADS) -> Iterator[Figure]:
    """Measure each of these ways of delivering, by name; in a round each person presses once."""
    for name, way in ways.items():
        for load, middle, worst in asyncio.run(_measure(check, way, loads)):
            yield Figure(f"{name}, {load}, p50", round(middle, 2), "round trips")
            yield Figure(f"{name}, {load}, p95", round(worst, 2), "round trips")


async def _measure(check: str, way: Way, loads: Mapping[str, float]) -> list[tuple[str, float, float]]:
    """Return the median wait and the 95th percentile of each round, in round trips, with the name of the load."""
    found: list[tuple[str, float, float]] = []
    async with way(check) as crowd, probing(crowd) as probe:
        for person in crowd.people:
            await person.begin()
        while not all(person.screen for person in crowd.people):
            await asyncio.sleep(0.05)
        await pressed(crowd.people, 0.0)  # opens the connections
        for load, spread in [*loads.items()] * TIMES:
            bare = asyncio.create_task(bare_calls(probe, spread))
            if not spread:
                await bare
            waits = await pressed(crowd.people, spread)
            trip = median(await bare)
            found.append((load, median(waits) / trip, quantiles(waits, n=20)[-1] / trip))
    return found


async def pressed(people: Sequence[Someone], spread: float) -> list[float]:
    """Make each person press the first button once, and return the seconds until their next screen."""
    waiting: list[Wait] = []
    pressing = asyncio.create_task(_press(people, spread, waiting))
    done: list[Wait] = []
    while not pressing.done() or waiting:
        for wait in waiting:
            if wait.person.screen is not wait.before:
                wait.took = time.perf_counter() - wait.since
                done.append(wait)
        waiting[:] = [wait for wait in waiting if not wait.took]
        await asyncio.sleep(LOOK)
    await pressing
    return [wait.took for wait in done]


async def _press(people: Sequence[Someone], spread: float, waiting: list[Wait]) -> None:
    async with asyncio.TaskGroup() as presses:  # nobody waits for another person's press
        for person in people:
            if spread:
                await asyncio.sleep(spread / len(people))
            waiting.append(Wait(person, person.screen, time.perf_counter()))
            presses.create_task(person.press())


@asynccontextmanager
async def probing(crowd: Crowd) -> AsyncIterator[Process]:
    """Run a process that makes bare calls to the platform that this crowd is on, until the end of the block."""
    command = (sys.executable, "-m", "benchmarks.probe", crowd.library, crowd.bare)
    process = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE)
    try:
        await bare_calls(process, 0.0)  # opens the connections
        yield process
    finally:
        process.terminate()
        await process.wait()


async def bare_calls(probe: Process, spread: float) -> list[float]:
    """Return how many seconds each of as many calls took as there are people. `spread`: seconds to make them in."""
    if not probe.stdin or not probe.stdout:
        return []
    probe.stdin.write(f"{PEOPLE} {spread}\n".encode())
    seconds: list[float] = json.loads(await probe.stdout.readline())
    return seconds
