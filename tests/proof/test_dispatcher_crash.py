"""Processes that are killed: no reminder is lost silently, and none comes twice."""

import asyncio
import datetime as dt
import random
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import quantiles

import pytest

from adapters.reminders.series import gathered
from adapters.storage.reminder_store import ReminderStore
from adapters.storage.reminders import Destination, OccurrenceOutcome, Plan, Reminder
from bot.schedule import Schedule, upcoming
from tests.support.dispatching_process import ACCOUNT, LEASE, Worker
from tests.support.made_reminders import weekly

SERIES, PLACES, SPREAD, KILLS, PATIENCE = 40, 5, 8.0, 5, 60.0
REMINDERS = SERIES * PLACES
MINUTE = dt.timedelta(minutes=1)


def several_times(now: dt.datetime) -> Schedule:
    """Return a schedule with three times in the last minutes and one in six hours, so that it never comes in a test."""
    times = {(now - number * MINUTE).time().replace(second=0, microsecond=0) for number in (1, 2, 3)}
    later = (now + 6 * 60 * MINUTE).time().replace(second=0, microsecond=0)
    start = now.date() - dt.timedelta(days=2)
    return replace(weekly(range(7), "00:00", str(start), "UTC"), times=frozenset({*times, later}))


async def fill(reminder_store: ReminderStore) -> dict[str, float]:
    """Create reminders in several channels each; return when each is to be posted, by chat.

    They come due one after another, for `SPREAD` seconds; every second one has three times that have passed already,
    of which the last is to be posted and the others are to be listed.
    """
    now = dt.datetime.now(dt.UTC)
    plan = Plan("groomingcheck", several_times(now))
    first, _, last = upcoming(plan.schedule, now - 4 * MINUTE, 3)
    due = dict[str, float]()
    for number in range(SERIES):
        places = [Destination(ACCOUNT, f"C{number}-{place}") for place in range(PLACES)]
        soon = now.timestamp() + 1 + SPREAD * number / SERIES
        await reminder_store.add(f"{number:016x}", places, plan, first.timestamp() if number % 2 else soon)
        due |= {place.chat: last.timestamp() if number % 2 else soon for place in places}
    return due


async def over(reminder_store: ReminderStore) -> tuple[Reminder, ...]:
    """Wait until each of them has an outcome, and is to come again."""
    async with asyncio.timeout(PATIENCE):
        while True:
            found = await reminder_store.all([ACCOUNT])
            if all(told(one) - {OccurrenceOutcome.SENDING} and (one.due_at or 0) > time.time() for one in found):
                return found
            await asyncio.sleep(0.2)


def told(reminder: Reminder) -> set[OccurrenceOutcome]:
    return {occurrence.outcome for occurrence in reminder.occurrences}


def posted(file: Path) -> list[tuple[str, float]]:
    lines = (line.split() for line in file.read_text().splitlines() if line.startswith("C"))
    return [(chat, float(moment)) for chat, moment in lines]


def alerted(file: Path) -> Counter[str]:
    """Return how often the coordinators were told of each chat."""
    return Counter(line.split()[1] for line in file.read_text().splitlines() if line.startswith("alert:"))


@pytest.mark.parametrize("size", [1, 2])
async def test_no_reminder_is_lost_silently_and_none_comes_twice(
    reminder_store: ReminderStore, url: str, tmp_path: Path, size: int, record_property: Callable[[str, object], None]
) -> None:
    chance, file = random.Random(size), tmp_path / "posts"  # noqa: S311 - no secret
    workers = [await asyncio.to_thread(Worker, url, file) for _ in range(size)]
    try:
        due, begun = await fill(reminder_store), time.time()
        for _ in range(KILLS):
            await asyncio.sleep(chance.uniform(0.5, 2 * SPREAD / KILLS))
            number = chance.randrange(size)
            await asyncio.to_thread(workers[number].kill)
            workers[number] = await asyncio.to_thread(Worker, url, file)
        found = await over(reminder_store)
    finally:
        for worker in workers:
            worker.kill()
    lateness = [moment - max(due[chat], begun) for chat, moment in posted(file)]
    record_property("lateness_p99", round(quantiles(lateness, n=100)[-1], 3))
    _hold(found, Counter(chat for chat, _ in posted(file)), due)
    assert max(lateness) < LEASE + PATIENCE
    assert max(alerted(file).values()) == 1
    assert {chat.partition("-")[0] for chat in alerted(file)} <= {f"C{number}" for number in range(1, SERIES, 2)}


def _hold(found: Sequence[Reminder], posts: Counter[str], due: Mapping[str, float]) -> None:
    assert max(posts.values()) == 1
    assert len(found) == REMINDERS
    for reminder in found:
        newest, *missed = reminder.occurrences
        assert newest.moment == pytest.approx(due[reminder.place.chat])
        assert newest.outcome in {OccurrenceOutcome.SENT, OccurrenceOutcome.UNKNOWN}, reminder.place.chat
        assert posts[reminder.place.chat] or newest.outcome is OccurrenceOutcome.UNKNOWN
        assert [one.outcome for one in missed] == [OccurrenceOutcome.MISSED] * (2 * (int(reminder.series, 16) % 2))
        assert reminder.due_at
        assert reminder.due_at > time.time() + PATIENCE
    assert len(gathered(found)) == SERIES
