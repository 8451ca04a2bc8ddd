"""Two processes on one PostgreSQL, and a PostgreSQL that goes away."""

import asyncio
import signal
from collections.abc import Iterator

import pytest

from adapters.simulators.network_failures import Hang
from adapters.simulators.telegram.server import TelegramSimulator
from tests.support.caller import until
from tests.support.postgres import Postgres, ask
from tests.support.spawner import PATIENCE, Crew, Served
from tests.support.telegram_bot import begin, shown, walk

PASSED = "UPDATE action SET due_at = due_at - {seconds}, until = until - {seconds}"
DEAF = {
    "clock": "ok",
    "database": "ok",
    "telegram": "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
}
WELL = {"clock": "ok", "database": "ok", "telegram": "ok"}


@pytest.fixture(autouse=True)
def address(crew: Crew, postgres: Postgres) -> Iterator[str]:
    """The address of a schema on PostgreSQL that all processes of a test share."""
    crew.address = postgres.database()
    yield crew.address
    postgres.start()


async def loser_and_winner(*bots: Served) -> tuple[Served, Served]:
    """Wait until one of two is in conflict with the other."""
    async with asyncio.timeout(PATIENCE):
        while True:
            for loser, winner in (bots, bots[::-1]):
                if await loser.ready() == DEAF and await winner.ready() == WELL:
                    return loser, winner
            await asyncio.sleep(0.1)


async def one_becomes(bots: tuple[Served, ...], told: dict[str, str]) -> None:
    async with asyncio.timeout(PATIENCE):
        while told not in [await bot.ready() for bot in bots]:
            await asyncio.sleep(0.1)


async def stands(address: str, found: str, *, rows: int = 1) -> None:
    """Wait until this many rows of the database satisfy this condition."""
    async with asyncio.timeout(PATIENCE):
        while len(await ask(address, f"SELECT id FROM action WHERE {found}")) != rows:  # noqa: S608 - made up here
            await asyncio.sleep(0.05)


async def test_the_second_of_two_processes_is_not_ready_and_takes_over_when_the_first_dies(
    fake: TelegramSimulator, crew: Crew, address: str
) -> None:
    first = await crew.start().up()
    ann, bob = fake.person(1001), fake.person(1002)
    await begin(ann)
    await begin(bob)
    await one_becomes((first,), WELL)
    second = await crew.start().up()
    loser, winner = await loser_and_winner(first, second)
    for label, asked in (("Beginnen", "Vraag 1"), ("1.", "Vraag 2"), ("1.", "Vraag 3")):
        await ann.press(next(found for found in ann.chat.messages[-1].labels if found.startswith(label)))
        await until(lambda asked=asked: asked in shown(ann), PATIENCE)  # type: ignore[misc]
        await one_becomes((first, second), DEAF)
    await winner.kill()
    await ann.press("1. Ja, ik herken signalen")
    await until(lambda: "Vraag 4 van 9" in shown(ann), PATIENCE)
    await one_becomes((loser,), WELL)
    await ask(address, f"{PASSED.format(seconds=901)} WHERE chat = '1002'")
    await walk(ann, "1.")
    await until(lambda: not bob.chat.messages, PATIENCE)
    assert "Vraag 5 van 9" in shown(ann)


async def test_presses_are_answered_without_a_database_and_the_rest_when_it_is_back(
    fake: TelegramSimulator, crew: Crew, postgres: Postgres, address: str
) -> None:
    bot = await crew.start().up()
    ann, bob = fake.person(1001), fake.person(1002)
    await begin(ann)
    await stands(address, "message IS NOT NULL AND part = 'screen'")
    await fake.settled(PATIENCE)
    postgres.kill()
    await walk(ann, "Beginnen", "1.")
    await bob.say("/groomingcheck")
    await until(lambda: any(event.get("reason") for event in bot.events), PATIENCE)
    await walk(ann, "1.", "1.", "1.")
    await until(lambda: shown(bob).startswith("Het lukt nu even niet."), PATIENCE)
    async with asyncio.timeout(PATIENCE):
        while (await bot.ready())["database"] == "ok":
            await asyncio.sleep(0.1)
    postgres.start()
    await until(lambda: shown(bob).startswith("Groomingcheck"), PATIENCE)
    await one_becomes((bot,), WELL)
    assert "Vraag 5 van 9" in shown(ann)
    await walk(ann, "1.")
    await until(lambda: all(message.from_bot for message in bob.chat.messages), PATIENCE)  # what was typed is gone
    assert shown(bob).startswith("Groomingcheck")
    await bot.kill()
    await all_wiped(fake, crew, address)
    assert bot.faults() == []


async def test_an_excuse_that_was_posted_without_a_database_is_wiped_when_it_is_back(
    fake: TelegramSimulator, crew: Crew, postgres: Postgres, address: str
) -> None:
    """What was typed is noted; while Telegram is asked for the buttons, the database goes away.

    The message by which they were asked for is looked for later, as its id couldn't be noted.
    """
    bot = await crew.start().up()
    ann = fake.person(1001)
    await begin(ann)
    await stands(address, "message IS NOT NULL AND part = 'screen'")
    fake.fail("sendMessage", Hang(1))
    before = len(fake.calls)
    await ann.say("9")
    await until(lambda: any(call.method == "sendMessage" and call.parameters for call in fake.calls[before:]), PATIENCE)
    postgres.kill()
    await until(lambda: shown(ann).startswith("Het lukt nu even niet."), PATIENCE)
    assert bot.faults() == []
    postgres.start()
    await until(lambda: len(ann.chat.messages) == 3, PATIENCE)
    await stands(address, "message IS NULL AND after = '2'")  # which covers the excuse as well
    await bot.kill(signal.SIGTERM)
    await all_wiped(fake, crew, address)


async def all_wiped(fake: TelegramSimulator, crew: Crew, address: str) -> None:
    """Let time pass while nothing runs, and start one more process to wipe what came due."""
    await ask(address, f"{PASSED.format(seconds=901)}, leased_until = NULL, lease = NULL")
    await crew.start().up()
    await until(lambda: not any(chat.messages for chat in fake.account.chats.values()), PATIENCE)
    await stands(address, "true", rows=0)
