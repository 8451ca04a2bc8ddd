"""A flood from one person costs the others nothing: some of it is taken, the rest left out, and they are served."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.lane import MOST_WAITING
from adapters.slack.app import OPENING
from adapters.slack.fake import error
from adapters.slack.fake.person import Person
from adapters.slack.fake.server import FakeSlack
from messages.content import Content
from tests.caller import until
from tests.slack_bot import COMMAND, begin, called, configured, offered, serving, shown, walk
from tests.slack_plan import NEW, asked, chosen, kept, pressed

FLOOD = 60
"""Things that one person does at one moment."""
OPENED, CHANGED = 1.0, 9.0
"""Seconds that Slack takes to open a window, within the life of what opens it; and for the first change of one."""


@pytest.fixture(params=[False, True], ids=["socket", "http"])
async def people(
    request: pytest.FixtureRequest, slack: FakeSlack, shipped: Content, database: Path
) -> AsyncIterator[tuple[Person, Person]]:
    """Mal, who coordinates as well, and Ann, who is at the first question."""
    chosen = replace(configured(slack, database, http=request.param), coordinators=frozenset({"slack:U1"}))
    async with serving(slack, shipped, chosen):
        mal, ann = slack.person("U1"), slack.person("U2")
        await begin(ann)
        await walk(ann, "Beginnen")
        yield mal, ann
        await slack.settled(60)


async def test_of_a_flood_of_commands_a_few_are_taken(slack: FakeSlack, people: tuple[Person, Person]) -> None:
    mal, ann = people
    slack.fail("views.open", lambda: error.hang(OPENED), times=FLOOD)
    before = called(slack, "views.open")
    await asyncio.gather(*(mal.command(COMMAND) for _ in range(FLOOD)))
    await walk(ann, "Antwoord 1")
    assert "Vraag 2 van 9" in shown(ann)
    await until(lambda: mal.modal)
    await slack.settled(60)
    assert called(slack, "views.open") - before <= 2 * OPENING  # over HTTP the last may come after the first are done


async def test_of_a_flood_of_presses_those_that_may_wait_are_taken(
    slack: FakeSlack, people: tuple[Person, Person]
) -> None:
    mal, ann = people
    await begin(mal)
    before = called(slack, "views.update")
    slack.fail("views.update", lambda: error.hang(CHANGED))
    button = offered(mal, "Beginnen")
    await asyncio.gather(*(mal.press(button) for _ in range(FLOOD)))
    await until(lambda: called(slack, "views.update") > before)  # it is Mal's change that hangs, not Ann's
    await walk(ann, "Antwoord 1")
    assert "Vraag 2 van 9" in shown(ann)
    assert "Vraag 1 van 9" not in shown(mal)
    await until(lambda: called(slack, "views.update") - before >= 2 + MOST_WAITING, 60)
    await slack.settled(60)
    assert called(slack, "views.update") - before == 2 + MOST_WAITING
    assert "Vraag 1 van 9" in shown(mal)


async def test_of_a_flood_of_choices_in_a_form_those_that_may_wait_are_taken(
    slack: FakeSlack, people: tuple[Person, Person]
) -> None:
    mal, ann = people
    slack.channel("C1", ["U1"])
    await asked(mal)
    await pressed(mal, NEW)
    before = called(slack, "views.update")
    slack.fail("views.update", lambda: error.hang(CHANGED))
    await asyncio.gather(*(mal.choose("form:days", ("maandag",)) for _ in range(FLOOD)))
    await until(lambda: called(slack, "views.update") > before)
    await walk(ann, "Antwoord 1")
    assert "Vraag 2 van 9" in shown(ann)
    await slack.settled(60)
    assert 2 <= called(slack, "views.update") - before <= 2 + MOST_WAITING


async def test_of_a_flood_of_submissions_one_is_a_reminder(
    slack: FakeSlack, people: tuple[Person, Person], database: Path
) -> None:
    mal, ann = people
    slack.channel("C1", ["U1"])
    await asked(mal)
    await pressed(mal, NEW)
    await chosen(mal, "form:chat", "C1")
    await chosen(mal, "form:days", ["maandag"])
    before = called(slack, "views.update")
    await asyncio.gather(*(mal.submit() for _ in range(FLOOD)))
    await walk(ann, "Antwoord 1")
    assert "Vraag 2 van 9" in shown(ann)
    await until(lambda: called(slack, "views.update") - before >= 2 + MOST_WAITING, 60)
    await slack.settled(60)
    assert len(kept(database)) == 1
