"""The page when too many use it at once: whoever comes next is asked for patience, and loses nothing."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.channels.descriptor import ConfiguredChannel
from adapters.simulators.telegram.server import TelegramSimulator
from adapters.web.descriptor import DESCRIPTOR
from adapters.web.settings import WebSettings
from benchmarks.page.person import Person
from messages.content import Content
from tests.support.store_reader import ask
from tests.support.telegram_bot import begin, configured, running, walk
from tests.support.web_bot import Visitor

AT_ONCE = 5
"""What this page lets through at one moment; afterwards next to nothing."""


@pytest.fixture
async def port(
    fake: TelegramSimulator, shipped: Content, database: Path, request: pytest.FixtureRequest
) -> AsyncIterator[int]:
    """A bot on Telegram that also serves the page, for few people."""
    chosen = configured(fake, database)
    page = ConfiguredChannel(DESCRIPTOR, WebSettings(rate=getattr(request, "param", 0.001), most=AT_ONCE))
    async with running(shipped, replace(chosen, channels=(*chosen.channels, page))):
        ann = fake.person(1001)
        await begin(ann)  # by then it answers
        yield chosen.port


async def test_too_many_requests_are_asked_for_patience_in_their_own_language(port: int) -> None:
    people = [Person(port, number=number) for number in range(AT_ONCE + 2)]
    answers = [await one.come() for one in people]
    assert [answer.status for answer in answers] == [200] * AT_ONCE + [503] * 2
    assert "Het is hier nu druk." in answers[-1].body
    assert b"\r\nretry-after: 5\r\n" in answers[-1].head
    assert b"\r\ncache-control: no-store\r\n" in answers[-1].head
    assert b"\r\nconnection: close\r\n" in answers[-1].head


@pytest.mark.parametrize("port", [0.2], indirect=True)
async def test_a_press_that_is_refused_can_be_made_again_and_nothing_is_lost(port: int) -> None:
    ann, bea = Person(port), Person(port, number=1)
    await ann.come()
    await ann.go_on()
    question = ann.sees.body
    async with asyncio.timeout(60):
        while (await bea.come()).status == 200:  # until nothing more is let through
            pass
    refused = await ann.go_on()
    assert refused.status == 503
    again = refused
    async with asyncio.timeout(60):
        while again.status == 503:
            await asyncio.sleep(0.5)
            again = await ann.go_on()
    assert again.status == 200
    assert "Vraag" in again.body
    assert again.body != question


async def test_who_leaves_at_once_leaves_also_when_it_is_busy(port: int, database: Path) -> None:
    """A browser that has left sends it once, and asks nobody to try again."""
    async with Visitor(f"http://127.0.0.1:{port}/") as ann:
        await ann.open()
        await ann.press("Beginnen")
        while (await Person(port).come()).status == 200:  # until nothing more is let through
            pass
        await ann.send({"leave": ann.here})
        assert ann.answer.status_code == 204
    assert len(ask(database, "SELECT run FROM ended")) == 1


async def test_a_flood_of_the_page_takes_nothing_from_a_chat(fake: TelegramSimulator, port: int) -> None:
    for number in range(2 * AT_ONCE):
        await Person(port, number=number).come()
    bea = fake.person(1002)
    await begin(bea)
    await walk(bea, "Beginnen", "1.")
