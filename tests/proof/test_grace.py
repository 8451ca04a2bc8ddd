"""From SIGTERM to the exit within the time that service managers give, whatever hangs; and nothing is lost by it."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from adapters.simulators.network_failures import Hang
from adapters.simulators.slack.server import SlackSimulator
from adapters.simulators.telegram.person import Person
from adapters.simulators.telegram.server import TelegramSimulator
from tests.support import slack_bot
from tests.support.caller import until
from tests.support.postgres import Postgres, ask
from tests.support.spawner import PATIENCE, ROOT, Crew, Served
from tests.support.telegram_bot import begin, walk

GRACE = 60.0
"""Seconds that docker-compose.yml and the unit for systemd give."""
PEOPLE = 100
FOR_EVER = 100_000.0


@pytest.fixture
def own_postgres() -> Iterator[Postgres]:
    """A server that may be paused, as no other test uses it."""
    with Postgres.running() as server:
        yield server


async def ended(bot: Served, number: int = signal.SIGTERM) -> float:
    """Send this signal, and return the seconds until the process is gone; those of a test are never enough."""
    begun = time.monotonic()
    os.kill(bot.pid, number)
    await until(lambda: not bot.alive(), 3 * GRACE)
    return time.monotonic() - begun


async def held_up_on_telegram(fake: TelegramSimulator) -> list[Person]:
    """Make a hundred people press or type, while Telegram answers nothing."""
    people = [fake.person(1001 + number) for number in range(PEOPLE)]
    await asyncio.gather(*(begin(one) for one in people))
    await asyncio.gather(*(walk(one, "Beginnen") for one in people))
    await fake.settled(PATIENCE)
    fake.fail("*", Hang(FOR_EVER), times=10_000)
    for number, one in enumerate(people):
        await (one.say("2") if number % 2 else one.press("2. Een beetje"))
    await until(lambda: sum(not call.status for call in fake.calls) > PEOPLE // 2, PATIENCE)
    fake.latency = FOR_EVER  # from now on it tells the bot of nothing either
    return people


async def test_a_hundred_turns_that_hang_on_telegram(fake: TelegramSimulator, crew: Crew) -> None:
    """And wipes: what was typed is deleted at once, and the screens of all of them come due meanwhile."""
    bot = await crew.start(GROOMINGCHECK_IDLE_MINUTES="1").up()
    people = await held_up_on_telegram(fake)
    assert await ended(bot) < GRACE
    assert bot.events[-1]["event"] == "stopped"
    assert crew.faults() == []
    fake.recover()
    fake.latency = 0.0
    await crew.start(GROOMINGCHECK_IDLE_MINUTES="1").up()
    await until(lambda: not any(one.chat.messages for one in people), 240)


async def test_a_hundred_turns_that_hang_on_telegram_and_a_database_that_hangs(
    fake: TelegramSimulator, crew: Crew, own_postgres: Postgres
) -> None:
    bot = await crew.start(GROOMINGCHECK_DATABASE_URL=own_postgres.database()).up()
    await held_up_on_telegram(fake)
    own_postgres.pause()
    await asyncio.sleep(2)
    assert await ended(bot) < GRACE
    own_postgres.resume()


async def test_a_hundred_turns_that_hang_on_a_database(
    fake: TelegramSimulator, crew: Crew, own_postgres: Postgres
) -> None:
    bot = await crew.start(GROOMINGCHECK_DATABASE_URL=own_postgres.database()).up()
    people = [fake.person(1001 + number) for number in range(PEOPLE)]
    await asyncio.gather(*(begin(one) for one in people))
    own_postgres.pause()
    for one in people:
        await one.say("/groomingcheck")
    await asyncio.sleep(2)
    assert await ended(bot) < GRACE
    own_postgres.resume()


@pytest.mark.parametrize("http", [False, True], ids=["socket", "http"])
async def test_a_hundred_turns_that_hang_on_slack_while_strangers_flood_the_door(
    slack: SlackSimulator, crew: Crew, own_postgres: Postgres, *, http: bool
) -> None:
    """What was pressed is known to the process alone until it writes it, and Slack acknowledges nothing any more."""
    url = own_postgres.database()
    bot = await crew.start(
        TELEGRAM_BOT_TOKEN="",
        SLACK_BOT_TOKEN="xoxb-test",
        SLACK_API_URL=slack.url,
        GROOMINGCHECK_DATABASE_URL=url,
        SLACK_SIGNING_SECRET=slack.signing_secret if http else "",
        SLACK_APP_TOKEN="" if http else "xapp-test",
    ).up()
    if http:
        slack.deliver_to(f"{bot.url}/slack/events")
    else:
        await slack.connected(PATIENCE)
    people = [slack.person(f"U{number}") for number in range(PEOPLE)]
    for one in people:
        await slack_bot.begin(one)
        await slack_bot.walk(one, "Beginnen")
    slack.latency = FOR_EVER
    for one in people:
        await slack_bot.press(one, "Antwoord 1")
    port = bot.url.rpartition(":")[2]
    program = [sys.executable, "-m", "benchmarks.attacker", port, "2000", "100", "part of a body", "silent", "head"]
    attacker = await asyncio.create_subprocess_exec(*program, cwd=ROOT, stdout=subprocess.DEVNULL)
    await asyncio.sleep(5)
    took = await ended(bot)
    attacker.kill()
    await attacker.wait()
    assert took < GRACE
    assert bot.events[-1]["event"] == "stopped"
    assert crew.faults() == []
    assert len(await ask(url, "SELECT chat FROM action")) == PEOPLE


async def test_a_second_signal_ends_it_at_once(fake: TelegramSimulator, crew: Crew) -> None:
    bot = await crew.start().up()
    await held_up_on_telegram(fake)
    os.kill(bot.pid, signal.SIGTERM)
    await until(lambda: any(event["event"] == "stopping" for event in bot.events), PATIENCE)
    assert await ended(bot, signal.SIGINT) < 10
    assert crew.faults() == []


async def test_a_signal_ends_a_start_that_hangs(fake: TelegramSimulator, crew: Crew) -> None:
    fake.latency = FOR_EVER
    bot = crew.start()
    await until(lambda: any(call.method == "getMe" for call in fake.calls), PATIENCE)
    assert await ended(bot) < 5
    assert crew.faults() == []
