"""A crowd on Slack that has come and gone: `python -m tests.slack_crowd socket ledger.db` says what is left of it."""

import asyncio
import json
import re
import sys
from contextlib import suppress
from pathlib import Path

from adapters.deadline import Deadlines
from adapters.lane import Lanes
from adapters.pace import Pace
from adapters.slack import app, language
from adapters.slack.app import Slack
from adapters.slack.fake.server import FakeSlack
from messages import content
from messages.organisation import Organisation
from tests import remains
from tests.bot import rows
from tests.caller import until
from tests.slack_bot import begin, configured, serving

FIRST, CROWD = 8_000_000_000, 300
_CROWD = re.compile(r".*U80000\d{5}.*", re.DOTALL)
MOST = 20
"""Events and people that this bot remembers, so that a crowd goes over it."""
KINDS = {"waiting": Lanes, "running": Lanes, "moved": Deadlines, "taken": Slack}
NOTHING = {"waiting": 0, "running": 0, "moved": 0, "taken": MOST, "tasks": 0, "traces": 0}


async def main(database: Path, *, http: bool) -> remains.Remains:
    app.REMEMBERED = language.MOST = MOST
    async with FakeSlack() as slack:
        chosen = configured(slack, database, http=http, pace=Pace(gather=0.1))
        async with serving(slack, content.load(Organisation()), chosen):
            await _come_and_go(slack, 0)
            await slack.settled()
            tasks = _tasks()
            for number in range(1, CROWD):
                await _come_and_go(slack, number)
            await until(lambda: not rows(database), 30)
            await slack.settled()
            _forget(slack)
            return await _left(tasks)


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


async def _left(tasks: int) -> remains.Remains:
    """Wait until nothing is left, and say what is."""
    with suppress(TimeoutError):
        async with asyncio.timeout(60):
            while _look(tasks) != NOTHING:
                await asyncio.sleep(0.5)
    return _look(tasks)


def _look(tasks: int) -> remains.Remains:
    """Say what is held; `traces` are people, but for those whose language is known, and who came last."""
    people = {one for one in remains.held() if isinstance(one, str) and _CROWD.fullmatch(one)}
    more = {"tasks": max(_tasks() - tasks, 0), "traces": max(len(people) - MOST - 1, 0)}
    return remains.sizes(KINDS) | more


if __name__ == "__main__":
    left = asyncio.run(main(Path(sys.argv[2]), http=sys.argv[1] == "http"))
    print(json.dumps(left))  # noqa: T201 - to the test that runs it
