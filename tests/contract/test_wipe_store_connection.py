"""Calls that are disturbed: broken connections, cancelled calls, and many calls at once."""

import asyncio
import random
from collections.abc import AsyncIterator, Coroutine
from typing import Any

import asyncpg
import pytest

from adapters.channels import registry
from adapters.storage.errors import DATABASE_UNAVAILABLE
from adapters.storage.wipe_store import WipeStore
from adapters.storage.wipes import ChatMessage, MessageKind
from tests.support.postgres import Postgres

CHANNEL, CHAT = "telegram", "1001"
LATER, LEASE = 600.0, 30.0
OURS = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"


class Other:
    """Another client of the same PostgreSQL, which can hold locks and break connections."""

    def __init__(self, connection: asyncpg.Connection) -> None:
        self._connection = connection

    async def hold_one(self, row: str = "SELECT id FROM action ORDER BY due_at LIMIT 1 FOR UPDATE") -> None:
        """Lock one row, until `let_go`."""
        await self._connection.execute("BEGIN")
        await self._connection.execute(row)

    async def hold(self) -> None:
        """Lock the tables for writing, until `let_go`."""
        await self._connection.execute("BEGIN")
        await self._connection.execute("LOCK TABLE action, reminder IN EXCLUSIVE MODE")

    async def cut(self, *, waiting: bool) -> None:
        """Break every connection, or those that wait for a lock, as soon as there is one."""
        those = f"{OURS} AND wait_event_type = 'Lock'" if waiting else OURS
        while not await self._connection.fetch(f"SELECT pg_terminate_backend(pid) {those}"):
            await asyncio.sleep(0.01)  # the database can't notify of that

    async def seen(self) -> set[int]:
        """Return which connections there are, by the process of the server that each has."""
        return {row["pid"] for row in await self._connection.fetch(f"SELECT pid {OURS}")}

    async def let_go(self) -> None:
        await self._connection.execute("ROLLBACK")


@pytest.fixture
def place(postgres: Postgres) -> str:
    return postgres.database()


@pytest.fixture
async def wipe_store(place: str) -> AsyncIterator[WipeStore]:
    """On PostgreSQL only: nothing is between a program and its SQLite."""
    opened = await WipeStore.open(place, registry.wipeable())
    yield opened
    await opened.close()


@pytest.fixture
async def other(place: str) -> AsyncIterator[Other]:
    connection = await asyncpg.connect(place)
    yield Other(connection)
    await connection.close()


async def cut_during(other: Other, call: Coroutine[Any, Any, object]) -> None:
    """Make this call, break its connection while the database works on it, and wait for its end."""
    await other.hold()
    task = asyncio.ensure_future(call)
    await other.cut(waiting=True)
    await other.let_go()
    await task


def messages(count: int) -> list[ChatMessage]:
    return [ChatMessage(CHANNEL, CHAT, str(number), MessageKind.PERSON) for number in range(count)]


async def test_a_connection_that_broke_is_replaced(wipe_store: WipeStore, other: Other) -> None:
    await wipe_store.backlog()
    await other.cut(waiting=False)
    await wipe_store.intend(CHANNEL, CHAT, MessageKind.SCREEN, within=LATER, after=None)


async def test_connections_stay_open_and_are_at_most_fifteen(wipe_store: WipeStore, other: Other) -> None:
    await asyncio.gather(*(wipe_store.backlog() for _ in range(40)))
    opened = await other.seen()
    for _ in range(3):
        await asyncio.gather(*(wipe_store.backlog() for _ in range(40)))
    assert await other.seen() == opened
    assert len(opened) == 15


async def test_a_call_whose_connection_breaks_is_made_again(wipe_store: WipeStore, other: Other) -> None:
    await cut_during(other, wipe_store.note(messages(3), within=0))
    held = await wipe_store.claim([CHANNEL], 2, LEASE)
    await cut_during(other, wipe_store.finish(held[:1]))
    await cut_during(other, wipe_store.postpone(dict.fromkeys(held[1:], LATER)))
    await cut_during(other, wipe_store.end_until(CHANNEL, CHAT, "9"))
    assert len(await wipe_store.claim([CHANNEL], 9, LEASE)) == 2


async def test_an_intent_is_not_made_twice(wipe_store: WipeStore, other: Other) -> None:
    with pytest.raises(DATABASE_UNAVAILABLE):
        await cut_during(other, wipe_store.intend(CHANNEL, CHAT, MessageKind.SCREEN, within=LATER, after=None))
    assert await wipe_store.next_due([CHANNEL]) is None


async def test_a_claim_waits_for_nobody(wipe_store: WipeStore, other: Other) -> None:
    await wipe_store.note(messages(3), within=0)
    await other.hold_one()
    assert len(await wipe_store.claim([CHANNEL], 9, LEASE)) == 2
    await other.let_go()
    assert len(await wipe_store.claim([CHANNEL], 9, LEASE)) == 1


async def test_many_concurrent_calls_never_deadlock(wipe_store: WipeStore) -> None:
    chance = random.Random(1)  # noqa: S311 - no secret
    many = messages(60)
    chance.shuffle(many)
    for _ in range(15):
        await wipe_store.note(many, within=0)
        held = list(await wipe_store.claim([CHANNEL], 60, LEASE))
        chance.shuffle(held)
        chance.shuffle(many)
        again = wipe_store.note(many, within=LATER), wipe_store.note(many[::-1], within=LATER)
        await asyncio.gather(*again, wipe_store.finish(held[:30]), wipe_store.postpone(dict.fromkeys(held[30:], 0)))


async def test_an_end_and_concurrent_notes_never_deadlock(wipe_store: WipeStore) -> None:
    many = messages(60)
    random.Random(1).shuffle(many)  # noqa: S311 - no secret
    for message in many:  # rows in another order than messages
        await wipe_store.note([message], within=LATER)
    for _ in range(15):
        await asyncio.gather(
            *(
                wipe_store.end_until(CHANNEL, CHAT, "9"),
                wipe_store.note(many, within=LATER),
                wipe_store.end_until(CHANNEL, CHAT, "9"),
            )
        )
        await wipe_store.note(many, within=LATER)


async def test_a_cancelled_call_completes_and_blocks_nobody(url: str) -> None:
    wipe_store = await WipeStore.open(url, registry.wipeable())
    for turns in range(12):
        call = asyncio.ensure_future(wipe_store.note(messages(20), within=0))
        for _ in range(turns):
            await asyncio.sleep(0.0005)
        call.cancel()
        await asyncio.wait([call])
        await wipe_store.backlog()
    assert len(await wipe_store.claim([CHANNEL], 99, LEASE)) == 20
    await wipe_store.close()
