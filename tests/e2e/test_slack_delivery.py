"""What Slack delivers, and how little depends on it: an answer that never arrives, and a bot that is stopped."""

import asyncio
import os
import signal
from pathlib import Path

from adapters.simulators.network_failures import Hang
from adapters.simulators.slack import errors, payloads
from adapters.simulators.slack.person import Person
from adapters.simulators.slack.server import SlackSimulator
from adapters.slack.settings import PATH
from messages.content import Content
from tests.support.caller import until
from tests.support.slack_bot import COMMAND, STEPS, begin, called, configured, press, serving, shown, walk
from tests.support.spawner import PATIENCE, Crew

LONGEST_VALUE = 2000
"""The most characters of a button's value, by Slack's reference of blocks."""


async def test_a_turn_is_taken_though_its_acknowledgement_never_arrives(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    async with serving(slack, shipped, configured(slack, database)):
        ann = slack.person("U1")
        await begin(ann)
        await walk(ann, "Beginnen")
        slack.delivery.patience = 0.5
        slack.sockets.mute()
        await press(ann, "Antwoord 1")
        assert ann.troubles == ["operation_timeout"]
        await until(lambda: "Vraag 2 van 9" in shown(ann))
    assert slack.errors == []


async def test_every_button_value_fits(worker: Person) -> None:
    await begin(worker)
    values: set[str] = set()
    for step in (*STEPS, ""):
        assert worker.modal
        values |= {button.value for button in worker.modal.buttons}
        values |= {*worker.modal.content.get("private_metadata", "nl").split()[1:]}
        if step:
            await walk(worker, step)
    assert len(values) > len(STEPS)
    assert {len(value) for value in values} == {55}
    assert max(map(len, values)) <= LONGEST_VALUE


async def test_over_http_it_lets_nothing_new_in_once_told_to_stop_and_ends_what_it_began(
    slack: SlackSimulator, crew: Crew
) -> None:
    bot = crew.start(
        TELEGRAM_BOT_TOKEN="",
        SLACK_BOT_TOKEN="xoxb-test",
        SLACK_SIGNING_SECRET=slack.signing_secret,
        SLACK_API_URL=slack.url,
    )
    await bot.up()
    slack.deliver_to(f"{bot.url}{PATH}")
    ann, bob, eve = slack.person("U1"), slack.person("U2"), slack.person("U3")
    await ann.command(COMMAND)
    await until(lambda: ann.modal, PATIENCE)
    await walk(ann, "Beginnen")
    await slack.settled(PATIENCE)
    slack.fail("views.update", Hang(2))
    await press(ann, "Antwoord 1")
    os.kill(bot.pid, signal.SIGTERM)
    await until(lambda: any(event["event"] == "stopping" for event in bot.events), PATIENCE)
    async with asyncio.timeout(PATIENCE):
        while (await bob.command(COMMAND)).status != 503:  # it says that it stops a moment before it closes the door
            await asyncio.sleep(0.01)
    assert (await eve.command(COMMAND)).status == 503
    await until(lambda: not bot.alive(), PATIENCE)
    assert "Vraag 2 van 9" in shown(ann)
    assert eve.views == []
    assert bot.events[-1]["event"] == "stopped"
    assert bot.faults() == []


async def test_a_check_goes_on_in_its_own_language_while_slack_does_not_say_whose_it_is(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    """Also in a process that has only just started, and knows nobody's."""
    ann, chosen = slack.person("U1", "en-GB"), configured(slack, database)
    async with serving(slack, shipped, chosen):
        await begin(ann)
        await until(lambda: ann.modal and ann.modal.submit == "Begin")
        await walk(ann, "Begin")
    slack.fail("users.info", errors.server_error())
    async with serving(slack, shipped, chosen):
        await walk(ann, "Answer 1")
        assert "Question 2 of 9" in shown(ann)
    assert slack.errors == []


async def test_a_command_that_is_delivered_twice_opens_one_window_and_says_nothing_of_it(
    slack: SlackSimulator, worker: Person
) -> None:
    command = payloads.command(slack.workspace, worker, (COMMAND, ""), worker.direct)
    for _ in range(2):
        await slack.delivery.bring("slash_commands", command, answerable=True)
    await slack.settled()
    assert shown(worker).startswith("Groomingcheck")
    assert (called(slack, "views.open"), worker.ephemerals) == (1, [])
