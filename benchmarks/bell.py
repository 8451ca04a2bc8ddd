"""What reminders cost: a thousand that are due at one moment beside somebody who holds a check, and some that wait.

1. The bot is a process of its own; Telegram, on loopback, takes its time for each call, and keeps to its limits.
2. Lateness is counted from the moment that all are due at; the last one can't be early, whatever the bot does.
"""

import asyncio
import datetime as dt
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory

import asyncpg

from adapters.ledger.agenda import Agenda
from adapters.ledger.reminder import Place
from adapters.ledger.session import Session
from adapters.telegram.fake.call import Call
from adapters.telegram.fake.server import FakeTelegram
from benchmarks import postgresql
from benchmarks.figure import Figure
from benchmarks.idle import CALM, watched
from benchmarks.service import LATENCY, Service, free_port, serving
from benchmarks.telegram import Someone, setting
from bot.schedule import Schedule

DUE, WAITING = 1_000, 200
AHEAD = 5.0
"""Seconds after the bot is ready that they come due."""
STEP = 1.1
"""Seconds between two presses: Telegram takes one change of a message a second."""
_SHORT = Path("/dev/shm")  # noqa: S108 - a file system without a disk, where a thousand rows are written quickly
_FOLDER = _SHORT if _SHORT.is_dir() else None
MONTHS = Schedule(frozenset({0}), dt.time(3), 4, dt.datetime.now(dt.UTC).date(), "UTC", holidays_off=False)
MILLI = 1e3
_COUNT = "SELECT xact_commit + xact_rollback FROM pg_stat_database WHERE datname = current_database()"


@dataclass
class Flood:
    """What was seen of it. `late`: seconds, of each post; `alone`, `beside`: seconds that a press took."""

    late: list[float]
    alone: list[float]
    beside: list[float]
    refused: int


def figures(check: str) -> Iterator[Figure]:
    """Measure both."""
    with TemporaryDirectory(dir=_FOLDER) as folder:
        flood = asyncio.run(_flood(check, f"sqlite:///{Path(folder) / 'ledger.db'}"))
    yield Figure("reminders, 1000 due at once", round((DUE - 1) / (max(flood.late) - min(flood.late)), 1), "posts/s")
    yield Figure("reminders, lateness p50", round(quantiles(flood.late, n=2)[0], 1), "s")
    yield Figure("reminders, lateness p99", round(quantiles(flood.late, n=100)[-1], 1), "s")
    yield Figure("reminders, refused by limits", flood.refused, "posts")
    yield Figure("press before, p99", round(quantiles(flood.alone, n=100)[-1] * MILLI), "ms")
    yield Figure("press meanwhile, p99", round(quantiles(flood.beside, n=100)[-1] * MILLI), "ms")
    with TemporaryDirectory() as folder:
        load, resident, _ = asyncio.run(_idle(f"sqlite:///{Path(folder) / 'ledger.db'}"))
    yield Figure("200 reminders, idle processor", round(load * 100, 2), "% of one")
    yield Figure("200 reminders, idle memory", round(resident / 2**20, 1), "MiB")
    if postgresql.there():
        with postgresql.server() as url:
            _, _, rate = asyncio.run(_idle(url))
        yield Figure("200 reminders, PostgreSQL", round(rate, 2), "transactions/s")


async def _flood(check: str, url: str) -> Flood:
    async with _serving(url, DUE, AHEAD) as (telegram, due, _):
        someone = Someone(telegram.person(1), f"/{check}")
        await someone.begin()
        alone = [await _press(someone) for _ in range(3)]
        beside: list[float] = []
        while len(_posts(telegram)) < DUE:
            took = await _press(someone)
            (beside if time.time() > due else alone).append(took)
        late = [call.at - time.monotonic() + time.time() - due for call in _posts(telegram)]
        return Flood(late, alone, beside, sum(call.status == 429 for call in telegram.calls))  # noqa: PLR2004 - HTTP's


async def _press(someone: Someone) -> float:
    """Press the first button, and give the seconds until there is another screen."""
    await asyncio.sleep(STEP)
    while not someone.screen:
        await asyncio.sleep(0.01)
    before, since = someone.screen, time.perf_counter()
    await someone.press()
    while someone.screen is before:
        await asyncio.sleep(0.001)
    return time.perf_counter() - since


def _posts(telegram: FakeTelegram) -> list[Call]:
    groups = {str(identity) for identity in telegram.account.chats if identity < 0}
    return [
        call
        for call in telegram.calls
        if call.method == "sendMessage" and call.status == 200 and str(call.parameters["chat_id"]) in groups  # noqa: PLR2004 - HTTP's
    ]


async def _idle(url: str) -> tuple[float, int, float]:
    """Watch it; give the share of a processor, the bytes of memory, and the transactions a second on PostgreSQL."""
    async with _serving(url, WAITING, 1e6) as (_, _, service):
        await asyncio.sleep(CALM)  # until what filled it is counted as well
        before, since = await _transactions(url), time.monotonic()
        load, resident = await watched(service)
        return load, resident, (await _transactions(url) - before) / (time.monotonic() - since)


async def _transactions(url: str) -> int:
    """Count those that this database has ever seen, once it has told so; its own are among them."""
    if not url.startswith("postgresql"):
        return 0
    connection = await asyncpg.connect(url)
    try:
        return int(await connection.fetchval(_COUNT))
    finally:
        await connection.close()


@asynccontextmanager
async def _serving(url: str, count: int, ahead: float) -> AsyncIterator[tuple[FakeTelegram, float, Service]]:
    """Serve with so many reminders, due so many seconds from now; give when, as Unix time."""
    async with FakeTelegram(latency=LATENCY) as telegram:
        chosen = setting(telegram) | {"GROOMINGCHECK_DATABASE_URL": url}
        async with serving(free_port(), chosen) as service:
            due = await _fill(url, telegram, count, ahead)
            yield telegram, due, service


async def _fill(url: str, telegram: FakeTelegram, count: int, ahead: float) -> float:
    session = await Session.open(url)
    agenda, account = Agenda(session), f"telegram:{telegram.account.id}"
    due = time.time() + ahead + count / 100
    for number in range(1, count + 1):
        group = telegram.group(-(10**12) - number)
        await agenda.add(Place(account, str(group.id)), "groomingcheck", MONTHS, due)
    await session.close()
    return due
