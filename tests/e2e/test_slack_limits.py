"""Slack takes each method so often a minute: who meets that limit waits a moment, and loses nothing."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.simulators.slack import errors
from adapters.simulators.slack.person import Person
from adapters.simulators.slack.server import SlackSimulator
from messages.content import Content
from tests.support.caller import until
from tests.support.slack_bot import COMMAND, begin, configured, serving, shown, walk

pytestmark = pytest.mark.usefixtures("ann")


@pytest.fixture
async def ann(slack: SlackSimulator, shipped: Content, database: Path) -> AsyncIterator[Person]:
    """A person who has done nothing yet, and a bot that serves her over HTTP."""
    async with serving(slack, shipped, configured(slack, database, http=True)):
        yield slack.person("U1")


async def test_a_press_is_shown_however_often_slack_asks_to_wait(slack: SlackSimulator, ann: Person) -> None:
    await begin(ann)
    await walk(ann, "Beginnen")
    slack.fail("views.update", errors.rate_limited(1), times=5)
    await walk(ann, "Antwoord 1")
    assert "Vraag 2 van 9" in shown(ann)


async def test_a_window_that_may_not_open_yet_opens_within_the_life_of_its_trigger(
    slack: SlackSimulator, ann: Person
) -> None:
    slack.fail("views.open", errors.rate_limited(1))
    await ann.command(COMMAND)
    await until(lambda: ann.modal)
    assert ann.ephemerals == []


async def test_who_would_have_to_wait_too_long_for_a_window_is_told(slack: SlackSimulator, ann: Person) -> None:
    slack.fail("views.open", errors.rate_limited(5))
    await ann.command(COMMAND)
    await until(lambda: ann.ephemerals)
    assert ann.modal is None
