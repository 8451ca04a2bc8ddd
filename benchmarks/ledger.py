"""What the ledger costs, on each database: a message is noted, claimed, and struck off."""

import asyncio
import sys
import time
from collections.abc import Awaitable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from adapters.ledger.ledger import Ledger
from adapters.ledger.wipe import Message, Part
from benchmarks import postgresql
from benchmarks.figure import Figure
from benchmarks.stopwatch import MICRO

ROUNDS = 4
ACTIONS = 60
"""Actions in a round."""
CHANNEL = "benchmark"
STEPS = ("note", "claim", "finish")
_Given = TypeVar("_Given")


class _Watch:
    """Adds up what calls take. `cpu`: seconds of processor time of this process; `wall`: seconds on the clock."""

    def __init__(self) -> None:
        self.cpu = dict.fromkeys(STEPS, 0.0)
        self.wall = 0.0

    async def time(self, step: str, call: Awaitable[_Given]) -> _Given:
        cpu, wall = time.process_time(), time.perf_counter()
        given = await call
        self.cpu[step] += time.process_time() - cpu
        self.wall += time.perf_counter() - wall
        return given


def figures() -> Iterator[Figure]:
    """Measure one action at a time on each database that is there."""
    with TemporaryDirectory() as folder:
        yield from _told("SQLite", f"sqlite:///{Path(folder) / 'ledger.db'}")
    if postgresql.there():
        with postgresql.server() as url:
            yield from _told("PostgreSQL", url)
    else:
        print("PostgreSQL skipped: not installed", file=sys.stderr)


def _told(name: str, url: str) -> Iterator[Figure]:
    rounds = asyncio.run(_measure(url))
    yield Figure(f"ledger on {name}", round(ACTIONS / min(watch.wall for watch in rounds)), "actions/s")
    for step in STEPS:
        yield Figure(f"{step}, {name}", round(min(watch.cpu[step] for watch in rounds) / ACTIONS * MICRO), "us/call")


async def _measure(url: str) -> list[_Watch]:
    ledger = await Ledger.open(url)
    try:
        return [await _round(ledger) for _ in range(ROUNDS)]
    finally:
        await ledger.close()


async def _round(ledger: Ledger) -> _Watch:
    watch = _Watch()
    for number in range(ACTIONS):
        message = Message(CHANNEL, "1", str(number), Part.PERSON)
        await watch.time("note", ledger.note([message], 0))
        wipes = await watch.time("claim", ledger.claim([CHANNEL], 1, 60))
        if len(wipes) != 1:
            raise RuntimeError(wipes)
        await watch.time("finish", ledger.finish(wipes))
    return watch
