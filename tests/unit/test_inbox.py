"""A repeated delivery is taken once, even if both come at the same time."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from adapters.channels.services import SharedServices
from adapters.checks.dialogue import Dialogue
from adapters.checks.state_token import TokenCipher
from adapters.simulators.telegram.person import Person
from adapters.simulators.telegram.server import TelegramSimulator
from adapters.storage.session import Session
from adapters.telegram.api import Api
from adapters.telegram.channel import TelegramChannel
from adapters.telegram.settings import TelegramSettings
from adapters.telegram.update_parser import number
from messages.content import Content
from tests.support.telegram_bot import said


class Carrier:
    """Delivers updates from Telegram to the bot by hand, as often as a test likes."""

    def __init__(self, api: Api, channel: TelegramChannel, services: SharedServices) -> None:
        self._api, self._channel, self._user_queue = api, channel, services.user_queue
        self._next = 0

    async def carry(self, times: int = 1) -> None:
        """Deliver each pending update this many times at once, and wait until all are acted upon."""
        updates = await self._api.updates(self._next, wait=0)
        self._next = max(number(update) or 0 for update in updates) + 1
        await asyncio.gather(*(self._channel.inbox.take(updates) for _ in range(times)))
        await self._user_queue.join()


@pytest.fixture
async def carrier(fake: TelegramSimulator, session: Session, shipped: Content) -> AsyncIterator[Carrier]:
    services = SharedServices.on(session, Dialogue(shipped, TokenCipher([b"s" * 32]), 900), 900, "nl")
    settings = TelegramSettings(fake.token, fake.url, None, "")
    channel, api = TelegramChannel(settings, services), Api(settings)
    await channel.open()
    await api.open()
    yield Carrier(api, channel, services)
    await api.close()
    await channel.close()


async def test_a_number_that_is_delivered_twice_at_once_answers_one_question(carrier: Carrier, ann: Person) -> None:
    await ann.say("/groomingcheck")
    await carrier.carry()
    await ann.press("Beginnen")
    await carrier.carry()
    await ann.say("2")
    await carrier.carry(times=2)
    assert "Vraag 2 van 9" in said(ann)[0].text
