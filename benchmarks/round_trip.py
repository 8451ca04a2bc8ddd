"""Measure how long a person waits for the next screen while many people do a check.

1. The bot is a separate process; the platform, on loopback, has latency.
2. The unit is a round trip: the median of bare calls under the same conditions, as the machine and the platform take
   time too. `probe` makes the same number of calls from another process: at the same time, or just before if all
   presses are simultaneous.
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
"""Seconds over which each person presses once. Two cores can handle the first load; the second overloads them."""
CROWDED = {"200 people at one moment": 0.0}
TIMES = 5
LOOK = 0.002
"""Seconds between checks of the screens."""


@dataclass
class Wait:
    """A person who has pressed a button.

    Attributes:
        person: The person.
        before: The screen before the press.
        since: The time of the press, by `time.perf_counter`.
        took: Seconds until the screen changed, or 0 if it hasn't yet.
    """

    person: Someone
    before: object
    since: float
    took: float = 0.0


def figures(check: str, ways: Mapping[str, Way], loads: Mapping[str, float] = LOADS) -> Iterator[Figure]:
    """Measure each of these transports, by name; in a round each person presses once."""
    for name, way in ways.items():
        for load, middle, worst in asyncio.run(_measure(check, way, loads)):
            yield Figure(f"{name}, {load}, p50", round(middle, 2), "round trips")
            yield Figure(f"{name}, {load}, p95", round(worst, 2), "round trips")


async def _measure(check: str, way: Way, loads: Mapping[str, float]) -> list[tuple[str, float, float]]:
    """Return the median and the 95th percentile of each round, in round trips, with the name of the load."""
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
    """Press the first button as each person, and return the seconds until their next screens."""
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
    """Run a process that can make bare calls to this crowd's platform, until the end of the block."""
    command = (sys.executable, "-m", "benchmarks.probe", crowd.library, crowd.bare)
    process = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE)
    try:
        await bare_calls(process, 0.0)  # opens the connections
        yield process
    finally:
        process.terminate()
        await process.wait()


async def bare_calls(probe: Process, spread: float) -> list[float]:
    """Make one bare call per person, and return the seconds of each. `spread`: seconds to spread them over."""
    if not probe.stdin or not probe.stdout:
        return []
    probe.stdin.write(f"{PEOPLE} {spread}\n".encode())
    seconds: list[float] = json.loads(await probe.stdout.readline())
    return seconds
