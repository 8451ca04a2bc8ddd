"""A connection that breaks after a write, before the answer arrives: what was done counts as done."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import suppress
from urllib.parse import unquote

import pytest
from sqlalchemy import select

from adapters.storage.reminder_store import ReminderStore
from adapters.storage.reminders import Destination, Occurrence, OccurrenceOutcome
from adapters.storage.schema import action
from adapters.storage.session import Session
from adapters.storage.wipe_posts import OpenedChat
from adapters.storage.wipe_store import WipeStore
from adapters.storage.wipes import ChatMessage, MessageKind
from tests.contract.test_reminder_store import (
    CHANNEL,
    CHAT,
    EVERY,
    FULL_PLAN,
    LEASE,
    NAME,
    OURS,
    PAST,
    PLACE,
    PLAN,
    added,
)
from tests.contract.test_reminder_store_claim import NEXT, claimed
from tests.support.postgres import Postgres

COMMIT, MOST = b"COMMIT", 65_536


class Road:
    """A proxy before PostgreSQL, which can lose the answer to a commit, and the connection with it."""

    def __init__(self, server: str) -> None:
        """Prepare. `server`: the path of its socket."""
        self._server = server
        self._losing = False
        self.lost = 0
        self._open: set[asyncio.Task[None] | None] = set()

    def lose(self) -> None:
        """Lose the next answer to a commit."""
        self._losing = True

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Forward one connection until it ends."""
        self._open.add(task := asyncio.current_task())
        back, there = await asyncio.open_unix_connection(self._server)
        answering = asyncio.create_task(_pass(back, writer))
        while said := await reader.read(MOST):
            if self._losing and COMMIT in said:
                await _end(answering)
                there.write(said)
                await back.read(MOST)
                self._losing, self.lost = False, self.lost + 1
                break
            there.write(said)
        await _end(answering)
        for end in (there, writer):
            end.close()
            with suppress(ConnectionError):
                await end.wait_closed()
        self._open.discard(task)

    async def clear(self) -> None:
        """Wait until no connection is left."""
        await asyncio.gather(*filter(None, self._open))


async def _end(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.wait([task])


async def _pass(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while said := await reader.read(MOST):
        writer.write(said)
    writer.close()


@pytest.fixture
def place(postgres: Postgres) -> str:
    return postgres.database()


@pytest.fixture
async def road(place: str) -> Road:
    folder = re.findall(r"host=([^&]+)", place)[0]
    return Road(f"{unquote(folder)}/.s.PGSQL.5432")


@pytest.fixture
async def session(place: str, road: Road) -> AsyncIterator[Session]:
    """On PostgreSQL only: nothing is between a program and its SQLite."""
    async with await asyncio.start_server(road.carry, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        opened = await Session.open(re.sub(r"host=[^&]+", f"host=127.0.0.1&port={port}", place))
        yield opened
        await opened.close()
        await road.clear()


async def test_a_moment_that_was_begun_is_begun_though_the_answer_was_lost(
    reminder_store: ReminderStore, road: Road
) -> None:
    kept = await added(reminder_store)
    claim = await claimed(reminder_store)
    road.lose()
    assert await reminder_store.begin(claim, PAST)
    assert road.lost == 1
    assert not await reminder_store.begin(claim, PAST)
    assert await reminder_store.settle(claim, PAST, OccurrenceOutcome.SENT, NEXT, None)
    assert (await reminder_store.get(kept.id) or kept).occurrences == (Occurrence(PAST, OccurrenceOutcome.SENT),)


async def test_what_was_removed_is_told_though_the_answer_was_lost(reminder_store: ReminderStore, road: Road) -> None:
    kept = await added(reminder_store)
    road.lose()
    assert await reminder_store.remove(kept.series) == (kept,)
    assert road.lost == 1
    assert await reminder_store.remove(kept.series) == ()


async def test_a_series_that_was_added_or_changed_is_so_once_though_the_answer_was_lost(
    session: Session, reminder_store: ReminderStore, road: Road
) -> None:
    road.lose()
    [kept, _] = await reminder_store.add(NAME, [PLACE, Destination(CHANNEL, "C2")], PLAN, PAST)
    for claim in await reminder_store.claim(OURS, EVERY, LEASE):
        place = claim.reminder.place
        await reminder_store.settle(claim, PAST, OccurrenceOutcome.SENT, NEXT, (f"m{place.chat}", place.chat))
    road.lose()
    changed = await reminder_store.change(NAME, [PLACE, Destination(CHANNEL, "C3")], FULL_PLAN, NEXT)
    assert [one.place.chat for one in changed] == ["C1", "C3"]
    road.lose()
    assert [one.id for one in await reminder_store.remove(NAME)] == [kept.id, changed[1].id]
    assert road.lost == 3
    assert await reminder_store.count() == 0
    rows = await session.run(select(action.c.message).order_by(action.c.id))
    assert [row.message for row in rows] == ["mC2", "mC1"]


async def test_what_was_claimed_is_held_though_the_answer_was_lost(reminder_store: ReminderStore, road: Road) -> None:
    kept, other = await added(reminder_store), await added(reminder_store, PAST + 1)
    road.lose()
    assert [claim.reminder.id for claim in await reminder_store.claim(OURS, 1, LEASE)] == [kept.id]
    assert road.lost == 1
    assert [claim.reminder.id for claim in await reminder_store.claim(OURS, EVERY, LEASE)] == [other.id]


async def test_wipes_that_were_claimed_are_held_though_the_answer_was_lost(wipe_store: WipeStore, road: Road) -> None:
    for number in ("1", "2"):
        await wipe_store.note([ChatMessage(CHANNEL, CHAT, number, MessageKind.PERSON)], within=0)
    road.lose()
    assert [wipe.message for wipe in await wipe_store.claim(OURS, 1, LEASE)] == ["1"]
    road.lose()
    assert [wipe.message for wipe in await wipe_store.claim_chat(CHANNEL, CHAT, 1, LEASE)] == ["2"]
    assert road.lost == 2


async def test_what_a_start_ends_is_over_and_wiped_at_once_though_the_answer_was_lost(
    wipe_store: WipeStore, road: Road
) -> None:
    """The second try, whose answer arrives, finds nothing more to end."""
    await wipe_store.note([ChatMessage(CHANNEL, CHAT, "1", MessageKind.SCREEN, run="former")], within=600)
    row = await wipe_store.intend(CHANNEL, CHAT, MessageKind.SCREEN, 60, "1")
    waiting = wipe_store.changed.next
    road.lose()
    posted = ChatMessage(CHANNEL, CHAT, "2", MessageKind.SCREEN, run="newer")
    assert await wipe_store.opened(row, posted, 600) == OpenedChat(covered=True, was_open=True)
    assert road.lost == 1
    assert waiting.is_set()
    assert ("former" in wipe_store.ended.known, "newer" in wipe_store.ended.known) == (True, False)
    assert [wipe.message for wipe in await wipe_store.claim(OURS, EVERY, LEASE)] == ["1"]


async def test_what_is_ended_is_known_to_be_over_though_the_answer_was_lost(wipe_store: WipeStore, road: Road) -> None:
    await wipe_store.note([ChatMessage(CHANNEL, CHAT, "1", MessageKind.SCREEN, run="ended")], within=600)
    road.lose()
    await wipe_store.end_until(CHANNEL, CHAT, "1")
    assert road.lost == 1
    assert "ended" in wipe_store.ended.known
