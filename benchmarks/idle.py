"""Measure an idle bot with two hundred scheduled reminders, on SQLite and on PostgreSQL."""

import asyncio
import time
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

import asyncpg

from benchmarks import postgresql, statm
from benchmarks.figure import Figure
from benchmarks.processor import busy
from benchmarks.reminder_bot import reminding
from benchmarks.service import Service

WAITING, AHEAD = 200, 1e6
"""The number of reminders, and the seconds until they are due."""
SETTLE, WATCHED, TIMES = 4.0, 5.0, 5
"""Seconds to settle, the length of a window in seconds, and the number of windows."""
_COUNT = "SELECT xact_commit + xact_rollback FROM pg_stat_database WHERE datname = current_database()"


def figures() -> Iterator[Figure]:
    """Measure one bot on each available database, if the system reports on other processes."""
    if not statm.known():
        return
    with TemporaryDirectory() as folder:
        sqlite = f"sqlite:///{Path(folder) / 'ledger.db'}"
        if postgresql.installed():
            with postgresql.server() as url:
                yield from asyncio.run(_watched({"SQLite": sqlite, "PostgreSQL": url}))
        else:
            yield from asyncio.run(_watched({"SQLite": sqlite}))


async def _watched(urls: dict[str, str]) -> Sequence[Figure]:
    async with AsyncExitStack() as stack:
        bots = {
            name: (await stack.enter_async_context(reminding(url, WAITING, AHEAD)))[2] for name, url in urls.items()
        }
        await asyncio.sleep(SETTLE)
        return [figure for _ in range(TIMES) for figure in await _window(urls, bots)]


async def _window(urls: dict[str, str], bots: dict[str, Service]) -> list[Figure]:
    """Measure every bot in one window."""
    before, since = {name: busy(bot) for name, bot in bots.items()}, time.monotonic()
    counted = await _transactions(urls.get("PostgreSQL"))
    await asyncio.sleep(WATCHED)
    found, took = [], time.monotonic() - since
    for name, bot in bots.items():
        found.append(
            Figure(f"200 reminders, idle on {name}", round((busy(bot) - before[name]) / took * 100, 3), "% of one")
        )
        found.append(Figure(f"200 reminders, idle on {name}", round(statm.resident(bot.statm) / 2**20, 1), "MiB"))
    if "PostgreSQL" in urls:
        done = (await _transactions(urls["PostgreSQL"]) - counted) / took
        found.append(Figure("200 reminders, idle on PostgreSQL", round(done, 2), "transactions/s"))
    return found


async def _transactions(url: str | None) -> int:
    """Return how many transactions this database has had in total, including these queries; 0 without a database."""
    if not url:
        return 0
    connection = await asyncpg.connect(url)
    try:
        return int(await connection.fetchval(_COUNT))
    finally:
        await connection.close()
