"""Measure a bot while an attacker keeps ten thousand abusive connections open."""

import asyncio
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx

from adapters.privacy.audit.ports import free_port
from adapters.simulators.slack.server import SlackSimulator
from benchmarks import statm
from benchmarks.figure import Figure
from benchmarks.service import Service, serving
from benchmarks.slack import BOT

CONNECTIONS = 10_000
ATTACKED = 15.0
"""Seconds of the attack."""
PATIENCE = 10.0
"""Seconds after which an answer counts as missing."""


def figures() -> Iterator[Figure]:
    """Measure it, if the system reports on other processes."""
    if not Path("/proc/self/fd").exists():
        return
    memory, descriptors, waits = asyncio.run(_measure())
    yield Figure("10,000 connections, memory", round(memory / 2**20, 1), "MiB at most")
    yield Figure("10,000 connections, descriptors", descriptors, "at most")
    yield Figure("10,000 connections, health", round(sorted(waits)[len(waits) // 2], 2), "s")


async def _measure() -> tuple[int, int, list[float]]:
    """Return the peak memory in bytes, the peak number of descriptors, and the seconds per answer of `/healthz`."""
    port, waits, descriptors = free_port(), list[float](), 0
    async with SlackSimulator(BOT) as slack, serving(port, _setting(slack)) as bot:
        async with _attacked(port), httpx.AsyncClient(trust_env=False, timeout=PATIENCE) as client:
            end = time.monotonic() + ATTACKED
            while time.monotonic() < end:
                waits.append(await _answered(client, port))
                descriptors = max(descriptors, _open(bot))
                await asyncio.sleep(0.2)
        return statm.peak(bot.status), descriptors, waits


def _setting(slack: SlackSimulator) -> dict[str, str]:
    return {"SLACK_API_URL": slack.url, "SLACK_BOT_TOKEN": BOT, "SLACK_SIGNING_SECRET": slack.signing_secret}


async def _answered(client: httpx.AsyncClient, port: int) -> float:
    begun = time.monotonic()
    try:
        await client.get(f"http://127.0.0.1:{port}/healthz")
    except httpx.HTTPError:
        return PATIENCE
    return time.monotonic() - begun


@asynccontextmanager
async def _attacked(port: int) -> AsyncIterator[None]:
    program = (sys.executable, "-m", "benchmarks.attacker", str(port), str(CONNECTIONS), str(2 * ATTACKED))
    attacker = await asyncio.create_subprocess_exec(*program, stdout=asyncio.subprocess.DEVNULL)
    yield
    attacker.kill()
    await attacker.wait()


def _open(bot: Service) -> int:
    return len(list(bot.stat.with_name("fd").iterdir()))
