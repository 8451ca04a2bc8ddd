"""A day on which processes are killed at fifty random moments: nothing stays, nothing comes twice, nobody is stuck.

A failing day prints its seed; `LONG_DAY=<seed>` in the environment repeats it, as far as randomness allows.
"""

import os
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest

from adapters.simulators.slack.server import SlackSimulator
from adapters.simulators.telegram.server import TelegramSimulator
from adapters.slack.settings import PATH
from adapters.storage.reminders import POSTED, OccurrenceOutcome
from adapters.storage.session import Session
from tests.support import made_reminders
from tests.support.balancer import Balancer
from tests.support.long_day import SINGLE, Day, told
from tests.support.postgres import Postgres
from tests.support.spawner import Crew, Served
from tests.support.telegram_bot import HOOK_SECRET

SEED = int(os.environ.get("LONG_DAY", "1"))
LATENCY = 0.03
"""Seconds that a platform takes for a call, so that a kill finds some under way."""


@pytest.fixture
async def balancer() -> AsyncIterator[Balancer]:
    async with Balancer.open() as made:
        yield made


@asynccontextmanager
async def day(
    fake: TelegramSimulator,
    slack: SlackSimulator,
    crew: Crew,
    start: Callable[[int], Served],
    replicas: int,
    record: Callable[[str, object], None],
) -> AsyncIterator[Day]:
    """Run a day, and check what must hold after any."""
    fake.latency = slack.latency = LATENCY
    session = await Session.open(crew.address)
    try:
        spent = Day((fake, slack), start, replicas, made_reminders.on(session), crew.address, SEED)
        yield spent
        record("reminders", str(await _hold(spent)))
        record("answered, and finished", str([(worker.answered, worker.finished) for worker in spent.workers]))
    except BaseException as fault:
        fault.add_note(f"LONG_DAY={SEED}")
        raise
    finally:
        await session.close()


async def _hold(day: Day) -> Counter[OccurrenceOutcome]:
    reminders = await day.reminders()
    for reminder, posts in reminders:
        [outcome] = [occurrence.outcome for occurrence in reminder.occurrences]
        allowed = {
            OccurrenceOutcome.SENT: {1},
            OccurrenceOutcome.LATE: {1},
            OccurrenceOutcome.UNKNOWN: {0, 1},
            OccurrenceOutcome.MISSED: {0},
        }
        assert posts in allowed[outcome], (reminder.place, outcome, posts)
    found = Counter(outcome for reminder, _ in reminders for outcome in told(reminder))
    assert sum(found[posted] for posted in POSTED) > len(reminders) / 10, found
    assert all(worker.answered for worker in day.workers), [worker.answered for worker in day.workers]
    return found


async def test_two_processes_on_one_postgresql_and_fifty_kills(
    fake: TelegramSimulator,
    slack: SlackSimulator,
    crew: Crew,
    postgres: Postgres,
    balancer: Balancer,
    record_property: Callable[[str, object], None],
) -> None:
    crew.address = postgres.database()
    slack.deliver_to(f"{balancer.url}{PATH}")
    targets = ["", ""]

    def start(number: int) -> Served:
        served = crew.start(
            TELEGRAM_WEBHOOK_URL=f"{balancer.url}/telegram",
            TELEGRAM_WEBHOOK_SECRET=HOOK_SECRET,
            SLACK_BOT_TOKEN="xoxb-test",
            SLACK_SIGNING_SECRET=slack.signing_secret,
            SLACK_API_URL=slack.url,
        )
        targets[number] = served.url
        balancer.targets = tuple(targets)
        return served

    async with day(fake, slack, crew, start, 2, record_property) as spent:
        await spent.run(nights=10)
    assert spent.kills >= 50
    assert any(worker.finished for worker in spent.workers)
    assert crew.faults() == []


async def test_one_process_on_sqlite(
    fake: TelegramSimulator, slack: SlackSimulator, crew: Crew, record_property: Callable[[str, object], None]
) -> None:
    def start(_number: int) -> Served:
        return crew.start(SLACK_BOT_TOKEN="xoxb-test", SLACK_APP_TOKEN="xapp-test", SLACK_API_URL=slack.url)

    async with day(fake, slack, crew, start, 1, record_property) as spent:
        await spent.run(nights=3)
    assert spent.kills >= 3 * (SINGLE + 1)
    assert crew.faults() == []
