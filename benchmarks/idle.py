"""Measures a bot that nobody uses, and how long it takes to start."""

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from statistics import median

from adapters.privacy.audit.ports import free_port
from adapters.simulators.telegram.server import TelegramSimulator
from benchmarks import memory
from benchmarks.figure import Figure
from benchmarks.service import LATENCY, Service, serving
from benchmarks.telegram import setting

STARTS = 2
SETTLE, WATCHED = 2.0, 20.0
"""Seconds to come to rest, and to be watched after that."""


def figures() -> Iterator[Figure]:
    """Measure a bot that waits for updates; its share only where the system reports on other processes."""
    starts = [asyncio.run(_start()) for _ in range(STARTS - 1)]
    last, share, resident = asyncio.run(_watch())
    yield Figure("Telegram, start to ready", round(median([*starts, last]), 2), "s")
    if memory.known():
        yield Figure("Telegram, idle processor", round(share * 100, 2), "% of one")
        yield Figure("Telegram, idle memory", round(resident / 2**20, 1), "MiB")


async def _start() -> float:
    async with _waiting() as service:
        return service.start


async def _watch() -> tuple[float, float, int]:
    """Return the seconds that the start took, the share of a processor that is used, and the bytes of memory."""
    async with _waiting() as service:
        return service.start, *await watched(service)


async def watched(service: Service) -> tuple[float, int]:
    """Watch a bot that nobody uses; return the share of a processor that it uses, and its memory in bytes."""
    await asyncio.sleep(SETTLE)
    before = busy(service)
    await asyncio.sleep(WATCHED)
    return (busy(service) - before) / WATCHED, _resident(service)


@asynccontextmanager
async def _waiting() -> AsyncIterator[Service]:
    async with (
        TelegramSimulator(latency=LATENCY, limits=False) as telegram,
        serving(free_port(), setting(telegram)) as service,
    ):
        yield service


def busy(service: Service) -> float:
    """Return the processor time that the bot has used, in seconds. Source: proc_pid_stat(5), fields 14 and 15."""
    if not service.stat.exists():
        return 0.0
    fields = service.stat.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _resident(service: Service) -> int:
    return memory.resident(service.statm) if service.statm.exists() else 0
