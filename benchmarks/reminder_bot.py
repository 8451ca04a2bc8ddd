"""A bot on a simulated Telegram on loopback, with reminders that are due at the same time."""

import datetime as dt
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from adapters.channels import registry
from adapters.privacy.audit.ports import free_port
from adapters.simulators.telegram.server import TelegramSimulator
from adapters.storage.reminder_store import ReminderStore
from adapters.storage.reminders import Destination, Plan
from adapters.storage.session import Session
from adapters.storage.wipe_store import WipeStore
from benchmarks.service import LATENCY, Service, serving
from benchmarks.telegram import setting
from bot.rhythm import Weekly
from bot.schedule import Schedule

_TODAY = dt.datetime.now(dt.UTC).date()
EVERY_FOUR_WEEKS = Plan(
    "groomingcheck", Schedule(Weekly(frozenset({0}), 4), frozenset({dt.time(3)}), _TODAY, "UTC", holidays_off=False)
)


@asynccontextmanager
async def reminding(url: str, count: int, ahead: float) -> AsyncIterator[tuple[TelegramSimulator, float, Service]]:
    """Serve reminders that become due together; yield Telegram, that Unix time and the bot.

    Args:
        url: The address of the database.
        count: The number of reminders, each in its own group.
        ahead: Seconds until they become due, in addition to a hundredth of a second per reminder for writing them.
    """
    async with TelegramSimulator(latency=LATENCY) as telegram:
        settings = setting(telegram) | {"GROOMINGCHECK_DATABASE_URL": url}
        due = await _fill(url, telegram, count, ahead)
        async with serving(free_port(), settings) as service:
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
