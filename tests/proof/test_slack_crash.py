"""The real process on Slack: killed with SIGKILL and started again, stopped, and refused."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from adapters.simulators.network_failures import Hang
from adapters.simulators.slack import errors
from adapters.simulators.slack.person import Person
from adapters.simulators.slack.server import SlackSimulator
from tests.support.caller import until
from tests.support.slack_bot import COMMAND, STEPS, leads, press, shown, walk
from tests.support.spawner import PATIENCE, Crew, Served
from tests.support.store_reader import rows


@pytest.fixture
def start(slack: SlackSimulator, crew: Crew) -> Callable[[], Served]:
    """Start one more process, on Slack only, over Socket Mode."""
    return lambda: crew.start(
        TELEGRAM_BOT_TOKEN="", SLACK_BOT_TOKEN="xoxb-test", SLACK_APP_TOKEN="xapp-test", SLACK_API_URL=slack.url
    )


async def connected(slack: SlackSimulator, start: Callable[[], Served]) -> Served:
    bot = await start().up()
    await slack.connected(PATIENCE)
    return bot


async def opened(ann: Person) -> None:
    await ann.command(COMMAND)
    await until(lambda: ann.modal, PATIENCE)


async def test_a_check_goes_on_after_each_kill_between_two_steps(
    slack: SlackSimulator, start: Callable[[], Served], database: Path
) -> None:
    ann = slack.person("U1")
    bot = await connected(slack, start)
    await opened(ann)
    for step in STEPS[:9]:
        await bot.kill()
        bot = await connected(slack, start)
        await walk(ann, step)
    assert leads(ann, STEPS[9])
    await ann.close()
    await until(lambda: not rows(database), PATIENCE)
    assert bot.faults() == []
    assert slack.errors == []


async def test_killed_while_a_press_is_under_way_the_press_can_be_made_again(
    slack: SlackSimulator, start: Callable[[], Served]
) -> None:
    ann = slack.person("U1")
    bot = await connected(slack, start)
    await opened(ann)
    await walk(ann, "Beginnen")
    slack.fail("views.update", Hang(1))
    await press(ann, "Antwoord 1")
    await bot.kill()
    await connected(slack, start)
    await slack.settled(PATIENCE)
    if "Vraag 1 van 9" in shown(ann):
        await walk(ann, "Antwoord 1")
    assert "Vraag 2 van 9" in shown(ann)


async def test_told_to_stop_it_hears_nothing_new_and_ends_with_what_it_began(
    slack: SlackSimulator, start: Callable[[], Served]
) -> None:
    ann = slack.person("U1")
    bot = await connected(slack, start)
    await opened(ann)
    await walk(ann, "Beginnen")
    await slack.settled(PATIENCE)
    slack.fail("views.update", Hang(1))
    await press(ann, "Antwoord 1")
    os.kill(bot.pid, signal.SIGTERM)
    await until(lambda: not bot.alive(), PATIENCE)
    assert "Vraag 2 van 9" in shown(ann)
    assert bot.events[-1]["event"] == "stopped"
    assert bot.faults() == []
    assert (await ann.command(COMMAND)).status == 0


async def test_a_token_that_slack_does_not_accept_gets_one_line(
    slack: SlackSimulator, start: Callable[[], Served], tmp_path: Path
) -> None:
    slack.fail("auth.test", errors.api_error("invalid_auth"))
    bot = start()
    await until(lambda: not bot.alive(), PATIENCE)
    last = (tmp_path / "output0").read_text().splitlines()[-1]
    assert last == "groomingcheck: SLACK_BOT_TOKEN: Slack doesn't accept this token (invalid_auth)."
