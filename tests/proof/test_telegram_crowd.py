"""Many at once: simultaneous presses are one step, and nothing stays of anybody who was there."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.simulators.network_failures import Hang
from adapters.simulators.telegram.person import Person
from adapters.simulators.telegram.server import TelegramSimulator
from messages.content import Content
from tests.support import leftovers
from tests.support.caller import until
from tests.support.telegram_bot import begin, configured, running, shown, walk
from tests.support.telegram_crowd import NOTHING

PRESSES = 20


@pytest.fixture(params=[False, True], ids=["polling", "webhook"])
async def ann(
    request: pytest.FixtureRequest, fake: TelegramSimulator, shipped: Content, database: Path
) -> AsyncIterator[Person]:
    """Somebody at the first question, on each transport."""
    async with running(shipped, configured(fake, database, webhook=request.param)):
        found = fake.person(1001)
        await begin(found)
        await walk(found, "Beginnen")
        yield found


async def test_twenty_presses_at_once_are_one_step(fake: TelegramSimulator, ann: Person) -> None:
    [message] = ann.chat.messages
    fake.latency = 0.01
    queries = [await ann.press("2. Een beetje") for _ in range(PRESSES)]
    await until(lambda: all(fake.account.presses[query].answered for query in queries))
    await fake.settled()
    [after] = ann.chat.messages
    assert after.id == message.id
    assert "Je koos: Een beetje" in after.text
    assert "Vraag 2 van 9" in after.text


async def test_a_press_that_comes_twice_gives_the_same_screen(ann: Person) -> None:
    [question] = ann.chat.messages
    payload = question.buttons[0][0].payload
    assert payload
    await walk(ann, "1.")
    first = shown(ann)
    await walk(ann, "1.")
    await ann.press_payload(payload, question.id)
    await until(lambda: shown(ann) == first)


async def test_presses_are_shown_in_their_order_however_long_one_takes(fake: TelegramSimulator, ann: Person) -> None:
    [question] = ann.chat.messages
    await walk(ann, "1.")
    [second] = ann.chat.messages
    fake.fail("editMessageText", Hang(0.3))
    payloads = [one.buttons[0][0].payload or "" for one in (question, question, second)]
    for payload in payloads:
        await ann.press_payload(payload, question.id)
    await until(lambda: "Vraag 3 van 9" in shown(ann))
    await fake.settled()
    assert "Vraag 3 van 9" in shown(ann)


async def test_nothing_stays_of_a_crowd_that_has_left(database: Path) -> None:
    assert await leftovers.of("telegram_crowd", str(database)) == NOTHING
