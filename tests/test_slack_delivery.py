"""What Slack delivers, and how little hangs on it: an answer that never arrives, and a bot that is told to stop."""

import os
import signal
from pathlib import Path

from adapters.slack.fake import error
from adapters.slack.fake.person import Person
from adapters.slack.fake.server import FakeSlack
from adapters.slack.setting import PATH
from messages.content import Content
from tests.caller import until
from tests.slack_bot import COMMAND, STEPS, begin, configured, offered, serving, shown, walk
from tests.spawner import PATIENCE, Crew

LONGEST_VALUE = 2000
"""Characters of what rides in a button, by Slack's reference of blocks."""


async def test_p9_a_turn_is_taken_though_its_acknowledgement_never_arrives(
    slack: FakeSlack, shipped: Content, database: Path
) -> None:
    async with serving(slack, shipped, configured(slack, database)):
        ann = slack.person("U1")
        await begin(ann)
        slack.delivery.patience = 0.5
        slack.sockets.mute()
        await ann.press(offered(ann, "Beginnen"))
        assert ann.troubles == ["operation_timeout"]
        await until(lambda: "Vraag 1 van 9" in shown(ann))
    assert slack.errors == []


async def test_p12_whatever_rides_in_a_button_fits(worker: Person) -> None:
    await begin(worker)
    values: set[str] = set()
    for step in (*STEPS, ""):
        assert worker.modal
        values |= {button.value for button in worker.modal.buttons}
        if step:
            await walk(worker, step)
    assert len(values) > len(STEPS)
    assert {len(value) for value in values} == {42}
    assert max(map(len, values)) <= LONGEST_VALUE


async def test_over_http_it_lets_nothing_new_in_once_told_to_stop_and_ends_what_it_began(
    slack: FakeSlack, crew: Crew
) -> None:
    bot = crew.start(
        TELEGRAM_BOT_TOKEN="",
        SLACK_BOT_TOKEN="xoxb-test",
        SLACK_SIGNING_SECRET=slack.signing_secret,
        SLACK_API_URL=slack.url,
    )
    await bot.up()
    slack.deliver_to(f"{bot.url}{PATH}")
    ann, bob = slack.person("U1"), slack.person("U2")
    await ann.command(COMMAND)
    await until(lambda: ann.modal, PATIENCE)
    await slack.settled(PATIENCE)
    slack.fail("views.update", error.hang(2))
    await ann.press(offered(ann, "Beginnen"))
    os.kill(bot.pid, signal.SIGTERM)
    await until(lambda: any(event["event"] == "stopping" for event in bot.events), PATIENCE)
    assert (await bob.command(COMMAND)).status == 503
    await until(lambda: not bot.alive(), PATIENCE)
    assert "Vraag 1 van 9" in shown(ann)
    assert bob.views == []
    assert bot.events[-1]["event"] == "stopped"
    assert bot.faults() == []
