"""Measures reminders: a thousand due at one moment while people do checks, and some that wait.

1. The bot is a process of its own; Telegram is simulated on loopback, with latency for each call and its rate limits.
2. Lateness is counted from the moment at which all are due. The last can't be early, whatever the bot does.
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

from adapters.channels import registry
from adapters.privacy.audit.ports import free_port
from adapters.simulators.recorded_call import RecordedCall
from adapters.simulators.telegram.server import TelegramSimulator
from adapters.storage.reminder_store import ReminderStore
from adapters.storage.reminders import Destination, Plan
from adapters.storage.session import Session
from adapters.storage.wipe_store import WipeStore
from benchmarks import postgresql
from benchmarks.figure import Figure
from benchmarks.idle import SETTLE, watched
from benchmarks.service import LATENCY, Service, serving
from benchmarks.telegram import Someone, setting
from bot.rhythm import Weekly
from bot.schedule import Schedule

DUE, WAITING = 1_000, 200
AHEAD = 25.0
"""Seconds after the bot is ready that they come due."""
PEOPLE = 3
"""How many people do a check meanwhile: as many as Telegram's limit on calls leaves room for."""
STEP = 1.1
"""Seconds between two presses: Telegram accepts one change of a message a second."""
_MEMORY = Path("/dev/shm")  # noqa: S108 - a file system without a disk, where a thousand rows are written quickly
_FOLDER = _MEMORY if _MEMORY.is_dir() else None
_TODAY = dt.datetime.now(dt.UTC).date()
EVERY_FOUR_WEEKS = Plan(
    "groomingcheck", Schedule(Weekly(frozenset({0}), 4), frozenset({dt.time(3)}), _TODAY, "UTC", holidays_off=False)
)
MILLI = 1e3
_COUNT = "SELECT xact_commit + xact_rollback FROM pg_stat_database WHERE datname = current_database()"


@dataclass
class Load:
    """What was measured while the reminders were posted.

    Attributes:
        late: Seconds that each post was late.
        alone: Seconds that each press took before they came due.
        beside: Seconds that each press took meanwhile.
        refused: How many calls were refused by rate limits.
    """

    late: list[float]
    alone: list[float]
    beside: list[float]
    refused: int


def figures(check: str) -> Iterator[Figure]:
    """Measure reminders that come due, and reminders that wait."""
    with TemporaryDirectory(dir=_FOLDER) as folder:
        load = asyncio.run(_load(check, f"sqlite:///{Path(folder) / 'ledger.db'}"))
    yield Figure("reminders, 1000 due at once", round((DUE - 1) / (max(load.late) - min(load.late)), 1), "posts/s")
    yield Figure("reminders, lateness p50", round(quantiles(load.late, n=2)[0], 1), "s")
    yield Figure("reminders, lateness p99", round(quantiles(load.late, n=100)[-1], 1), "s")
    yield Figure("reminders, refused by limits", load.refused, "posts")
    yield Figure("press before, p99", round(quantiles(load.alone, n=100)[-1] * MILLI), "ms")
    yield Figure("press meanwhile, p99", round(quantiles(load.beside, n=100)[-1] * MILLI), "ms")
    with TemporaryDirectory() as folder:
        share, resident, _ = asyncio.run(_idle(f"sqlite:///{Path(folder) / 'ledger.db'}"))
    yield Figure("200 reminders, idle processor", round(share * 100, 2), "% of one")
    yield Figure("200 reminders, idle memory", round(resident / 2**20, 1), "MiB")
    if postgresql.installed():
        with postgresql.server() as url:
            _, _, rate = asyncio.run(_idle(url))
        yield Figure("200 reminders, PostgreSQL", round(rate, 2), "transactions/s")


async def _load(check: str, url: str) -> Load:
    async with _serving(url, DUE, AHEAD) as (telegram, due, _):
        load = Load([], [], [], 0)
        await asyncio.gather(*(_presses(telegram, number, check, due, load) for number in range(1, PEOPLE + 1)))
        late = [call.at - time.monotonic() + time.time() - due for call in _posts(telegram)]
        refused = sum(call.status == 429 for call in telegram.calls)  # noqa: PLR2004 - HTTP's status
        return Load(late, load.alone, load.beside, refused)


async def _presses(telegram: TelegramSimulator, number: int, check: str, due: float, load: Load) -> None:
    """Press as somebody, from before the reminders come due until all are posted, and note how long each took."""
    someone = Someone(telegram.person(number), f"/{check}")
    await someone.begin()
    while len(_posts(telegram)) < DUE:
        took = await _press(someone)
        (load.beside if time.time() > due else load.alone).append(took)


async def _press(someone: Someone) -> float:
    """Press the first button, and return the seconds until there is another screen."""
    await asyncio.sleep(STEP)
    while not someone.screen:
        await asyncio.sleep(0.01)
    before, since = someone.screen, time.perf_counter()
    await someone.press()
    while someone.screen is before:
        await asyncio.sleep(0.001)
    return time.perf_counter() - since


def _posts(telegram: TelegramSimulator) -> list[RecordedCall]:
    groups = {str(identity) for identity in telegram.account.chats if identity < 0}
    return [
        call
        for call in telegram.calls
        if call.method == "sendMessage" and call.status == 200 and str(call.parameters["chat_id"]) in groups  # noqa: PLR2004 - HTTP's status
    ]


async def _idle(url: str) -> tuple[float, int, float]:
    """Measure a bot whose reminders wait.

    Returns:
        The share of a processor that it uses, its memory in bytes, and its transactions a second on PostgreSQL.
    """
    async with _serving(url, WAITING, 1e6) as (_, _, service):
        await asyncio.sleep(SETTLE)  # until the transactions that filled it are counted
        before, since = await _transactions(url), time.monotonic()
        share, resident = await watched(service)
        return share, resident, (await _transactions(url) - before) / (time.monotonic() - since)


async def _transactions(url: str) -> int:
    """Return how many transactions this database has ever had, including the ones that ask; 0 on SQLite."""
    if not url.startswith("postgresql"):
        return 0
    connection = await asyncpg.connect(url)
    try:
        return int(await connection.fetchval(_COUNT))
    finally:
        await connection.close()


@asynccontextmanager
async def _serving(url: str, count: int, ahead: float) -> AsyncIterator[tuple[TelegramSimulator, float, Service]]:
    """Serve `count` reminders that come due in `ahead` seconds; yield Telegram, that moment (Unix time) and the bot."""
    async with TelegramSimulator(latency=LATENCY) as telegram:
        settings = setting(telegram) | {"GROOMINGCHECK_DATABASE_URL": url}
        async with serving(free_port(), settings) as service:
            due = await _fill(url, telegram, count, ahead)
            yield telegram, due, service


async def _fill(url: str, telegram: TelegramSimulator, count: int, ahead: float) -> float:
    session = await Session.open(url)
    reminder_store = ReminderStore(session, WipeStore(session, registry.wipeable()))
    account = f"telegram:{telegram.account.id}"
    due = time.time() + ahead + count / 100
    for number in range(1, count + 1):
        group = telegram.group(-(10**12) - number)
        await reminder_store.add(f"{number:016x}", [Destination(account, str(group.id))], EVERY_FOUR_WEEKS, due)
    await session.close()
    return due
