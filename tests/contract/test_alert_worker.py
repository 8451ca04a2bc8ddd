"""Coordinators are told once, however many processes there are, and whenever one is killed."""

import asyncio
import os
import random
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy import update

from adapters.platforms.errors import UnavailableError
from adapters.reminders.alert_worker import AlertWorker
from adapters.reminders.alerts import Reach
from adapters.storage.alarm_store import AlarmStore
from adapters.storage.alarms import Alarm
from adapters.storage.reminder_store import ReminderStore
from adapters.storage.reminders import Destination, Reminder, Suspension
from adapters.storage.schema import action
from adapters.storage.session import Session
from adapters.storage.wipe_store import WipeStore
from tests.contract.test_dispatcher import NEVER, made
from tests.support.caller import until
from tests.support.dispatching_process import (
    ACCOUNT,
    FilePublisher,
    HangingPublisher,
    RefusingPublisher,
    Worker,
)
from tests.support.made_reminders import add

FEW = 20
"""The most messages that tell of 200 reminders that one outage made miss; a busy machine makes more of them."""


@asynccontextmanager
async def running(url: str, file: Path, *kinds: type[FilePublisher]) -> AsyncIterator[list[Worker]]:
    """Run processes that post and alert, and kill the remaining ones at the end."""
    workers = [await asyncio.to_thread(Worker, url, file, kind) for kind in kinds]
    try:
        yield workers
    finally:
        for worker in workers:
            worker.kill()


def written(folder: Path) -> list[str]:
    file = folder / "posts"
    return file.read_text().splitlines() if file.exists() else []


def lines(folder: Path) -> Counter[str]:
    """Return the posts, alerts and deletions, without how many alarms were in one alert."""
    return Counter(line for line in written(folder) if not line.startswith("alerted"))


async def told(folder: Path, wanted: Callable[[Counter[str]], bool]) -> Counter[str]:
    await until(lambda: wanted(lines(folder)), 60)
    return lines(folder)


async def refused(reminder_store: ReminderStore, times: int) -> None:
    """Make all of them due, and wait until each was refused so many times."""
    for one in await reminder_store.all([ACCOUNT]):
        await reminder_store.make_due(one.series)
    async with asyncio.timeout(60):
        while any(len(one.occurrences) < times for one in await reminder_store.all([ACCOUNT])):
            await asyncio.sleep(0.02)


async def test_the_coordinators_are_told_once_by_two_processes_that_are_killed_again_and_again(
    reminder_store: ReminderStore, url: str, tmp_path: Path
) -> None:
    chance = random.Random(1)  # noqa: S311 - no secret
    for number in range(20):
        await made(reminder_store, number)
    async with running(url, tmp_path / "posts", RefusingPublisher, RefusingPublisher) as workers:
        for times in range(1, 4):
            await refused(reminder_store, times)
            await asyncio.sleep(chance.uniform(0.0, 0.4))
            await asyncio.to_thread(workers[times % 2].kill)
            workers[times % 2] = await asyncio.to_thread(Worker, url, tmp_path / "posts", RefusingPublisher)
        await asyncio.sleep(3)
    found = lines(tmp_path)
    assert found
    assert set(found.values()) == {1}
    assert {line.split()[0] for line in found} <= {"alert:refused:rejected", "alert:suspended:rejected"}


async def test_nobody_is_told_again_after_a_kill_between_telling_and_recording(
    reminder_store: ReminderStore, url: str, tmp_path: Path
) -> None:
    kept = await made(reminder_store, 1)
    await reminder_store.suspend(ACCOUNT, kept.place.chat, Suspension.LEFT)
    async with running(url, tmp_path / "posts", HangingPublisher) as (worker,):
        await told(tmp_path, bool)
        await asyncio.to_thread(worker.process.kill)
    async with running(url, tmp_path / "posts", FilePublisher):
        await asyncio.sleep(3)
    assert lines(tmp_path) == {"alert:suspended:left C1": 1}


async def test_the_previous_post_is_wiped_even_if_the_process_was_killed_before_deleting_it(
    session: Session, reminder_store: ReminderStore, wipe_store: WipeStore, url: str, tmp_path: Path
) -> None:
    kept = await made(reminder_store, 1)
    async with running(url, tmp_path / "posts", HangingPublisher) as (worker,):
        first = await posted(reminder_store, kept, 1)
        await reminder_store.make_due(kept.series)
        second = await posted(reminder_store, kept, 2)
        await told(tmp_path, lambda found: "retract C1" in found)
        await asyncio.to_thread(worker.process.kill)
    assert first.message != second.message
    assert await wipe_store.known(ACCOUNT, "C1") == frozenset({first.message or ""})
    await session.run(update(action).values(due_at=action.c.due_at - 60))
    (wipe,) = await wipe_store.claim([ACCOUNT], 9, 30)
    assert wipe.message == first.message


async def posted(reminder_store: ReminderStore, kept: Reminder, times: int) -> Reminder:
    async with asyncio.timeout(60):
        while True:
            found = await reminder_store.get(kept.id)
            if found and found.prompt == times:
                return found
            await asyncio.sleep(0.02)


class Away(FilePublisher):
    """Reaches nobody the first time."""

    def __init__(self, file: int) -> None:
        super().__init__(file)
        self.asked = 0

    async def alert(self, alarms: Sequence[Alarm]) -> Reach:
        self.asked += 1
        if self.asked == 1:
            raise UnavailableError(0.5)
        await super().alert(alarms)
        return Reach(0, frozenset({"U1", "U2"}))


async def test_alarms_are_retried_and_unreached_coordinators_are_counted(
    session: Session, reminder_store: ReminderStore, tmp_path: Path
) -> None:
    file = os.open(tmp_path / "posts", os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
    alarm_store, publisher = AlarmStore(session, reminder_store.alarmed, 0.0), Away(file)
    kept = await made(reminder_store, 1)
    await reminder_store.suspend(ACCOUNT, kept.place.chat, Suspension.LEFT)
    worker = AlertWorker(alarm_store, {ACCOUNT: publisher}, 20.0)
    running = asyncio.create_task(worker.run())
    await told(tmp_path, bool)
    worker.stop()
    await running
    assert publisher.asked == 2
    assert await alarm_store.unreached(ACCOUNT) == 2
    os.close(file)


async def test_reminders_missed_in_an_outage_are_reported_together(
    reminder_store: ReminderStore, url: str, tmp_path: Path
) -> None:
    for number in range(200):
        await add(reminder_store, Destination(ACCOUNT, f"C{number}"), NEVER, time.time() - 2 * 86400)
    async with running(url, tmp_path / "posts", FilePublisher, FilePublisher):
        found = await told(tmp_path, lambda found: len(found) == 200)
    assert {line.split()[0] for line in found} == {"alert:missed:off"}
    assert set(found.values()) == {1}
    assert sum(line.startswith("alerted") for line in written(tmp_path)) <= FEW
