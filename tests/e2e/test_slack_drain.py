"""A bot on Slack that is stopped while its database is away: what only it knows is written nevertheless."""

import asyncio
import os
import signal
from collections.abc import Iterator

import pytest

from adapters.simulators.slack.server import SlackSimulator
from tests.support.caller import until
from tests.support.postgres import Postgres, ask
from tests.support.slack_bot import COMMAND, name
from tests.support.spawner import PATIENCE, Crew


@pytest.fixture
def own_postgres() -> Iterator[Postgres]:
    """A server that may be killed, as no other test uses it."""
    with Postgres.running() as server:
        yield server


async def test_a_window_that_only_the_process_knows_is_noted_once_the_database_is_back(
    slack: SlackSimulator, crew: Crew, own_postgres: Postgres
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
    await until(lambda: any(one["event"] == "stopping" for one in bot.events), PATIENCE)
    await asyncio.sleep(2)  # within which it tries in vain
    assert bot.alive()
    await asyncio.to_thread(own_postgres.start)
    await until(lambda: not bot.alive(), PATIENCE)
    assert [row["chat"] for row in await ask(url, "SELECT chat FROM action")] == [name(ann)]
    assert bot.faults() == []
    assert bot.events[-1]["event"] == "stopped"
