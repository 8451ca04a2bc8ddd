"""Measure presses on Telegram with and without a flood of requests to the web page.

The flood is a separate process: half of its requests open the page, half start a check.
"""

import asyncio
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from statistics import quantiles

from adapters.privacy.audit.ports import free_port
from adapters.simulators.telegram.server import TelegramSimulator
from benchmarks import telegram
from benchmarks.beside import begun, pressed
from benchmarks.figure import Figure
from benchmarks.page.crowd import SETTING
from benchmarks.service import LATENCY, serving

PRESSES = 40
CONNECTIONS = 200
SECONDS = 300
MILLI = 1e3


def figures(check: str) -> Iterator[Figure]:
    """Measure the 99th percentile of both."""
    quiet, beside = asyncio.run(_measure(check))
    yield Figure("Telegram, press, page quiet, p99", round(quantiles(quiet, n=100)[-1] * MILLI), "ms")
    yield Figure("Telegram, press, page flooded, p99", round(quantiles(beside, n=100)[-1] * MILLI), "ms")


async def _measure(check: str) -> tuple[list[float], list[float]]:
    port = free_port()
    async with (
        TelegramSimulator(latency=LATENCY, limits=False) as platform,
        serving(port, {**telegram.setting(platform), **SETTING}),
    ):
        presser = await begun(telegram.Someone(platform.person(1), f"/{check}"))
        quiet = [await pressed(presser) for _ in range(PRESSES)]
        async with flooded(port):
            return quiet, [await pressed(presser) for _ in range(PRESSES)]


@asynccontextmanager
async def flooded(port: int) -> AsyncIterator[None]:
    """Flood the page within the block."""
    program = (sys.executable, "-m", "benchmarks.attacker", str(port), str(CONNECTIONS), str(SECONDS), "page", "press")
    attacker = await asyncio.create_subprocess_exec(*program, stdout=asyncio.subprocess.PIPE)
    if not attacker.stdout:
        raise RuntimeError
    try:
        await attacker.stdout.readline()  # by then every connection was opened
        yield
    finally:
        attacker.kill()
        await attacker.wait()
