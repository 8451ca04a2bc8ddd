"""Calls that are disturbed: connections that break, calls that are cancelled, and many that come at once."""

import asyncio
import random
from collections.abc import AsyncIterator, Coroutine
from typing import Any

import asyncpg
import pytest

from adapters.ledger import UNAVAILABLE, Ledger, Message, Part
from tests.postgres import Postgres

CHANNEL, CHAT = "telegram", "1001"
LATER, LEASE = 600.0, 30.0
OURS = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"


class Other:
    """Somebody else on the same PostgreSQL, who can stand in the way and cut connections."""

    def __init__(self, connection: asyncpg.Connection) -> None:
        self._connection = connection

    async def hold_one(self, row: str = "SELECT id FROM action ORDER BY due_at LIMIT 1 FOR UPDATE") -> None:
        """Keep everybody from one row, until `let_go`."""
        await self._connection.execute("BEGIN")
        await self._connection.execute(row)

    async def hold(self) -> None:
        """Keep everybody from writing in the tables, until `let_go`."""
        await self._connection.execute("BEGIN")
        await self._connection.execute("LOCK TABLE action, reminder IN EXCLUSIVE MODE")

    async def cut(self, *, waiting: bool) -> None:
        """Cut every connection, or those that wait for what is held, as soon as there is one."""
        those = f"{OURS} AND wait_event_type = 'Lock'" if waiting else OURS
        while not await self._connection.fetch(f"SELECT pg_terminate_backend(pid) {those}"):
            await asyncio.sleep(0.01)  # the database tells of no change

    async def let_go(self) -> None:
        await self._connection.execute("ROLLBACK")


@pytest.fixture
def place(postgres: Postgres) -> str:
    return postgres.database()


@pytest.fixture
async def ledger(place: str) -> AsyncIterator[Ledger]:
    """On PostgreSQL alone: nothing stands between a program and its SQLite."""
    opened = await Ledger.open(place)
    yield opened
    await opened.close()


@pytest.fixture
async def other(place: str) -> AsyncIterator[Other]:
    connection = await asyncpg.connect(place)
    yield Other(connection)
    await connection.close()


async def cut_during(other: Other, call: Coroutine[Any, Any, object]) -> None:
    """Make this call, break its connection while the database is at it, and wait for its end."""
    await other.hold()
    task = asyncio.ensure_future(call)
    await other.cut(waiting=True)
    await other.let_go()
    await task


def messages(count: int) -> list[Message]:
    return [Message(CHANNEL, CHAT, str(number), Part.PERSON) for number in range(count)]


async def test_a_connection_that_broke_is_replaced(ledger: Ledger, other: Other) -> None:
    await ledger.ping()
    await other.cut(waiting=False)
    await ledger.intend(CHANNEL, CHAT, Part.SCREEN, within=LATER, after=None)


async def test_a_call_whose_connection_breaks_is_made_again(ledger: Ledger, other: Other) -> None:
    await cut_during(other, ledger.note(messages(3), within=0))
    held = await ledger.claim([CHANNEL], 2, LEASE)
    await cut_during(other, ledger.finish(held[:1]))
    await cut_during(other, ledger.postpone(held[1:], delay=LATER))
    await cut_during(other, ledger.end(CHANNEL, CHAT))
    assert len(await ledger.claim([CHANNEL], 9, LEASE)) == 2


async def test_an_intent_is_not_made_twice(ledger: Ledger, other: Other) -> None:
    with pytest.raises(UNAVAILABLE):
        await cut_during(other, ledger.intend(CHANNEL, CHAT, Part.SCREEN, within=LATER, after=None))
    assert await ledger.next_due([CHANNEL]) is None


async def test_a_claim_waits_for_nobody(ledger: Ledger, other: Other) -> None:
    await ledger.note(messages(3), within=0)
    await other.hold_one()
    assert len(await ledger.claim([CHANNEL], 9, LEASE)) == 2
    await other.let_go()
    assert len(await ledger.claim([CHANNEL], 9, LEASE)) == 1


async def test_many_calls_at_once_never_wait_for_each_other_in_a_ring(ledger: Ledger) -> None:
    chance = random.Random(1)  # noqa: S311 - no secret
    many = messages(60)
    chance.shuffle(many)
    for _ in range(15):
        await ledger.note(many, within=0)
        held = list(await ledger.claim([CHANNEL], 60, LEASE))
        chance.shuffle(held)
        chance.shuffle(many)
        again = ledger.note(many, within=LATER), ledger.note(many[::-1], within=LATER)
        await asyncio.gather(*again, ledger.finish(held[:30]), ledger.postpone(held[30:], 0))


async def test_an_end_and_what_is_still_noted_never_wait_for_each_other_in_a_ring(ledger: Ledger) -> None:
    many = messages(60)
    random.Random(1).shuffle(many)  # noqa: S311 - no secret
    for message in many:  # so that rows are in another order than messages
        await ledger.note([message], within=LATER)
    for _ in range(15):
        await asyncio.gather(*(ledger.end(CHANNEL, CHAT), ledger.note(many, within=LATER), ledger.end(CHANNEL, CHAT)))
        await ledger.note(many, within=LATER)


async def test_a_cancelled_call_is_carried_out_and_stands_in_nobodys_way(url: str) -> None:
    ledger = await Ledger.open(url)
    for turns in range(12):
        call = asyncio.ensure_future(ledger.note(messages(20), within=0))
        for _ in range(turns):
            await asyncio.sleep(0.0005)
        call.cancel()
        await asyncio.wait([call])
        await ledger.ping()
    assert len(await ledger.claim([CHANNEL], 99, LEASE)) == 20
    await ledger.close()
