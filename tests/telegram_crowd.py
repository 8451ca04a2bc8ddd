"""A crowd on Telegram that has come and gone: `python -m tests.telegram_crowd ledger.db` says what is left of it."""

import asyncio
import json
import sys
from contextlib import suppress
from pathlib import Path

from adapters.deadline import Deadlines
from adapters.lane import Lanes
from adapters.pace import Pace
from adapters.telegram import inbox
from adapters.telegram.fake.person import Person
from adapters.telegram.fake.server import FakeTelegram
from adapters.telegram.inbox import Inbox
from messages.content import load
from messages.organisation import Organisation
from tests import remains
from tests.bot import begin, configured, rows, running, walk
from tests.caller import until

CROWD, WAVE = range(7_000_000_000, 7_000_000_300), 50
REMEMBERED = 100
"""Updates that this bot remembers, so that a crowd goes over it."""
KINDS = {"waiting": Lanes, "running": Lanes, "moved": Deadlines, "taken": Inbox}
NOTHING = {"waiting": 0, "running": 0, "moved": 0, "taken": REMEMBERED, "tasks": 0, "traces": 0}


async def main(database: Path) -> remains.Remains:
    inbox.REMEMBERED = REMEMBERED
    content = load(Organisation())
    async with FakeTelegram() as fake, running(content, configured(fake, database, pace=Pace(gather=0.1))):
        ann = fake.person(1001)
        await begin(ann)
        await fake.settled()
        tasks = len(asyncio.all_tasks())
        await _come_and_go(fake)
        await until(lambda: not fake.account.queue.pending() and len(rows(database)) > len(CROWD), 60)
        await walk(ann, "Beginnen")  # what was done last is held until something else is done
        await fake.settled(60)
        _forget(fake)
        return await _left(fake, tasks)


async def _come_and_go(fake: FakeTelegram) -> None:
    for number in CROWD:
        await _press_once(fake.person(number))
        if number % WAVE == 0:
            await until(lambda: all(press.answered for press in fake.account.presses.values()), 60)


async def _press_once(person: Person) -> None:
    """Press the start button below a message of the bot's, as if it had been there for long."""
    person.started = True
    button = {"text": "Start", "callback_data": "groomingcheck"}
    keyboard = {"inline_keyboard": [[button]]}
    chat = person.chat
    message = chat.add({"id": 1, "is_bot": True, "first_name": "Bot"}, from_bot=True, text="x", markup=keyboard)
    await person.press("Start", message.id)


def _forget(fake: FakeTelegram) -> None:
    """Have the Telegram on loopback forget everybody, so that whatever is still known is known to the bot."""
    account = fake.account
    fake.calls.clear()
    account.chats.clear()
    account.people.clear()
    account.presses.clear()
    account.limit.__init__(account.clock)  # type: ignore[misc]


async def _left(fake: FakeTelegram, tasks: int) -> remains.Remains:
    """Wait until nothing is left, and say what is."""
    someone = fake.person(1002)
    with suppress(TimeoutError):
        async with asyncio.timeout(60):
            while _look(tasks) != NOTHING:
                await asyncio.sleep(1)
                await someone.say("x")  # a connection that nobody needs any more is let go of when another is used
    return _look(tasks)


def _look(tasks: int) -> remains.Remains:
    more = {"tasks": max(len(asyncio.all_tasks()) - tasks, 0), "traces": sum(map(_is_somebody, remains.held()))}
    return remains.sizes(KINDS) | more


def _is_somebody(held: object) -> bool:
    if isinstance(held, str) and len(held) == len(str(CROWD.start)) and held.isdecimal():
        return int(held) in CROWD
    return type(held) is int and held in CROWD


if __name__ == "__main__":
    print(json.dumps(asyncio.run(main(Path(sys.argv[1])))))  # noqa: T201 - to the test that runs it
