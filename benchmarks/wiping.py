"""Measures the wipe store on each database: a message is noted, claimed and finished."""

import asyncio
import sys
import time
from collections.abc import Awaitable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from adapters.channels import registry
from adapters.storage.wipe_store import WipeStore
from adapters.storage.wipes import ChatMessage, MessageKind, Wipe
from benchmarks import postgresql
from benchmarks.figure import Figure
from benchmarks.stopwatch import MICRO

ROUNDS = 5
MESSAGES, TOGETHER = 60, 20
"""Messages in a round; how many people have one noted, claimed and finished at once, each for as many messages."""
CHANNEL = "telegram:1"
STEPS = ("note", "claim", "finish")
_Result = TypeVar("_Result")


class _Stopwatch:
    """Adds up what calls take.

    Attributes:
        cpu: Seconds of processor time of this process, by step.
        wall: Seconds on the clock.
    """

    def __init__(self) -> None:
        self.cpu = dict.fromkeys(STEPS, 0.0)
        self.wall = 0.0

    async def time(self, step: str, call: Awaitable[_Result]) -> _Result:
        cpu, wall = time.process_time(), time.perf_counter()
        result = await call
        self.cpu[step] += time.process_time() - cpu
        self.wall += time.perf_counter() - wall
        return result


def figures() -> Iterator[Figure]:
    """Measure one message at a time, and those of many people at once, on each database that is installed."""
    with TemporaryDirectory() as folder:
        yield from _figures("SQLite", f"sqlite:///{Path(folder) / 'ledger.db'}")
    if postgresql.installed():
        with postgresql.server() as url:
            yield from _figures("PostgreSQL", url)
    else:
        print("PostgreSQL skipped: not installed", file=sys.stderr)


def _figures(name: str, url: str) -> Iterator[Figure]:
    for each, together in asyncio.run(_measure(url)):
        yield Figure(f"ledger on {name}", round(MESSAGES / each.wall), "actions/s")
        yield Figure(f"ledger on {name}, {TOGETHER} people at once", round(together), "actions/s")
        for step in STEPS:
            yield Figure(f"{step}, {name}", round(each.cpu[step] / MESSAGES * MICRO), "us/call")


async def _measure(url: str) -> list[tuple[_Stopwatch, float]]:
    """Return for each round what one message after the other took, and how many a second went at once."""
    wipe_store = await WipeStore.open(url, registry.wipeable())
    try:
        return [(await _round(wipe_store), await _together(wipe_store)) for _ in range(1 + ROUNDS)][1:]
    finally:
        await wipe_store.close()


async def _together(wipe_store: WipeStore) -> float:
    """Return how many messages are noted, claimed and finished in a second."""
    since = time.perf_counter()
    await asyncio.gather(*(_round(wipe_store, str(1 + person)) for person in range(TOGETHER)))
    return TOGETHER * MESSAGES / (time.perf_counter() - since)


async def _round(wipe_store: WipeStore, chat: str = "1") -> _Stopwatch:
    stopwatch = _Stopwatch()
    for number in range(MESSAGES):
        message = ChatMessage(CHANNEL, chat, str(number), MessageKind.PERSON)
        await stopwatch.time("note", wipe_store.note([message], 0))
        wipes: tuple[Wipe, ...] = ()
        while not wipes:  # somebody who came later may have taken the last one that this claim could see
            wipes = await stopwatch.time("claim", wipe_store.claim([CHANNEL], 1, 60))
        await stopwatch.time("finish", wipe_store.finish(wipes))
    return stopwatch
