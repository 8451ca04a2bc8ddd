"""A crowd on Slack, come and gone: `python -m tests.support.slack_crowd socket ledger.db` reports what is left."""

import asyncio
import json
import re
import sys
from contextlib import suppress
from pathlib import Path

from adapters.channels import inbox
from adapters.channels.inbox import Deduplicator
from adapters.concurrency.intervals import Intervals
from adapters.concurrency.user_queue import UserQueue
from adapters.simulators.slack.server import SlackSimulator
from adapters.slack import languages
from adapters.wiping.deadlines import DeadlineBuffer
from messages.loading.organisation import Organisation
from tests.support import leftovers
from tests.support.caller import until
from tests.support.loading import load_content
from tests.support.slack_bot import begin, configured, serving, walk
from tests.support.store_reader import rows

FIRST, CROWD = 8_000_000_000, 300
_CROWD = re.compile(r".*U80000\d{5}.*", re.DOTALL)
MOST = 20
"""The number of events and people that this bot remembers, which a crowd exceeds."""
KINDS = {"waiting": UserQueue, "running": UserQueue, "moved": DeadlineBuffer, "ids": Deduplicator}
NOTHING = {"waiting": 0, "running": 0, "moved": 0, "ids": MOST, "tasks": 0, "traces": 0}


async def main(database: Path, *, http: bool) -> leftovers.Remains:
    inbox.REMEMBERED = languages.MOST = MOST
    async with SlackSimulator(limits=False) as slack:  # one workspace is allowed a hundred of them a minute
        chosen = configured(slack, database, http=http, intervals=Intervals(gather=0.1))
        async with serving(slack, load_content(Organisation()), chosen):
            await _come_and_go(slack, 0)
            await slack.settled()
            tasks = _tasks()
            for number in range(1, CROWD):
                await _come_and_go(slack, number)
            await until(lambda: not rows(database), 30)
            await slack.settled()
            _forget(slack)
            return await _left(tasks)


async def _come_and_go(slack: SlackSimulator, number: int) -> None:
    person = slack.person(f"U{FIRST + number}", "en-GB")
    await begin(person)
    await walk(person, "Begin")
    await person.press("press:0")
    await person.close()
    await person.open_home()


def _forget(slack: SlackSimulator) -> None:
    """Make the simulated Slack forget everybody, so that whoever is still known is known to the bot."""
    workspace = slack.workspace
    for known in (slack.calls, workspace.people, workspace.channels, workspace.urls):
        known.clear()
    workspace.triggers.__init__(workspace.clock)  # type: ignore[misc]
    workspace.limit.__init__(workspace.clock, on=False)  # type: ignore[misc]


def _tasks() -> int:
    """Count the tasks of this process, except those that answer on a connection to the simulated Slack."""
    return sum("RequestHandler" not in repr(task) for task in asyncio.all_tasks())


async def _left(tasks: int) -> leftovers.Remains:
    """Wait until nothing is left, and return what is."""
    with suppress(TimeoutError):
        async with asyncio.timeout(60):
            while _look(tasks) != NOTHING:
                await asyncio.sleep(0.5)
    return _look(tasks)


def _look(tasks: int) -> leftovers.Remains:
    """Return what is held; `traces` are people, except those whose language is cached, and the last one."""
    people = {one for one in leftovers.held() if isinstance(one, str) and _CROWD.fullmatch(one)}
    more = {"tasks": max(_tasks() - tasks, 0), "traces": max(len(people) - MOST - 1, 0)}
    return leftovers.sizes(KINDS) | more


if __name__ == "__main__":
    left = asyncio.run(main(Path(sys.argv[2]), http=sys.argv[1] == "http"))
    print(json.dumps(left))  # noqa: T201 - to the test that runs it
