"""Due reminders are posted once, by the process that claimed them; missed ones are reported; stopping loses nothing."""

import asyncio
import datetime as dt
import os
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.checks.dialogue import Dialogue
from adapters.checks.state_token import TokenCipher
from adapters.concurrency.intervals import DEFAULT, Intervals
from adapters.reminders.dispatcher import ReminderDispatcher
from adapters.reminders.prompts import Prompts
from adapters.reminders.publisher import PostedReminder, ReminderPost
from adapters.storage.alarm_store import AlarmStore
from adapters.storage.alarms import Trouble
from adapters.storage.reminder_store import ReminderStore
from adapters.storage.reminders import POSTED, Destination, OccurrenceOutcome, Reminder, Suspension
from adapters.storage.session import Session
from bot.schedule import Schedule
from messages.content import Content
from tests.support.caller import until
from tests.support.dispatching_process import ACCOUNT, DAY, FilePublisher
from tests.support.made_reminders import add, weekly

TODAY = dt.datetime.now(dt.UTC).date()
DAILY = weekly(range(7), "12:00", str(TODAY - dt.timedelta(days=30)))
NEVER = replace(DAILY, paused_until=dt.date.max)
HOUR = 3600.0


class Slow(FilePublisher):
    """Takes longer between two posts than a short lease lasts."""

    post_interval = 0.1


class Stuck(FilePublisher):
    """Can't post in one chat until it is released."""

    def __init__(self, file: int) -> None:
        super().__init__(file)
        self.free = asyncio.Event()

    async def publish(self, place: Destination, prompt: ReminderPost) -> PostedReminder:
        if place.chat == "stuck":
            await self.free.wait()
        return await super().publish(place, prompt)


@pytest.fixture
def file(tmp_path: Path) -> Iterator[int]:
    opened = os.open(tmp_path / "posts", os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
    yield opened
    os.close(opened)


@pytest.fixture
def prompts(shipped: Content) -> Prompts:
    return Prompts(Dialogue(shipped, TokenCipher((b"s" * 32,)), 900.0), "nl")


def posts(folder: Path) -> Counter[str]:
    return Counter(line.split()[0] for line in (folder / "posts").read_text().splitlines())


async def made(
    reminder_store: ReminderStore, ago: float, schedule: Schedule = NEVER, check: str = "groomingcheck"
) -> Reminder:
    """Create a reminder that came due this many seconds ago."""
    return await add(reminder_store, Destination(ACCOUNT, f"C{ago}"), schedule, time.time() - ago, check)


async def batch(dispatcher: ReminderDispatcher) -> None:
    """Process everything that is due now."""
    while await dispatcher.once(ACCOUNT):
        await dispatcher.finish()


async def outcomes(reminder_store: ReminderStore, reminder: Reminder) -> list[OccurrenceOutcome]:
    found = await reminder_store.get(reminder.id)
    assert found
    return [occurrence.outcome for occurrence in found.occurrences]


async def test_a_process_whose_lease_expired_posts_nothing(
    reminder_store: ReminderStore, prompts: Prompts, file: int, tmp_path: Path
) -> None:
    """Two processes claim alternately, as each needs longer for a batch than its lease lasts."""
    for number in range(20):
        await made(reminder_store, number)
    dispatchers = [
        ReminderDispatcher(reminder_store, {ACCOUNT: Slow(file)}, prompts, DAY, Intervals(lease=0.3)) for _ in range(2)
    ]
    running = [asyncio.create_task(dispatcher.run()) for dispatcher in dispatchers]
    await until(lambda: len(posts(tmp_path)) == 20, 30)
    for dispatcher in dispatchers:
        dispatcher.stop()
    await asyncio.gather(*running)
    assert set(posts(tmp_path).values()) == {1}


async def test_a_moment_that_is_too_late_is_listed_and_not_posted(
    reminder_store: ReminderStore, prompts: Prompts, file: int, tmp_path: Path
) -> None:
    late, fresh = await made(reminder_store, 3 * HOUR), await made(reminder_store, HOUR)
    await batch(ReminderDispatcher(reminder_store, {ACCOUNT: FilePublisher(file)}, prompts, 2 * HOUR, DEFAULT))
    assert await outcomes(reminder_store, late) == [OccurrenceOutcome.MISSED]
    assert await outcomes(reminder_store, fresh) == [OccurrenceOutcome.LATE]
    assert posts(tmp_path) == {fresh.place.chat: 1}


async def test_moments_that_were_missed_together_are_one_post(
    reminder_store: ReminderStore, prompts: Prompts, file: int, tmp_path: Path
) -> None:
    reminder = await made(reminder_store, 3 * DAY + HOUR, DAILY)
    await batch(ReminderDispatcher(reminder_store, {ACCOUNT: FilePublisher(file)}, prompts, DAY, DEFAULT))
    assert posts(tmp_path) == {reminder.place.chat: 1}
    told = await outcomes(reminder_store, reminder)
    assert told[0] is OccurrenceOutcome.LATE
    assert set(told[1:]) == {OccurrenceOutcome.MISSED}
    assert 3 <= len(told) - 1 <= 4
    found = await reminder_store.get(reminder.id)
    assert found
    assert found.due_at
    assert time.time() < found.due_at <= time.time() + DAY + HOUR


async def test_after_half_a_year_of_hand_overs_one_is_posted(
    reminder_store: ReminderStore, prompts: Prompts, file: int, tmp_path: Path
) -> None:
    """More moments than are gone through at once."""
    hand_overs = replace(DAILY, times=frozenset(dt.time(hour) for hour in (0, 6, 12, 18)))
    schedule = replace(hand_overs, start=TODAY - dt.timedelta(days=200))
    reminder = await made(reminder_store, 180 * DAY, schedule)
    await batch(ReminderDispatcher(reminder_store, {ACCOUNT: FilePublisher(file)}, prompts, DAY, DEFAULT))
    assert posts(tmp_path) == {reminder.place.chat: 1}
    newest, *rest = await outcomes(reminder_store, reminder)
    assert newest in POSTED
    assert {*rest} == {OccurrenceOutcome.MISSED}


async def test_a_reminder_is_posted_again_on_schedule_after_a_lost_lease_and_a_kill(
    reminder_store: ReminderStore, prompts: Prompts, file: int, tmp_path: Path
) -> None:
    reminder = await made(reminder_store, 1, DAILY)
    [slow] = await reminder_store.claim([ACCOUNT], 1, 0.0)
    await reminder_store.begin(slow, slow.reminder.due_at or 0)
    [_killed] = await reminder_store.claim([ACCOUNT], 1, 0.0)
    await reminder_store.settle(slow, slow.reminder.due_at or 0, OccurrenceOutcome.SENT, None, ("m1", "C1"))
    await batch(ReminderDispatcher(reminder_store, {ACCOUNT: FilePublisher(file)}, prompts, DAY, DEFAULT))
    found = await reminder_store.get(reminder.id)
    assert found
    assert [one.outcome for one in found.occurrences] == [OccurrenceOutcome.SENT]
    assert found.message == "m1"
    assert (found.due_at or 0) > time.time()
    assert posts(tmp_path) == {}


async def test_a_check_without_prompts_switches_its_reminders_off(
    session: Session, reminder_store: ReminderStore, prompts: Prompts, file: int, tmp_path: Path
) -> None:
    reminder = await made(reminder_store, 1, check="somethingelse")
    await batch(ReminderDispatcher(reminder_store, {ACCOUNT: FilePublisher(file)}, prompts, DAY, DEFAULT))
    found = await reminder_store.get(reminder.id)
    assert found
    assert (found.suspended, found.due_at) == (Suspension.TEXTLESS, None)
    assert posts(tmp_path) == {}
    (alarm,) = await AlarmStore(session, reminder_store.alarmed, 0.0).claim(ACCOUNT)
    assert (alarm.trouble, alarm.why) == (Trouble.SUSPENDED, Suspension.TEXTLESS)


async def test_on_stop_it_releases_claims_that_it_has_not_begun(
    reminder_store: ReminderStore, prompts: Prompts, file: int, tmp_path: Path
) -> None:
    for number in range(10):
        await made(reminder_store, number)
    dispatcher = ReminderDispatcher(reminder_store, {ACCOUNT: Slow(file)}, prompts, DAY, DEFAULT)
    running = asyncio.create_task(dispatcher.run())
    await until(lambda: posts(tmp_path))
    dispatcher.stop()
    await asyncio.wait_for(running, 5)
    begun = len(posts(tmp_path))
    assert 0 < begun < 10
    await batch(ReminderDispatcher(reminder_store, {ACCOUNT: FilePublisher(file)}, prompts, DAY, DEFAULT))
    assert len(posts(tmp_path)) == 10
    assert set(posts(tmp_path).values()) == {1}


async def test_a_hanging_chat_does_not_delay_others(
    reminder_store: ReminderStore, prompts: Prompts, file: int, tmp_path: Path
) -> None:
    """Though more of its reminders are due than are claimed at once."""
    for number in range(30):
        await add(reminder_store, Destination(ACCOUNT, "stuck"), NEVER, time.time() - 60 - number)
    await made(reminder_store, 1)
    stuck = Stuck(file)
    dispatcher = ReminderDispatcher(reminder_store, {ACCOUNT: stuck}, prompts, DAY, DEFAULT)
    running = asyncio.create_task(dispatcher.run())
    await until(lambda: posts(tmp_path) == {"C1": 1})
    stuck.free.set()
    await until(lambda: posts(tmp_path) == {"C1": 1, "stuck": 30})
    dispatcher.stop()
    await asyncio.wait_for(running, 10)
