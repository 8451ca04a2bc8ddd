"""Processes that are killed: no reminder is lost without a word, and none comes twice."""

import asyncio
import datetime as dt
import random
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import quantiles

import pytest

from adapters.ledger.agenda import Agenda
from adapters.ledger.reminder import Outcome, Place, Reminder
from bot.schedule import Schedule
from tests.bell_worker import ACCOUNT, LEASE, Worker

REMINDERS, SPREAD, KILLS, PATIENCE = 200, 8.0, 5, 60.0
YESTERDAY = dt.datetime.now(dt.UTC).date() - dt.timedelta(days=1)
SCHEDULE = Schedule(frozenset({YESTERDAY.weekday()}), dt.time(12), 1, YESTERDAY, "UTC", holidays_off=False)
"""Comes once a week, and in no test."""


async def fill(agenda: Agenda) -> dict[str, float]:
    """Make reminders that come due one after the other, for `SPREAD` seconds; give when, by chat."""
    now = time.time()
    due = {f"C{number}": now + 1 + SPREAD * number / REMINDERS for number in range(REMINDERS)}
    for chat, moment in due.items():
        await agenda.add(Place(ACCOUNT, chat), "groomingcheck", SCHEDULE, moment)
    return due


async def over(agenda: Agenda) -> tuple[Reminder, ...]:
    """Wait until each has come, one way or the other."""
    async with asyncio.timeout(PATIENCE):
        while True:
            found = await agenda.all([ACCOUNT])
            if all(told(reminder) - {Outcome.SENDING} for reminder in found):
                return found
            await asyncio.sleep(0.2)


def told(reminder: Reminder) -> set[Outcome]:
    return {occurrence.outcome for occurrence in reminder.occurrences}


def posted(file: Path) -> list[tuple[str, float]]:
    lines = (line.split() for line in file.read_text().splitlines())
    return [(chat, float(moment)) for chat, moment in lines]


@pytest.mark.parametrize("size", [1, 2])
async def test_p27_p28_none_is_lost_silently_and_none_comes_twice(
    agenda: Agenda, url: str, tmp_path: Path, size: int, record_property: Callable[[str, object], None]
) -> None:
    chance, file = random.Random(size), tmp_path / "posts"  # noqa: S311 - no secret
    workers = [await asyncio.to_thread(Worker, url, file) for _ in range(size)]
    try:
        due = await fill(agenda)
        for _ in range(KILLS):
            await asyncio.sleep(chance.uniform(0.5, 2 * SPREAD / KILLS))
            number = chance.randrange(size)
            await asyncio.to_thread(workers[number].kill)
            workers[number] = await asyncio.to_thread(Worker, url, file)
        found = await over(agenda)
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
        assert outcome in {Outcome.SENT, Outcome.UNKNOWN}, reminder.place.chat
        assert posts[reminder.place.chat] or outcome is Outcome.UNKNOWN
        assert reminder.due_at
        assert reminder.due_at > time.time()
