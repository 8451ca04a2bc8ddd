"""The real process on Slack: killed without a word and started again, told to stop, and refused."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from adapters.slack.fake import error
from adapters.slack.fake.person import Person
from adapters.slack.fake.server import FakeSlack
from tests.bot import rows
from tests.caller import until
from tests.slack_bot import COMMAND, STEPS, offered, shown, walk
from tests.spawner import PATIENCE, Crew, Served


@pytest.fixture
def start(slack: FakeSlack, crew: Crew) -> Callable[[], Served]:
    """Start one more process, on Slack alone, over Socket Mode."""
    return lambda: crew.start(
        TELEGRAM_BOT_TOKEN="", SLACK_BOT_TOKEN="xoxb-test", SLACK_APP_TOKEN="xapp-test", SLACK_API_URL=slack.url
    )


async def connected(slack: FakeSlack, start: Callable[[], Served]) -> Served:
    bot = await start().up()
    await slack.connected(PATIENCE)
    return bot


async def opened(ann: Person) -> None:
    await ann.command(COMMAND)
    await until(lambda: ann.modal, PATIENCE)


async def test_p1_a_check_goes_on_after_each_kill_between_two_steps(
    slack: FakeSlack, start: Callable[[], Served], database: Path
) -> None:
    ann = slack.person("U1")
    bot = await connected(slack, start)
    await opened(ann)
    for step in STEPS[:4]:
        await bot.kill()
        bot = await connected(slack, start)
        await walk(ann, step)
    assert "Vraag 4 van 9" in shown(ann)
    await ann.close()
    await until(lambda: not rows(database), PATIENCE)
    assert bot.faults() == []
    assert slack.errors == []


async def test_p1_killed_while_a_press_is_under_way_the_press_can_be_made_again(
    slack: FakeSlack, start: Callable[[], Served]
) -> None:
    ann = slack.person("U1")
    bot = await connected(slack, start)
    await opened(ann)
    await walk(ann, "Beginnen")
    slack.fail("views.update", error.hang(1))
    await ann.press(offered(ann, "Antwoord 1"))
    await bot.kill()
    await connected(slack, start)
    await slack.settled(PATIENCE)
    if "Vraag 1 van 9" in shown(ann):
        await walk(ann, "Antwoord 1")
    assert "Vraag 2 van 9" in shown(ann)


async def test_told_to_stop_it_hears_nothing_new_and_ends_with_what_it_began(
    slack: FakeSlack, start: Callable[[], Served]
) -> None:
    ann = slack.person("U1")
    bot = await connected(slack, start)
    await opened(ann)
    await slack.settled(PATIENCE)
    slack.fail("views.update", error.hang(1))
    await ann.press(offered(ann, "Beginnen"))
    os.kill(bot.pid, signal.SIGTERM)
    await until(lambda: not bot.alive(), PATIENCE)
    assert "Vraag 1 van 9" in shown(ann)
    assert bot.events[-1]["event"] == "stopped"
    assert bot.faults() == []
    assert (await ann.command(COMMAND)).status == 0


async def test_a_token_that_slack_does_not_accept_gets_one_line(
    slack: FakeSlack, start: Callable[[], Served], tmp_path: Path
) -> None:
    slack.fail("auth.test", error.api_error("invalid_auth"))
    bot = start()
    await until(lambda: not bot.alive(), PATIENCE)
    last = (tmp_path / "output0").read_text().splitlines()[-1]
    assert last == "groomingcheck: SLACK_BOT_TOKEN: Slack doesn't accept this token (invalid_auth)."
