"""What comes in twice is taken once, however close together it comes."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from adapters.dialogue import Dialogue
from adapters.ledger import Session
from adapters.seal import Seal
from adapters.service import Service
from adapters.telegram.api import Api
from adapters.telegram.conversation import Conversation
from adapters.telegram.fake.person import Person
from adapters.telegram.fake.server import FakeTelegram
from adapters.telegram.inbox import Inbox
from adapters.telegram.planning import Planning
from adapters.telegram.poster import Poster
from adapters.telegram.room import Room
from adapters.telegram.setting import Setting
from adapters.telegram.wire import number
from messages.content import Content
from tests.bot import said

ACCOUNT = "telegram:1"


class Door:
    """What comes in, carried from Telegram to the bot by hand, as often as a test likes."""

    def __init__(self, api: Api, inbox: Inbox, service: Service) -> None:
        self._api, self._inbox, self._lanes = api, inbox, service.lanes
        self._next = 0

    async def carry(self, times: int = 1) -> None:
        """Deliver what waits so many times at once, and wait until all of it is acted upon."""
        updates = await self._api.updates(self._next, wait=0)
        self._next = max(number(update) or 0 for update in updates) + 1
        await asyncio.gather(*(self._inbox.take(updates) for _ in range(times)))
        await self._lanes.done()


@pytest.fixture
async def door(fake: FakeTelegram, session: Session, shipped: Content) -> AsyncIterator[Door]:
    service = Service.on(session, Dialogue(shipped, Seal([b"s" * 32]), 900), 900, "nl")
    api = Api(Setting(fake.token, fake.url, None, ""))
    await api.open()
    room = Room(api, ACCOUNT, service)
    planning = Planning(api, room, Poster(api, "x"), service, ACCOUNT, administrators=False)
    conversation = Conversation(api, room, planning, service.dialogue, "nl")
    yield Door(api, Inbox(conversation, ACCOUNT, service), service)
    await api.close()


async def test_a_number_that_is_delivered_twice_at_once_answers_one_question(door: Door, ann: Person) -> None:
    await ann.say("/groomingcheck")
    await door.carry()
    await ann.press("Beginnen")
    await door.carry()
    await ann.say("2")
    await door.carry(times=2)
    assert "Vraag 2 van 9" in said(ann)[0].text
