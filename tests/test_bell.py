"""What is due is posted once, by whoever has it; what came too late is told; and telling it to stop loses nothing."""

import asyncio
import datetime as dt
import os
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.dialogue import Dialogue
from adapters.ledger.agenda import Agenda
from adapters.ledger.reminder import Outcome, Place, Reminder, Suspension
from adapters.pace import USUAL, Pace
from adapters.reminder.bell import Bell
from adapters.reminder.prompts import Prompts
from adapters.seal import Seal
from bot.schedule import Schedule
from messages.content import Content
from tests.bell_worker import ACCOUNT, DAY, Poster
from tests.caller import until

TODAY = dt.datetime.now(dt.UTC).date()
DAILY = Schedule(
    frozenset(range(7)), dt.time(12), 1, TODAY - dt.timedelta(days=30), "Europe/Amsterdam", holidays_off=False
)
NEVER = replace(DAILY, paused_until=dt.date.max)
HOUR = 3600.0


class Slow(Poster):
    """Takes longer from one post to the next than a short lease lasts."""

    pause = 0.1


@pytest.fixture
def file(tmp_path: Path) -> Iterator[int]:
    opened = os.open(tmp_path / "posts", os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
    yield opened
    os.close(opened)


@pytest.fixture
def prompts(shipped: Content) -> Prompts:
    return Prompts(Dialogue(shipped, Seal((b"s" * 32,)), 900.0), "nl")


def posts(folder: Path) -> Counter[str]:
    return Counter(line.split()[0] for line in (folder / "posts").read_text().splitlines())


async def made(agenda: Agenda, ago: float, schedule: Schedule = NEVER, check: str = "groomingcheck") -> Reminder:
    """Make a reminder that came due so many seconds ago."""
    return await agenda.add(Place(ACCOUNT, f"C{ago}"), check, schedule, time.time() - ago)


async def outcomes(agenda: Agenda, reminder: Reminder) -> list[Outcome]:
    found = await agenda.get(reminder.id)
    assert found
    return [occurrence.outcome for occurrence in found.occurrences]


async def test_p27_whose_lease_runs_out_before_a_post_does_not_post(
    agenda: Agenda, prompts: Prompts, file: int, tmp_path: Path
) -> None:
    """Two take turns at claiming, as each needs longer for a batch than it may have it."""
    for number in range(20):
        await made(agenda, number)
    bells = [Bell(agenda, {ACCOUNT: Slow(file)}, prompts, DAY, Pace(lease=0.3)) for _ in range(2)]
    running = [asyncio.create_task(bell.run()) for bell in bells]
    await until(lambda: len(posts(tmp_path)) == 20, 30)
    for bell in bells:
        bell.stop()
    await asyncio.gather(*running)
    assert set(posts(tmp_path).values()) == {1}


async def test_p28_what_comes_too_late_is_listed_and_not_posted(
    agenda: Agenda, prompts: Prompts, file: int, tmp_path: Path
) -> None:
    late, fresh = await made(agenda, 3 * HOUR), await made(agenda, HOUR)
    await Bell(agenda, {ACCOUNT: Poster(file)}, prompts, 2 * HOUR, USUAL).once(ACCOUNT)
    assert await outcomes(agenda, late) == [Outcome.MISSED]
    assert await outcomes(agenda, fresh) == [Outcome.SENT]
    assert posts(tmp_path) == {fresh.place.chat: 1}


async def test_moments_that_were_missed_together_are_one_post(
    agenda: Agenda, prompts: Prompts, file: int, tmp_path: Path
) -> None:
    reminder = await made(agenda, 3 * DAY + HOUR, DAILY)
    await Bell(agenda, {ACCOUNT: Poster(file)}, prompts, DAY, USUAL).once(ACCOUNT)
    assert posts(tmp_path) == {reminder.place.chat: 1}
    told = await outcomes(agenda, reminder)
    assert told[0] is Outcome.SENT
    assert set(told[1:]) == {Outcome.MISSED}
    assert 3 <= len(told) - 1 <= 4
    found = await agenda.get(reminder.id)
    assert found
    assert found.due_at
    assert time.time() < found.due_at <= time.time() + DAY + HOUR


async def test_a_check_without_prompts_switches_its_reminders_off(
    agenda: Agenda, prompts: Prompts, file: int, tmp_path: Path
) -> None:
    reminder = await made(agenda, 1, check="somethingelse")
    await Bell(agenda, {ACCOUNT: Poster(file)}, prompts, DAY, USUAL).once(ACCOUNT)
    found = await agenda.get(reminder.id)
    assert found
    assert found.suspended == Suspension.TEXTLESS
    assert not posts(tmp_path)


async def test_told_to_stop_it_gives_back_what_it_has_not_begun(
    agenda: Agenda, prompts: Prompts, file: int, tmp_path: Path
) -> None:
    for number in range(10):
        await made(agenda, number)
    bell = Bell(agenda, {ACCOUNT: Slow(file)}, prompts, DAY, USUAL)
    running = asyncio.create_task(bell.run())
    await until(lambda: posts(tmp_path))
    bell.stop()
    await asyncio.wait_for(running, 5)
    begun = len(posts(tmp_path))
    assert 0 < begun < 10
    await Bell(agenda, {ACCOUNT: Poster(file)}, prompts, DAY, USUAL).once(ACCOUNT)
    assert len(posts(tmp_path)) == 10
    assert set(posts(tmp_path).values()) == {1}
