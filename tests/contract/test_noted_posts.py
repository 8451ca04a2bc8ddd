"""What was posted is noted, whatever becomes of the turn that posted it: nothing else knows the message's id."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from adapters.channels import registry
from adapters.channels.noted_posts import NotedPosts, PostNote
from adapters.storage.session import Session
from adapters.storage.wipe_store import WipeStore
from adapters.storage.wipes import ChatMessage, MessageKind
from adapters.wiping.deadlines import DeadlineBuffer
from tests.support.store_reader import rows

CHANNEL, CHAT, ELSEWHERE = "telegram", "1001", "1002"
STEPS = 20
"""Steps of the loop, more than a turn takes until it waits for the database."""


@pytest.mark.parametrize("first", [True, False], ids=["first", "later"])
@pytest.mark.parametrize("cuts", [1, 2])
async def test_a_turn_that_is_cut_off_after_its_post_leaves_a_note_of_it(
    database: Path, cuts: int, *, first: bool
) -> None:
    """The first cut comes while it waits for deadlines that are being written, the second while it notes its post."""
    session = await Session.open(f"sqlite:///{database}")
    store = WipeStore(session, registry.wipeable())
    deadlines = DeadlineBuffer(store, 60.0, 1.0)
    deadlines.move(ChatMessage(CHANNEL, ELSEWHERE, "1", MessageKind.SCREEN))
    writing: list[asyncio.Task[None]] = []
    with closing(sqlite3.connect(database, isolation_level=None)) as other:

        async def post() -> str:
            other.execute("BEGIN EXCLUSIVE")
            writing.append(asyncio.create_task(deadlines.flush()))
            await pause()
            return "5"

        posting = NotedPosts(CHANNEL, store, deadlines).post(
            CHAT, None, PostNote(MessageKind.SCREEN, 60.0, first=first), post
        )
        turn = asyncio.create_task(posting)
        while not writing:
            await asyncio.sleep(0.01)
        for _ in range(cuts):
            await pause()
            await pause()
            turn.cancel()
    with pytest.raises(asyncio.CancelledError):
        await turn
    await asyncio.gather(*writing)
    await session.close()
    assert (CHAT, "5", MessageKind.SCREEN) in rows(database)


async def pause() -> None:
    for _ in range(STEPS):
        await asyncio.sleep(0)
