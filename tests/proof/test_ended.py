"""Two processes on one PostgreSQL: what one ends the other doesn't bring back, and what one begins the other leaves."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import replace

import pytest

from adapters.simulators.network_failures import Hang
from adapters.simulators.telegram.person import Person
from adapters.simulators.telegram.server import TelegramSimulator
from adapters.telegram.settings import TelegramSettings
from messages.content import Content
from tests.e2e.test_ended import payload
from tests.support.balancer import Balancer
from tests.support.caller import until
from tests.support.channel_settings import chosen, on
from tests.support.postgres import Postgres, ask
from tests.support.telegram_bot import begin, configured, running, said, shown, walk

ROUNDS = 40


@pytest.fixture
def address(postgres: Postgres) -> str:
    return postgres.database()


@pytest.fixture
async def balancer() -> AsyncIterator[Balancer]:
    async with Balancer.open() as made:
        yield made


@pytest.fixture
async def bots(
    fake: TelegramSimulator, shipped: Content, address: str, balancer: Balancer
) -> AsyncIterator[tuple[str, str]]:
    """The addresses of two bots, which share nothing but the database."""
    fake.account.limit.on = False
    async with AsyncExitStack() as stack:
        urls = []
        for _ in range(2):
            settings = configured(fake, address, webhook=True)
            hook = replace(chosen(settings, TelegramSettings), webhook_url=f"{balancer.url}/telegram")
            bot = await stack.enter_async_context(running(shipped, on(settings, hook)))
            urls.append(bot.url)
        balancer.targets = urls
        yield urls[0], urls[1]


async def asked(fake: TelegramSimulator, number: int) -> Person:
    ann = fake.person(number)
    await begin(ann)
    await walk(ann, "Beginnen")
    return ann


def answered(fake: TelegramSimulator) -> set[str]:
    """Return the ids of the callback queries that were answered."""
    return {query for query, press in fake.account.presses.items() if press.answered}


async def at_rest(ann: Person) -> None:
    """Wait until nothing has changed for a while."""
    before: object = None
    while before != (before := [(message.id, message.text) for message in ann.chat.messages]):
        await asyncio.sleep(1.5)


@pytest.mark.parametrize("first", ["stop", "answer"])
@pytest.mark.parametrize("held", ["stop", "answer", ""])
async def test_of_two_quick_taps_that_reach_two_processes_the_stop_stays(
    fake: TelegramSimulator, bots: tuple[str, str], balancer: Balancer, first: str, held: str
) -> None:
    """Whichever comes first, and whichever Telegram takes a second for."""
    ann = await asked(fake, 1001)
    taps = {"stop": payload(ann, "Stop en wis"), "answer": payload(ann, "1.")}
    begun = len(fake.calls)
    for number, name in enumerate(sorted(taps, key=lambda name: name != first)):
        balancer.targets = [bots[number]]
        if held == name:
            fake.fail("editMessageText", Hang(1))
        query = await ann.press_payload(*taps[name])
        if name == first:
            await until(lambda: any(call.method == "editMessageText" for call in fake.calls[begun:]))
    await until(lambda: query in answered(fake))
    await at_rest(ann)
    assert [message.text[:8] for message in said(ann)] in ([], ["Gestopt."])


async def test_a_stop_in_one_process_leaves_the_check_that_another_has_begun(
    fake: TelegramSimulator, bots: tuple[str, str], balancer: Balancer, address: str
) -> None:
    """Many times, as it is a matter of milliseconds."""
    people = [await asked(fake, 2000 + number) for number in range(ROUNDS)]
    for ann in people:
        stop = payload(ann, "Stop en wis")
        balancer.targets = [bots[0]]
        await ann.press_payload(*stop)
        await asyncio.sleep(0.005 * (people.index(ann) % 4))  # it reaches the first process by then, or just not
        balancer.targets = [bots[1]]
        await ann.say("/groomingcheck")
    for ann in people:
        await until(lambda ann=ann: shown(ann).startswith("Groomingcheck"))  # type: ignore[misc]
    await asyncio.sleep(3)
    assert [shown(ann)[:13] for ann in people] == ["Groomingcheck"] * ROUNDS
    assert len(await ask(address, "SELECT id FROM action WHERE part = 'screen'")) == ROUNDS
    for ann in people:
        await walk(ann, "Beginnen")
