"""Measure the wipe store on each database: a message is stored, claimed and finished."""

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
"""Messages per round; the number of concurrent people, and of messages for each."""
CHANNEL = "telegram:1"
STEPS = ("note", "claim", "finish")
_Result = TypeVar("_Result")


class _Stopwatch:
    """Adds up the time that calls take.

    Attributes:
        cpu: CPU time of this process in seconds, by step.
        wall: Wall-clock time in seconds.
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
    """Measure single messages, and those of many concurrent people, on each installed database."""
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
    """Return for each round the time of sequential messages, and the number of concurrent messages per second."""
    wipe_store = await WipeStore.open(url, registry.wipeable())
    try:
        return [(await _round(wipe_store), await _together(wipe_store)) for _ in range(1 + ROUNDS)][1:]
    finally:
        await wipe_store.close()


async def _together(wipe_store: WipeStore) -> float:
    """Return how many messages per second are stored, claimed and finished."""
    since = time.perf_counter()
    await asyncio.gather(*(_round(wipe_store, str(1 + person)) for person in range(TOGETHER)))
    return TOGETHER * MESSAGES / (time.perf_counter() - since)


async def _round(wipe_store: WipeStore, chat: str = "1") -> _Stopwatch:
    stopwatch = _Stopwatch()
    for number in range(MESSAGES):
        message = ChatMessage(CHANNEL, chat, str(number), MessageKind.PERSON)
        await stopwatch.time("note", wipe_store.note([message], 0))
        wipes: tuple[Wipe, ...] = ()
        while not wipes:  # a later person may have taken the last one that this claim could see
            wipes = await stopwatch.time("claim", wipe_store.claim([CHANNEL], 1, 60))
        await stopwatch.time("finish", wipe_store.finish(wipes))
    return stopwatch
