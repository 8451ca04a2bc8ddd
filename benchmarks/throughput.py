"""Measure how many checks per second one process runs, and two processes, on one PostgreSQL.

1. HTTP is used in both directions: webhooks, alternating between processes, and calls to a Telegram that answers
   immediately.
2. That Telegram, the people and PostgreSQL share the machine, so on two cores, two processes have less than one each.
   So both are also measured with a quarter of a core per process, which leaves enough for the rest.
"""

import asyncio
import sys
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from itertools import pairwise
from statistics import mean

from adapters.privacy.audit.ports import free_port
from benchmarks import postgresql
from benchmarks.conversation import walks
from benchmarks.figure import Figure
from benchmarks.processor import busy
from benchmarks.processor_share import limited
from benchmarks.service import Service, serving
from benchmarks.soak.telegram import TOKEN, Telegram
from bot.check import Check

SECRET = "benchmark" * 4
PEOPLE, WARM = 16, 32
"""Concurrent people; checks to warm up with."""
PARTS, CHECKS = 5, 32
"""The number of parts for which the rate is reported, and the checks per part."""
SHARE = 0.25
FIRST = 7_000_000_000
Rate = tuple[float, float]
"""Checks per second, and the bot's CPU time per check in seconds."""


def figures(check: Check) -> Iterator[Figure]:
    """Measure one and two processes, each on an empty database."""
    if not postgresql.installed():
        print("throughput skipped: no PostgreSQL", file=sys.stderr)
        return
    talks = walks(check)
    turns = 1 + mean(map(len, talks))
    for name, processes in (("one process", 1), ("two processes", 2)):
        for rate, used in _rates(f"/{check.id}", talks, processes):
            yield Figure(f"Telegram, {name} on PostgreSQL", round(rate, 1), "checks/s")
            yield Figure(f"Telegram, {name} on PostgreSQL", round(rate * turns, 1), "turns/s")
            yield Figure(f"Telegram, {name} on PostgreSQL", round(used * 1000, 1), "ms/check")
    one, two = (_rates(f"/{check.id}", talks, processes, SHARE) for processes in (1, 2))
    for (alone, _), (together, _) in zip(one, two, strict=True):
        yield Figure(
            "two processes, a quarter core each", round(together, 1), "checks/s", "one of them", round(alone, 1)
        )


def _rates(command: str, talks: Sequence[tuple[int, ...]], processes: int, share: float | None = None) -> list[Rate]:
    """Measure each part. `share`: the fraction of a core per process; yields nothing if it can't be limited."""
    with postgresql.server() as url:
        ended = asyncio.run(_held(command, talks, url, processes, share))
    return [
        (CHECKS / (after - before), (used - had) / CHECKS)
        for (before, had), (after, used) in pairwise(ended[WARM::CHECKS])
    ]


async def _held(
    command: str, talks: Sequence[tuple[int, ...]], url: str, processes: int, share: float | None
) -> list[tuple[float, float]]:
    """Return for each check when it ended, and the bot's CPU time in seconds until then.

    As fewer people press towards the end, some more checks are run than counted.
    """
    ended: list[tuple[float, float]] = []
    async with _serving(url, processes) as (telegram, services), _limited(services, share) as able:
        people = iter(range(FIRST, FIRST + WARM + PARTS * CHECKS + PEOPLE if able else FIRST))

        async def someone() -> None:
            for person in people:
                await telegram.check(person, command, talks[person % len(talks)])
                ended.append((time.perf_counter(), sum(map(busy, services))))

        await asyncio.gather(*(someone() for _ in range(PEOPLE)))
    return ended


@asynccontextmanager
async def _limited(services: Sequence[Service], share: float | None) -> AsyncIterator[bool]:
    """Limit each process until the end of the block; yield whether that succeeded or wasn't requested."""
    async with AsyncExitStack() as stack:
        yield share is None or all(stack.enter_context(limited(service.id, share)) for service in services)


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
