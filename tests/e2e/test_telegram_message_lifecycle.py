"""What is left in a chat after two processes have opened something there at once."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import asyncpg
import pytest

from adapters.channels import registry
from adapters.channels.message_lifecycle import Address, MessageLifecycle
from adapters.channels.services import SharedServices
from adapters.checks.dialogue import Dialogue
from adapters.checks.state_token import Participant, TokenCipher
from adapters.simulators.network_failures import Hang
from adapters.simulators.telegram.server import TelegramSimulator
from adapters.storage.session import Session
from adapters.storage.wipe_store import WipeStore
from adapters.telegram.api import Api
from adapters.telegram.settings import TelegramSettings
from messages.content import Content
from tests.support.caller import until
from tests.support.postgres import Postgres
from tests.support.telegram_bot import said

ACCOUNT, ANN = "telegram:1", 1001


@pytest.fixture
def dialogue(shipped: Content) -> Dialogue:
    return Dialogue(shipped, TokenCipher([b"s" * 32]), 900)


@pytest.fixture
def place(postgres: Postgres) -> str:
    return postgres.database()


@pytest.fixture
async def lifecycles(fake: TelegramSimulator, place: str, dialogue: Dialogue) -> AsyncIterator[list[MessageLifecycle]]:
    """The same chat, in two processes on one database."""
    async with AsyncExitStack() as stack:
        made = []
        for _ in range(2):
            session = await Session.open(place)
            stack.push_async_callback(session.close)
            api = Api(TelegramSettings(fake.token, fake.url, None, ""))
            await api.open()
            stack.push_async_callback(api.close)
            made.append(MessageLifecycle("telegram", ACCOUNT, api, SharedServices.on(session, dialogue, 900, "nl")))
        yield made


@pytest.fixture
async def wipe_store(place: str) -> AsyncIterator[WipeStore]:
    opened = await WipeStore.open(place, registry.wipeable())
    yield opened
    await opened.close()


async def test_of_two_checks_that_are_opened_at_once_the_newer_stays(
    fake: TelegramSimulator, place: str, wipe_store: WipeStore, lifecycles: list[MessageLifecycle], dialogue: Dialogue
) -> None:
    """The one whose message came first is the last to end what it finds."""
    ann = fake.person(ANN)
    at = Address(str(ANN), str(await ann.say("/start")), time.time())
    screen = dialogue.welcome(Participant("telegram", str(ANN)), "nl")
    fake.fail("sendMessage", Hang(1))
    first = asyncio.create_task(lifecycles[0].open(at, screen))
    await until(lambda: any(call.method == "sendMessage" for call in fake.calls))
    other = await asyncpg.connect(place)
    async with other.transaction():
        await other.execute("SELECT id FROM action FOR UPDATE")
        await until(lambda: len(said(ann)) == 1)
        await lifecycles[1].open(at, screen)
    await other.close()
    await first
    newest = str(said(ann)[-1].id)
    assert newest not in {wipe.message for wipe in await wipe_store.claim([ACCOUNT], 10, 30)}
    assert await wipe_store.screen(ACCOUNT, str(ANN)) == newest
