"""Nothing stays of anybody who was there, however many they were."""

import asyncio
import gc
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.deadline import Deadlines
from adapters.lane import Lanes
from adapters.pace import Pace
from adapters.slack import app, language
from adapters.slack.app import Slack
from adapters.slack.fake.server import FakeSlack
from messages.content import Content
from tests.bot import rows
from tests.caller import until
from tests.slack_bot import begin, configured, serving

FIRST, CROWD = 8_000_000_000, 300
_CROWD = re.compile(r".*U80000\d{5}.*", re.DOTALL)
MOST = 20
"""Events and people that this bot remembers, so that a crowd goes over it."""


@pytest.mark.parametrize("http", [False, True], ids=["socket", "http"])
async def test_p3_nothing_stays_of_a_crowd_that_has_gone(
    slack: FakeSlack,
    shipped: Content,
    database: Path,
    monkeypatch: pytest.MonkeyPatch,
    http: bool,  # noqa: FBT001
) -> None:
    monkeypatch.setattr(app, "REMEMBERED", MOST)
    monkeypatch.setattr(language, "MOST", MOST)
    async with serving(slack, shipped, configured(slack, database, http=http, pace=Pace(gather=0.1))):
        await _come_and_go(slack, 0)
        await slack.settled()
        tasks = _tasks()
        for number in range(1, CROWD):
            await _come_and_go(slack, number)
        await until(lambda: not rows(database), 30)
        await slack.settled()
        await until(lambda: _sizes() == {"waiting": 0, "running": 0, "moved": 0, "taken": MOST}, 30)
        _forget(slack)
        await until(lambda: _tasks() <= tasks)
        await until(lambda: len(_traces()) <= MOST + 1, 30)  # whose language is known, and who came last


async def _come_and_go(slack: FakeSlack, number: int) -> None:
    person = slack.person(f"U{FIRST + number}", "en-GB")
    await begin(person)
    assert person.modal
    await person.press(person.modal.buttons[0].action_id)
    await person.close()
    await person.open_home()


def _forget(slack: FakeSlack) -> None:
    """Have the Slack on loopback forget everybody, so that whoever is still known is known to the bot."""
    workspace = slack.workspace
    for known in (slack.calls, workspace.people, workspace.channels, workspace.urls):
        known.clear()
    workspace.triggers.__init__(workspace.clock)  # type: ignore[misc]
    workspace.limit.__init__(workspace.clock, on=True)  # type: ignore[misc]


def _tasks() -> int:
    """Count the tasks of this process, but for those that answer on a connection to the Slack on loopback."""
    return sum("RequestHandler" not in repr(task) for task in asyncio.all_tasks())


def _objects() -> list[object]:
    """Give everything that is alive, what the bot has put aside for the garbage collector included."""
    gc.unfreeze()
    return gc.get_objects()


def _sizes() -> dict[str, int]:
    """Measure what our own objects hold."""
    live = [found for found in _objects() if isinstance(found, Lanes | Deadlines | Slack)]
    kinds = {"waiting": Lanes, "running": Lanes, "moved": Deadlines, "taken": Slack}
    return {name: max(len(vars(one)[f"_{name}"]) for one in live if type(one) is kind) for name, kind in kinds.items()}


def _traces() -> set[str]:
    """Give whom of the crowd the objects of this process hold."""
    gc.collect()
    return {held for found in _objects() for held in _held(found) if isinstance(held, str) and _CROWD.fullmatch(held)}


def _held(found: object) -> Iterator[object]:
    """Give what an object holds, through whatever the collector doesn't track by itself."""
    for held in gc.get_referents(found):
        yield held
        if isinstance(held, dict | tuple) and not gc.is_tracked(held):
            yield from _held(held)
