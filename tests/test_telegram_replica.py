"""Two processes on one PostgreSQL, and a PostgreSQL that goes away."""

import asyncio
import signal
from collections.abc import Iterator

import pytest

from adapters.telegram.fake import error
from adapters.telegram.fake.server import FakeTelegram
from tests.bot import begin, shown, walk
from tests.caller import until
from tests.postgres import Postgres, ask
from tests.spawner import PATIENCE, Crew, Served

PASSED = "UPDATE action SET due_at = due_at - {seconds}, until = until - {seconds}"
DEAF = {"database": "ok", "telegram": "not working"}
WELL = {"database": "ok", "telegram": "ok"}


@pytest.fixture(autouse=True)
def address(crew: Crew, postgres: Postgres) -> Iterator[str]:
    """All processes of a test share a place on PostgreSQL."""
    crew.address = postgres.database()
    yield crew.address
    postgres.start()


def in_conflict(bot: Served) -> bool:
    return any(event.get("reason") == "conflict" for event in bot.events)


async def one_becomes(bots: tuple[Served, ...], told: dict[str, str]) -> None:
    async with asyncio.timeout(PATIENCE):
        while told not in [await bot.ready() for bot in bots]:
            await asyncio.sleep(0.1)


async def stands(address: str, found: str, *, rows: int = 1) -> None:
    """Wait until so many rows of the ledger are like this."""
    async with asyncio.timeout(PATIENCE):
        while len(await ask(address, f"SELECT id FROM action WHERE {found}")) != rows:  # noqa: S608 - made up here
            await asyncio.sleep(0.05)


async def test_p25_of_two_at_once_one_is_red_and_when_the_other_dies_it_takes_over(
    fake: FakeTelegram, crew: Crew, address: str
) -> None:
    first = await crew.start().up()
    ann, bob = fake.person(1001), fake.person(1002)
    await begin(ann)
    await begin(bob)
    await one_becomes((first,), WELL)
    second = await crew.start().up()
    await until(lambda: in_conflict(first) or in_conflict(second), PATIENCE)
    loser, winner = (first, second) if in_conflict(first) else (second, first)
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
    fake: FakeTelegram, crew: Crew, postgres: Postgres, address: str
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
    assert shown(bob) == ""
    assert await bot.ready() == {"database": "not working", "telegram": "ok"}
    postgres.start()
    await until(lambda: shown(bob).startswith("Groomingcheck"), PATIENCE)
    await one_becomes((bot,), WELL)
    assert "Vraag 5 van 9" in shown(ann)
    await walk(ann, "1.")
    await until(lambda: len(bob.chat.messages) == 1, PATIENCE)
    await bot.kill()
    await all_wiped(fake, crew, address)
    assert bot.faults() == []


async def test_an_excuse_that_was_posted_without_a_database_is_wiped_when_it_is_back(
    fake: FakeTelegram, crew: Crew, postgres: Postgres, address: str
) -> None:
    """What was typed is noted; while Telegram is asked for the buttons, the database goes."""
    bot = await crew.start().up()
    ann = fake.person(1001)
    await begin(ann)
    await stands(address, "message IS NOT NULL AND part = 'screen'")
    fake.fail("pinChatMessage", lambda: error.hang(1))
    await ann.say("9")
    await until(lambda: any(call.method == "pinChatMessage" and call.parameters for call in fake.calls), PATIENCE)
    postgres.kill()
    await until(lambda: shown(ann).startswith("Er ging iets mis."), PATIENCE)
    [fault] = bot.faults()
    assert fault["reference"] in shown(ann)
    postgres.start()
    await until(lambda: len(ann.chat.messages) == 2, PATIENCE)
    excuse = ann.chat.messages[-1].id
    await stands(address, f"message = '{excuse}'")
    await bot.kill(signal.SIGTERM)
    await all_wiped(fake, crew, address)


async def all_wiped(fake: FakeTelegram, crew: Crew, address: str) -> None:
    """Let time pass while nothing runs, and have one more process wipe what came due."""
    await ask(address, f"{PASSED.format(seconds=901)}, leased_until = NULL, lease = NULL")
    await crew.start().up()
    await until(lambda: not any(chat.messages for chat in fake.account.chats.values()), PATIENCE)
    await stands(address, "true", rows=0)
