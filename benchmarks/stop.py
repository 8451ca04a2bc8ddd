"""Measure the time from SIGTERM to the end of a bot, idle and with a platform that hangs."""

import asyncio
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

from adapters.privacy.audit.ports import free_port
from adapters.simulators.network_failures import Hang
from adapters.simulators.telegram.server import TelegramSimulator
from benchmarks.figure import Figure
from benchmarks.service import serving
from benchmarks.telegram import setting

TURNS = 100
FOR_EVER = Hang(100_000.0)


def figures() -> Iterator[Figure]:
    """Measure both, if the system reports on other processes."""
    if Path("/proc/self/stat").exists():
        yield Figure("stop, nothing under way", round(asyncio.run(_measure(0)), 1), "s")
        yield Figure(f"stop, {TURNS} turns that hang", round(asyncio.run(_measure(TURNS)), 1), "s")


async def _measure(turns: int) -> float:
    async with TelegramSimulator(limits=False) as fake, serving(free_port(), setting(fake)) as bot:
        fake.fail("*", FOR_EVER, times=100 * turns)
        for number in range(turns):
            await fake.person(1001 + number).say("/groomingcheck")
        while sum(not call.status for call in fake.calls if call.method != "getUpdates") < turns // 4:
            await asyncio.sleep(0.05)
        begun = time.monotonic()
        os.kill(bot.id, signal.SIGTERM)
        while bot.stat.exists() and " Z " not in bot.stat.read_text():
            await asyncio.sleep(0.05)
        return time.monotonic() - begun
