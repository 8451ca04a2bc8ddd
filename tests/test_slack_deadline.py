"""When a window on Slack is wiped: so long after its last press, whatever becomes of the answer to that."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.slack.fake import error
from adapters.slack.fake.person import Person
from adapters.slack.fake.server import FakeSlack
from messages.content import Content
from tests.bot import SWIFT, ask, later, rows
from tests.caller import until
from tests.slack_bot import begin, called, configured, counted, offered, serving, shown, walk


@pytest.fixture
async def ann(slack: FakeSlack, shipped: Content, database: Path) -> AsyncIterator[Person]:
    """Somebody who was asked the first question, ten minutes ago."""
    async with serving(slack, shipped, configured(slack, database, http=True)):
        ann = slack.person("U1")
        await begin(ann)
        await walk(ann, "Beginnen")
        await until(lambda: due_in(database) > 899)
        await asyncio.sleep(2 * SWIFT.gather)  # the press is written by then, and moves nothing any more
        await later(database, 600)
        yield ann
    assert slack.errors == []


def due_in(database: Path) -> float:
    [(seconds,)] = ask(database, "SELECT min(due_at) - (julianday('now') - 2440587.5) * 86400 FROM action")
    return float(seconds)


@pytest.mark.parametrize("times", [1, 4])
async def test_a_press_that_slack_showed_and_whose_answer_was_lost_moves_the_deadline(
    slack: FakeSlack, ann: Person, database: Path, times: int
) -> None:
    """Made again, the call finds the window changed, by itself; or every answer is lost, and nobody knows."""
    slack.fail("views.update", error.reset(done=True))
    slack.fail("views.update", error.reset(), times=times - 1)
    calls = called(slack, "views.update")
    await walk(ann, "Antwoord 1")
    assert "Vraag 2 van 9" in shown(ann)
    await until(lambda: due_in(database) > 890)
    assert called(slack, "views.update") == calls + max(times, 2)


async def test_a_stop_that_slack_showed_and_whose_answer_was_lost_is_over_and_counted(
    slack: FakeSlack, ann: Person, database: Path
) -> None:
    stopped = counted("stopped")
    slack.fail("views.update", error.reset(done=True))
    await walk(ann, "Stop en wis")
    await until(lambda: not rows(database))
    assert counted("stopped") == stopped + 1


@pytest.mark.parametrize("label", ["Antwoord 1", "Uitleg"])
async def test_a_press_that_comes_after_the_end_brings_nothing_back(
    slack: FakeSlack, ann: Person, database: Path, label: str
) -> None:
    late = offered(ann, label)
    await asyncio.gather(ann.press(offered(ann, "Stop en wis")), ann.press(late))
    await until(lambda: not rows(database))
    await slack.settled()
    await asyncio.sleep(2 * SWIFT.gather)
    assert shown(ann).startswith("Gestopt.")
    assert rows(database) == []
