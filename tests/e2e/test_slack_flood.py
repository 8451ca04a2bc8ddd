"""A flood from one person doesn't affect the others: some of it is handled, the rest dropped, and they are served."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.concurrency.user_queue import MAX_WAITING
from adapters.simulators.network_failures import Hang
from adapters.simulators.slack.person import Person
from adapters.simulators.slack.server import SlackSimulator
from adapters.slack.channel import OPENING
from messages.content import Content
from tests.support.caller import until
from tests.support.slack_bot import COMMAND, begin, called, configured, offered, serving, shown, walk
from tests.support.slack_reminders import asked, field, pressed
from tests.support.store_reader import kept, rows

FLOOD = 60
"""The number of things that one person does at one moment."""
OPENED, CHANGED = 1.0, 9.0
"""Seconds that Slack takes to open a modal, within the life of its trigger; and for the first change of one."""


@pytest.fixture(params=[True], ids=["http"])
async def people(
    request: pytest.FixtureRequest, slack: SlackSimulator, shipped: Content, database: Path
) -> AsyncIterator[tuple[Person, Person]]:
    """Mal, who is also a coordinator, and Ann, who is at the first question."""
    chosen = replace(configured(slack, database, http=request.param), coordinators=frozenset({"slack:U1"}))
    async with serving(slack, shipped, chosen):
        mal, ann = slack.person("U1"), slack.person("U2")
        await begin(ann)
        await walk(ann, "Beginnen")
        yield mal, ann
        await slack.settled(60)


@pytest.mark.parametrize("people", [False, True], ids=["socket", "http"], indirect=True)
async def test_of_a_flood_of_commands_a_few_are_taken(slack: SlackSimulator, people: tuple[Person, Person]) -> None:
    mal, ann = people
    slack.fail("views.open", Hang(OPENED), times=FLOOD)
    before = called(slack, "views.open")
    await asyncio.gather(*(mal.command(COMMAND) for _ in range(FLOOD)))
    await walk(ann, "Antwoord 1")
    assert "Vraag 2 van 9" in shown(ann)
    await until(lambda: mal.modal)
    await slack.settled(60)
    assert called(slack, "views.open") - before <= 2 * OPENING  # over HTTP the last may come after the first are done


async def test_of_a_flood_of_presses_those_that_may_wait_are_taken(
    slack: SlackSimulator, people: tuple[Person, Person]
) -> None:
    mal, ann = people
    await begin(mal)
    await walk(mal, "Beginnen")
    before = called(slack, "views.update")
    slack.fail("views.update", Hang(CHANGED))
    button = offered(mal, "Antwoord 1")
    await asyncio.gather(*(mal.press(button) for _ in range(FLOOD)))
    await until(lambda: called(slack, "views.update") > before)  # it is Mal's change that hangs, not Ann's
    await walk(ann, "Antwoord 1")
    assert "Vraag 2 van 9" in shown(ann)
    assert "Vraag 2 van 9" not in shown(mal)
    await until(lambda: called(slack, "views.update") - before >= 2 + MAX_WAITING, 60)
    await slack.settled(60)
    assert called(slack, "views.update") - before == 2 + MAX_WAITING
    assert "Vraag 2 van 9" in shown(mal)


async def test_a_flood_at_the_foot_of_a_modal_is_answered_at_once_and_delays_nobody(
    slack: SlackSimulator, people: tuple[Person, Person], database: Path
) -> None:
    mal, ann = people
    await begin(mal)
    first = mal.modal
    acks = await asyncio.gather(*(mal.submit(first) for _ in range(FLOOD)))
    await walk(ann, "Antwoord 1")
    assert "Vraag 2 van 9" in shown(ann)
    assert "Vraag 1 van 9" in shown(mal)
    assert (mal.troubles, {ack.status for ack in acks}) == ([], {200})
    await slack.settled(60)
    assert len(rows(database)) == 2


async def test_of_a_flood_of_choices_in_the_wizard_those_that_may_wait_are_taken(
    slack: SlackSimulator, people: tuple[Person, Person]
) -> None:
    mal, ann = people
    slack.channel("C1", ["U1"])
    await asked(mal, channel="C1")
    await pressed(mal, "Tijden")
    before, time = called(slack, "views.update"), field(mal, "Wijzig")
    slack.fail("views.update", Hang(CHANGED))
    await asyncio.gather(*(mal.choose(time, "09:30") for _ in range(FLOOD)))
    await until(lambda: called(slack, "views.update") > before)
    await walk(ann, "Antwoord 1")
    assert "Vraag 2 van 9" in shown(ann)
    await slack.settled(60)
    assert 2 <= called(slack, "views.update") - before <= 2 + MAX_WAITING


async def test_of_a_flood_of_presses_that_save_one_is_a_reminder(
    slack: SlackSimulator, people: tuple[Person, Person], database: Path
) -> None:
    mal, ann = people
    slack.channel("C1", ["U1"])
    await asked(mal, channel="C1")
    save = offered(mal, "Opslaan")
    await asyncio.gather(*(mal.press(save) for _ in range(FLOOD)))
    await walk(ann, "Antwoord 1")
    assert "Vraag 2 van 9" in shown(ann)
    await slack.settled(60)
    assert len(kept(database)) == 1
    assert called(slack, "chat.postMessage") == 1
