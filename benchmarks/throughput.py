"""How many checks one process holds in a second, and how many two do, on one PostgreSQL.

1. Over HTTP both ways: by webhook, in turns, and to a Telegram that answers at once.
2. That Telegram, the people and PostgreSQL share the machine: of two cores, two processes have less than one each.
"""

import asyncio
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager

from benchmarks import postgresql
from benchmarks.conversation import buttons, conversations
from benchmarks.figure import Figure
from benchmarks.idle import busy
from benchmarks.service import Service, free_port, serving
from benchmarks.soak.telegram import TOKEN, Telegram
from bot.check import Check

SECRET = "benchmark" * 4
PEOPLE, WARM, CHECKS = 16, 32, 160
"""People at once; checks to warm up with, and those that are counted."""
FIRST = 7_000_000_000


def figures(check: Check) -> Iterator[Figure]:
    """Measure one process and two, each on a database with nothing in it."""
    if not postgresql.there():
        print("throughput skipped: no PostgreSQL", file=sys.stderr)
        return
    walks = [tuple(buttons(check, events)) for events in conversations(check)]
    presses = len(walks[0]) + 1
    for name, processes in (("one process", 1), ("two processes", 2)):
        with postgresql.server() as url:
            rate, used = asyncio.run(_rate(f"/{check.id}", walks, url, processes))
        yield Figure(f"Telegram, {name} on PostgreSQL", round(rate, 1), "checks/s")
        yield Figure(f"Telegram, {name} on PostgreSQL", round(rate * presses, 1), "turns/s")
        yield Figure(f"Telegram, {name} on PostgreSQL", round(used * 1000, 1), "ms/check")


async def _rate(command: str, walks: list[tuple[int, ...]], url: str, processes: int) -> tuple[float, float]:
    """Give how many checks are held in a second, and the seconds of processor time that the bot takes for one."""
    async with _serving(url, processes) as (telegram, services):
        people = iter(range(FIRST, FIRST + WARM + CHECKS))

        async def hold(checks: int) -> None:
            left = iter(range(checks))

            async def someone() -> None:
                for _ in left:
                    person = next(people)
                    await telegram.check(person, command, walks[person % len(walks)])

            await asyncio.gather(*(someone() for _ in range(PEOPLE)))

        await hold(WARM)
        since, used = time.perf_counter(), sum(map(busy, services))
        await hold(CHECKS)
        return CHECKS / (time.perf_counter() - since), (sum(map(busy, services)) - used) / CHECKS


@asynccontextmanager
async def _serving(url: str, processes: int) -> AsyncIterator[tuple[Telegram, list[Service]]]:
    """Serve with so many processes that share what comes in, until the end of the block."""
    async with Telegram.open() as telegram, AsyncExitStack() as stack:
        ports = [free_port() for _ in range(processes)]
        chosen = {
            "GROOMINGCHECK_DATABASE_URL": url,
            "GROOMINGCHECK_SECRET": SECRET,
            "TELEGRAM_API_URL": telegram.url,
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_WEBHOOK_URL": f"http://127.0.0.1:{ports[0]}/telegram",
            "TELEGRAM_WEBHOOK_SECRET": SECRET,
        }
        services = [await stack.enter_async_context(serving(port, chosen)) for port in ports]
        await stack.enter_async_context(
            telegram.delivering([f"http://127.0.0.1:{port}/telegram" for port in ports], SECRET)
        )
        yield telegram, services
