"""A crowd on Telegram, come and gone: `python -m tests.support.telegram_crowd ledger.db` reports what is left."""

import asyncio
import json
import sys
from contextlib import suppress
from pathlib import Path

from adapters.channels import inbox
from adapters.channels.inbox import Deduplicator
from adapters.concurrency.intervals import Intervals
from adapters.concurrency.user_queue import UserQueue
from adapters.simulators.telegram.person import Person
from adapters.simulators.telegram.server import TelegramSimulator
from adapters.wiping.deadlines import DeadlineBuffer
from messages.loading.organisation import Organisation
from tests.support import leftovers
from tests.support.caller import until
from tests.support.loading import load_content
from tests.support.store_reader import rows
from tests.support.telegram_bot import begin, configured, running, walk

CROWD, WAVE = range(7_000_000_000, 7_000_000_300), 50
REMEMBERED = 100
"""The number of updates that this bot remembers, which a crowd exceeds."""
KINDS = {"waiting": UserQueue, "running": UserQueue, "moved": DeadlineBuffer, "ids": Deduplicator}
NOTHING = {"waiting": 0, "running": 0, "moved": 0, "ids": REMEMBERED, "tasks": 0, "traces": 0}


async def main(database: Path) -> leftovers.Remains:
    inbox.REMEMBERED = REMEMBERED
    content = load_content(Organisation())
    async with (
        TelegramSimulator() as fake,
        running(content, configured(fake, database, intervals=Intervals(gather=0.1))),
    ):
        ann = fake.person(1001)
        await begin(ann)
        await fake.settled()
        tasks = len(asyncio.all_tasks())
        await _come_and_go(fake)
        await until(lambda: not fake.account.queue.pending() and len(rows(database)) > len(CROWD), 60)
        await walk(ann, "Beginnen")  # the last action is held until another one
        await fake.settled(60)
        _forget(fake)
        return await _left(fake, tasks)


async def _come_and_go(fake: TelegramSimulator) -> None:
    for number in CROWD:
        await _press_once(fake.person(number))
        if number % WAVE == 0:
            await until(lambda: all(press.answered for press in fake.account.presses.values()), 60)


async def _press_once(person: Person) -> None:
    """Press the start button below a message of the bot's, as if it had been there for a long time."""
    person.started = True
    button = {"text": "Start", "callback_data": "groomingcheck"}
    keyboard = {"inline_keyboard": [[button]]}
    chat = person.chat
    message = chat.add({"id": 1, "is_bot": True, "first_name": "Bot"}, from_bot=True, text="x", markup=keyboard)
    await person.press("Start", message.id)


def _forget(fake: TelegramSimulator) -> None:
    """Make the simulated Telegram forget everybody, so that whatever is still known is known to the bot."""
    account = fake.account
    fake.calls.clear()
    account.chats.clear()
    account.people.clear()
    account.presses.clear()
    account.limit.__init__(account.clock)  # type: ignore[misc]


async def _left(fake: TelegramSimulator, tasks: int) -> leftovers.Remains:
    """Wait until nothing is left, and return what is."""
    someone = fake.person(1002)
    with suppress(TimeoutError):
        async with asyncio.timeout(60):
            while _look(tasks) != NOTHING:
                await asyncio.sleep(1)
                await someone.say("x")  # an unused connection is closed when another one is used
    return _look(tasks)


def _look(tasks: int) -> leftovers.Remains:
    more = {"tasks": max(len(asyncio.all_tasks()) - tasks, 0), "traces": sum(map(_is_somebody, leftovers.held()))}
    return leftovers.sizes(KINDS) | more


def _is_somebody(held: object) -> bool:
    if isinstance(held, str) and len(held) == len(str(CROWD.start)) and held.isdecimal():
        return int(held) in CROWD
    return type(held) is int and held in CROWD


if __name__ == "__main__":
    print(json.dumps(asyncio.run(main(Path(sys.argv[1])))))  # noqa: T201 - to the test that runs it
