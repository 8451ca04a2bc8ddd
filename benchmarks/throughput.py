"""Measures how many checks one process runs in a second, and how many two do, on one PostgreSQL.

1. It is over HTTP in both directions: by webhook, in turns, and to a Telegram that answers immediately.
2. That Telegram, the people and PostgreSQL share the machine: of two cores, two processes have less than one each.
"""

import asyncio
import sys
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from statistics import mean

from adapters.privacy.audit.ports import free_port
from benchmarks import postgresql
from benchmarks.conversation import walks
from benchmarks.figure import Figure
from benchmarks.processor import busy
from benchmarks.service import Service, serving
from benchmarks.soak.telegram import TOKEN, Telegram
from bot.check import Check

SECRET = "benchmark" * 4
PEOPLE, WARM, CHECKS = 16, 32, 160
"""People at once; checks to warm up with; checks that are counted."""
FIRST = 7_000_000_000


def figures(check: Check) -> Iterator[Figure]:
    """Measure one process and two, each on an empty database."""
    if not postgresql.installed():
        print("throughput skipped: no PostgreSQL", file=sys.stderr)
        return
    talks = walks(check)
    presses = 1 + mean(map(len, talks))
    for name, processes in (("one process", 1), ("two processes", 2)):
        with postgresql.server() as url:
            rate, used = asyncio.run(_rate(f"/{check.id}", talks, url, processes))
        yield Figure(f"Telegram, {name} on PostgreSQL", round(rate, 1), "checks/s")
        yield Figure(f"Telegram, {name} on PostgreSQL", round(rate * presses, 1), "turns/s")
        yield Figure(f"Telegram, {name} on PostgreSQL", round(used * 1000, 1), "ms/check")


async def _rate(command: str, talks: Sequence[tuple[int, ...]], url: str, processes: int) -> tuple[float, float]:
    """Return the checks done in a second, and the seconds of processor time that the bot takes for one."""
    async with _serving(url, processes) as (telegram, services):
        people = iter(range(FIRST, FIRST + WARM + CHECKS))

        async def hold(checks: int) -> None:
            remaining = iter(range(checks))

            async def someone() -> None:
                for _ in remaining:
                    person = next(people)
                    await telegram.check(person, command, talks[person % len(talks)])

            await asyncio.gather(*(someone() for _ in range(PEOPLE)))

        await hold(WARM)
        since, used = time.perf_counter(), sum(map(busy, services))
        await hold(CHECKS)
        return CHECKS / (time.perf_counter() - since), (sum(map(busy, services)) - used) / CHECKS


@asynccontextmanager
async def _serving(url: str, processes: int) -> AsyncIterator[tuple[Telegram, list[Service]]]:
    """Serve with several processes that share the updates, until the end of the block."""
    async with Telegram.open() as telegram, AsyncExitStack() as stack:
        ports = [free_port() for _ in range(processes)]
        settings = {
            "GROOMINGCHECK_DATABASE_URL": url,
            "GROOMINGCHECK_SECRET": SECRET,
            "TELEGRAM_API_URL": telegram.url,
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_WEBHOOK_URL": f"http://127.0.0.1:{ports[0]}/telegram",
            "TELEGRAM_WEBHOOK_SECRET": SECRET,
        }
        services = [await stack.enter_async_context(serving(port, settings)) for port in ports]
        await stack.enter_async_context(
            telegram.delivering([f"http://127.0.0.1:{port}/telegram" for port in ports], SECRET)
        )
        yield telegram, services
