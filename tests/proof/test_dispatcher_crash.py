"""Processes that are killed: no reminder is lost silently, and none comes twice."""

import asyncio
import datetime as dt
import random
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import quantiles

import pytest

from adapters.storage.reminder_store import ReminderStore
from adapters.storage.reminders import Destination, OccurrenceOutcome, Reminder
from tests.support.dispatching_process import ACCOUNT, LEASE, Worker
from tests.support.made_reminders import add, weekly

REMINDERS, SPREAD, KILLS, PATIENCE = 200, 8.0, 5, 60.0
YESTERDAY = dt.datetime.now(dt.UTC).date() - dt.timedelta(days=1)
SCHEDULE = weekly([YESTERDAY.weekday()], "12:00", str(YESTERDAY), "UTC")
"""Comes once a week, and never during a test."""


async def fill(reminder_store: ReminderStore) -> dict[str, float]:
    """Create reminders that come due one after another, for `SPREAD` seconds; return when, by chat."""
    now = time.time()
    due = {f"C{number}": now + 1 + SPREAD * number / REMINDERS for number in range(REMINDERS)}
    for chat, moment in due.items():
        await add(reminder_store, Destination(ACCOUNT, chat), SCHEDULE, moment)
    return due


async def over(reminder_store: ReminderStore) -> tuple[Reminder, ...]:
    """Wait until each of them has an outcome."""
    async with asyncio.timeout(PATIENCE):
        while True:
            found = await reminder_store.all([ACCOUNT])
            if all(told(reminder) - {OccurrenceOutcome.SENDING} for reminder in found):
                return found
            await asyncio.sleep(0.2)


def told(reminder: Reminder) -> set[OccurrenceOutcome]:
    return {occurrence.outcome for occurrence in reminder.occurrences}


def posted(file: Path) -> list[tuple[str, float]]:
    lines = (line.split() for line in file.read_text().splitlines())
    return [(chat, float(moment)) for chat, moment in lines]


@pytest.mark.parametrize("size", [1, 2])
async def test_no_reminder_is_lost_silently_and_none_comes_twice(
    reminder_store: ReminderStore, url: str, tmp_path: Path, size: int, record_property: Callable[[str, object], None]
) -> None:
    chance, file = random.Random(size), tmp_path / "posts"  # noqa: S311 - no secret
    workers = [await asyncio.to_thread(Worker, url, file) for _ in range(size)]
    try:
        due = await fill(reminder_store)
        for _ in range(KILLS):
            await asyncio.sleep(chance.uniform(0.5, 2 * SPREAD / KILLS))
            number = chance.randrange(size)
            await asyncio.to_thread(workers[number].kill)
            workers[number] = await asyncio.to_thread(Worker, url, file)
        found = await over(reminder_store)
    finally:
        for worker in workers:
            worker.kill()
    lateness = [moment - due[chat] for chat, moment in posted(file)]
    record_property("lateness_p99", round(quantiles(lateness, n=100)[-1], 3))
    _hold(found, Counter(chat for chat, _ in posted(file)))
    assert max(lateness) < LEASE + PATIENCE


def _hold(found: Sequence[Reminder], posts: Counter[str]) -> None:
    assert max(posts.values()) == 1
    assert len(found) == REMINDERS
    for reminder in found:
        [outcome] = [occurrence.outcome for occurrence in reminder.occurrences]
        assert outcome in {OccurrenceOutcome.SENT, OccurrenceOutcome.UNKNOWN}, reminder.place.chat
        assert posts[reminder.place.chat] or outcome is OccurrenceOutcome.UNKNOWN
        assert reminder.due_at
        assert reminder.due_at > time.time()
