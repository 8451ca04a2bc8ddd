"""When a modal on Slack is wiped: a fixed time after its last press, even if the answer to that press is lost."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.simulators.network_failures import Reset
from adapters.simulators.slack.person import Person
from adapters.simulators.slack.server import SlackSimulator
from messages.content import Content
from tests.support.caller import until
from tests.support.slack_bot import begin, body, called, configured, counted, offered, serving, shown, walk
from tests.support.store_reader import due_in, later, rows
from tests.support.telegram_bot import SWIFT


@pytest.fixture
async def ann(slack: SlackSimulator, shipped: Content, database: Path) -> AsyncIterator[Person]:
    """Somebody who was asked the first question, ten minutes ago."""
    async with serving(slack, shipped, configured(slack, database, http=True)):
        ann = slack.person("U1")
        await begin(ann)
        await walk(ann, "Beginnen")
        await until(lambda: due_in(database) > 899)
        await asyncio.sleep(2 * SWIFT.gather)  # the deadline is written by then, and not buffered any more
        await later(database, 600)
        yield ann
    assert slack.errors == []


@pytest.mark.parametrize("times", [1, 4])
async def test_a_press_that_slack_showed_and_whose_answer_was_lost_moves_the_deadline(
    slack: SlackSimulator, ann: Person, database: Path, times: int
) -> None:
    """The retried call finds the modal changed, by itself; or every answer is lost, and nobody knows."""
    slack.fail("views.update", Reset(done=True))
    slack.fail("views.update", Reset(), times=times - 1)
    calls = called(slack, "views.update")
    await walk(ann, "Antwoord 1")
    assert "Vraag 2 van 9" in shown(ann)
    await until(lambda: due_in(database) > 890)
    assert called(slack, "views.update") == calls + max(times, 2)


async def test_a_stop_that_slack_showed_and_whose_answer_was_lost_is_over_and_counted(
    slack: SlackSimulator, ann: Person, database: Path
) -> None:
    stopped = counted("stopped")
    slack.fail("views.update", Reset(done=True))
    await walk(ann, "Stop en wis")
    await until(lambda: not rows(database))
    assert counted("stopped") == stopped + 1


@pytest.mark.parametrize("label", ["Antwoord 1", "Uitleg"])
async def test_a_press_that_comes_after_the_end_brings_nothing_back(
    slack: SlackSimulator, ann: Person, database: Path, label: str
) -> None:
    late = offered(ann, label)
    await asyncio.gather(ann.press(offered(ann, "Stop en wis")), ann.press(late))
    await until(lambda: not rows(database))
    await slack.settled()
    await asyncio.sleep(2 * SWIFT.gather)
    assert body(ann).startswith("Gestopt.")
    assert rows(database) == []
