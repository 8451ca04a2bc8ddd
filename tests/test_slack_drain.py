"""A bot on Slack that is told to stop while its database is away: what it alone knows is written all the same."""

import asyncio
import os
import signal
from collections.abc import Iterator

import pytest

from adapters.slack.fake.server import FakeSlack
from tests.caller import until
from tests.postgres import Postgres, ask
from tests.slack_bot import COMMAND, name
from tests.spawner import PATIENCE, Crew, Served


@pytest.fixture
def own_postgres() -> Iterator[Postgres]:
    """One that may be killed, as no other test is on it."""
    with Postgres.running() as server:
        yield server


def away_since(bot: Served, event: str) -> int:
    """Count how often it found the database away after this event."""
    names = [one["event"] for one in bot.events]
    return names[names.index(event) :].count("ledger_away") if event in names else 0


async def test_a_window_that_only_the_process_knows_is_noted_once_the_database_is_back(
    slack: FakeSlack, crew: Crew, own_postgres: Postgres
) -> None:
    url = own_postgres.database()
    bot = await crew.start(
        TELEGRAM_BOT_TOKEN="",
        SLACK_BOT_TOKEN="xoxb-test",
        SLACK_APP_TOKEN="xapp-test",
        SLACK_API_URL=slack.url,
        GROOMINGCHECK_DATABASE_URL=url,
    ).up()
    await slack.connected(PATIENCE)
    own_postgres.kill()
    ann = slack.person("U1")
    await ann.command(COMMAND)
    await until(lambda: ann.modal, PATIENCE)
    await slack.settled(PATIENCE)
    os.kill(bot.pid, signal.SIGTERM)
    await until(lambda: away_since(bot, "stopping") >= 2 or not bot.alive(), PATIENCE)
    await asyncio.to_thread(own_postgres.start)
    await until(lambda: not bot.alive(), PATIENCE)
    assert [row["chat"] for row in await ask(url, "SELECT chat FROM action")] == [name(ann)]
    assert bot.faults() == []
    assert bot.events[-1]["event"] == "stopped"
