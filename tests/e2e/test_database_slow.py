"""A database that takes a few seconds to answer, as on a busy disk, is no outage: nobody is told to try again later."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from adapters.channels.polling import NOT_RECORDED
from adapters.concurrency.intervals import Intervals
from adapters.simulators.telegram.person import Person
from adapters.simulators.telegram.server import TelegramSimulator
from messages.content import Content
from tests.support.caller import PLAIN, until
from tests.support.telegram_bot import Bot, begin, configured, running, said

LATER = "Het lukt nu even niet"
PATIENT = Intervals(look=0.1, again=0.1, slow=60.0)
"""So patient that the test, on a busy machine, is over long before."""


async def telegram_says(bot: Bot) -> str:
    async with httpx.AsyncClient(verify=PLAIN) as client:
        told: dict[str, str] = (await client.get(f"{bot.url}/readyz")).json()
    return told["telegram"]


def with_buttons(person: Person) -> list[bool]:
    return [bool(message.buttons) for message in said(person)]


@pytest.mark.parametrize("webhook", [False, True], ids=["polling", "webhook"])
async def test_who_starts_meanwhile_gets_the_first_screen_and_nothing_else(
    fake: TelegramSimulator, shipped: Content, database: Path, *, webhook: bool
) -> None:
    ann, bob = fake.person(1001), fake.person(1002)
    async with running(shipped, configured(fake, database, webhook=webhook, intervals=PATIENT)) as bot:
        await begin(fake.person(1003))
        await fake.settled()
        with closing(sqlite3.connect(database, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            for one in (ann, bob):
                await one.say("/groomingcheck")
            while await telegram_says(bot) != NOT_RECORDED:
                await asyncio.sleep(0.01)
        await until(lambda: all(with_buttons(one) == [True] for one in (ann, bob)))
    assert not [call for call in fake.calls if LATER in str(call)]
