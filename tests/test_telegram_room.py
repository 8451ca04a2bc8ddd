"""What stands in a chat once two processes have opened something there at once."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import asyncpg
import pytest

from adapters.dialogue import Dialogue
from adapters.ledger import Ledger, Session
from adapters.seal import Person, Seal
from adapters.service import Service
from adapters.telegram.api import Api
from adapters.telegram.fake import error
from adapters.telegram.fake.server import FakeTelegram
from adapters.telegram.room import Room
from adapters.telegram.setting import Setting
from adapters.telegram.wire import Source
from messages.content import Content
from tests.bot import said
from tests.caller import until
from tests.postgres import Postgres

ACCOUNT, ANN = "telegram:1", 1001


@pytest.fixture
def dialogue(shipped: Content) -> Dialogue:
    return Dialogue(shipped, Seal([b"s" * 32]), 900)


@pytest.fixture
def place(postgres: Postgres) -> str:
    return postgres.database()


@pytest.fixture
async def rooms(fake: FakeTelegram, place: str, dialogue: Dialogue) -> AsyncIterator[list[Room]]:
    """The same chat, in two processes on one ledger."""
    async with AsyncExitStack() as stack:
        made = []
        for _ in range(2):
            session = await Session.open(place)
            stack.push_async_callback(session.close)
            api = Api(Setting(fake.token, fake.url, None, ""))
            await api.open()
            stack.push_async_callback(api.close)
            made.append(Room(api, ACCOUNT, Service.on(session, dialogue, 900, "nl")))
        yield made


@pytest.fixture
async def ledger(place: str) -> AsyncIterator[Ledger]:
    opened = await Ledger.open(place)
    yield opened
    await opened.close()


async def test_of_two_checks_that_are_opened_at_once_the_newer_stays(
    fake: FakeTelegram, place: str, ledger: Ledger, rooms: list[Room], dialogue: Dialogue
) -> None:
    """The one whose message came first is the last to end what it finds."""
    ann = fake.person(ANN)
    source = Source(ANN, await ann.say("/start"), int(time.time()), private=True, person=ANN, locale="nl")
    screen = dialogue.welcome(Person("telegram", str(ANN)), "nl")
    fake.fail("sendMessage", error.hang(1))
    first = asyncio.create_task(rooms[0].open(source, screen))
    await until(lambda: any(call.method == "sendMessage" for call in fake.calls))
    other = await asyncpg.connect(place)
    async with other.transaction():
        await other.execute("SELECT id FROM action FOR UPDATE")
        await until(lambda: len(said(ann)) == 1)
        await rooms[1].open(source, screen)
    await other.close()
    await first
    newest = str(said(ann)[-1].id)
    assert newest not in {wipe.message for wipe in await ledger.claim([ACCOUNT], 10, 30)}
    assert await ledger.screen(ACCOUNT, str(ANN)) == newest
