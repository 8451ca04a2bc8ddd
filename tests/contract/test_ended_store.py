"""Finished checks are remembered, and nothing brings one back, on both databases and from any process."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from sqlalchemy import insert, text

from adapters.channels import registry
from adapters.storage.ended_runs import EndedRuns
from adapters.storage.ended_store import COMMITTED, EndedStore
from adapters.storage.errors import DATABASE_UNAVAILABLE
from adapters.storage.schema import ended as ended_table
from adapters.storage.session import Session
from adapters.storage.wipe_store import WipeStore
from adapters.storage.wipes import ChatMessage, MessageKind

CHANNEL, CHAT, RUN, LATER = "telegram:1", "1001", "0123456789abcdef", 900.0
SCREEN = ChatMessage(CHANNEL, CHAT, "5", MessageKind.SCREEN, run=RUN)
End = Callable[[WipeStore], Awaitable[object]]


async def wiped(store: WipeStore) -> None:
    await store.note([SCREEN], within=0)
    await store.finish(await store.claim([CHANNEL], 10, 30))


async def abandoned(store: WipeStore) -> None:
    await store.note([SCREEN], within=0)
    await store.abandon(CHANNEL, CHAT, 0)


ENDS: list[End] = [
    lambda store: store.end_until(CHANNEL, CHAT, "5"),
    lambda store: store.end_before(CHANNEL, CHAT, "6"),
    lambda store: store.forget(CHANNEL, CHAT),
    lambda store: store.note([ChatMessage(CHANNEL, CHAT, "5", MessageKind.NOTICE, run=RUN)], LATER),
    wiped,
    abandoned,
]


@pytest.fixture
def ended(session: Session) -> EndedStore:
    """As another process knows it."""
    return EndedStore(session, EndedRuns(LATER))


@pytest.mark.parametrize("end", ENDS)
async def test_whatever_ends_a_screen_ends_its_check(wipe_store: WipeStore, ended: EndedStore, end: End) -> None:
    await wipe_store.note([SCREEN], within=LATER)
    await ended.recall()
    assert RUN not in ended.known
    await end(wipe_store)
    await ended.recall()
    assert RUN in ended.known
    assert RUN in wipe_store.ended.known


async def test_newer_messages_are_left_alone(wipe_store: WipeStore, ended: EndedStore) -> None:
    """As when one process ends a check while another begins one in the same chat."""
    newer = ChatMessage(CHANNEL, CHAT, "10", MessageKind.SCREEN, run="f" * 16)
    await wipe_store.note([SCREEN, newer], within=LATER)
    await wipe_store.end_until(CHANNEL, CHAT, "9")
    await ended.recall()
    assert RUN in ended.known
    assert newer.run not in ended.known
    assert [wipe.message for wipe in await wipe_store.claim([CHANNEL], 10, 30)] == ["5"]
    assert await wipe_store.screen(CHANNEL, CHAT) == "10"


@pytest.mark.parametrize("gone", [False, True])
async def test_a_screen_that_came_after_the_end_is_due_at_once(wipe_store: WipeStore, url: str, *, gone: bool) -> None:
    """Another process showed it, as it didn't know yet; then its deadline is written. The row may be gone by then."""
    replica = await WipeStore.open(url, registry.wipeable())
    await wipe_store.note([ChatMessage(CHANNEL, CHAT, "5", MessageKind.NOTICE, run=RUN)], LATER)
    if gone:
        await wipe_store.forget(CHANNEL, CHAT)
    await replica.move([SCREEN], LATER)
    assert RUN in replica.ended.known
    assert [wipe.message for wipe in await replica.claim([CHANNEL], 10, 30)] == ["5"]
    assert await replica.screen(CHANNEL, CHAT) is None
    await replica.close()


async def test_a_lost_post_that_is_found_ends_nothing(wipe_store: WipeStore, ended: EndedStore) -> None:
    """It was posted again meanwhile, and that screen belongs to the same check."""
    await wipe_store.intend(CHANNEL, CHAT, MessageKind.SCREEN, within=0, after="4")
    row = await wipe_store.intend(CHANNEL, CHAT, MessageKind.SCREEN, within=LATER, after="4")
    assert await wipe_store.posted(row, "6", LATER, RUN)
    await wipe_store.finish(await wipe_store.claim([CHANNEL], 10, 30))
    await ended.recall()
    assert RUN not in ended.known
    await wipe_store.end_until(CHANNEL, CHAT, "6")
    await ended.recall()
    assert RUN in ended.known


async def test_a_run_that_another_process_ended_is_over_before_anybody_looks_for_it(
    wipe_store: WipeStore, ended: EndedStore
) -> None:
    assert not await ended.over(RUN)
    await wipe_store.ended.add([RUN])
    assert RUN not in ended.known
    assert await ended.over(RUN)
    assert RUN in ended.known
    assert not await ended.over("f" * 16)


async def test_a_thousand_concurrent_queries_each_get_their_own_answer(
    wipe_store: WipeStore, ended: EndedStore
) -> None:
    runs = [f"{number:016x}" for number in range(1000)]
    await wipe_store.ended.add(runs[::2])
    assert await asyncio.gather(*(ended.over(run) for run in runs)) == [True, False] * 500


@asynccontextmanager
async def unwritable(session: Session) -> AsyncIterator[None]:
    """Make the table of names unwritable."""
    await session.run(text("ALTER TABLE ended RENAME TO elsewhere"))
    yield
    await session.run(text("ALTER TABLE elsewhere RENAME TO ended"))


async def added(store: WipeStore) -> None:
    await store.ended.add([RUN])


async def noted(store: WipeStore) -> None:
    await store.note([ChatMessage(CHANNEL, CHAT, "5", MessageKind.NOTICE, run=RUN)], LATER)


@pytest.mark.parametrize("end", [added, noted])
async def test_a_run_that_cannot_be_recorded_is_known_immediately_and_recorded_later(
    wipe_store: WipeStore, session: Session, ended: EndedStore, end: End
) -> None:
    async with unwritable(session):
        with pytest.raises(DATABASE_UNAVAILABLE):
            await end(wipe_store)
        assert RUN in wipe_store.ended.known
        with pytest.raises(DATABASE_UNAVAILABLE):
            await wipe_store.ended.flush()
    noting = asyncio.create_task(wipe_store.ended.run(pause=0.01))
    async with asyncio.timeout(20):
        while not await ended.over(RUN):
            await asyncio.sleep(0.01)
    noting.cancel()
    assert not wipe_store.ended.known.unwritten()


async def test_no_run_is_reported_as_over_before_that_is_recorded(
    wipe_store: WipeStore, session: Session, ended: EndedStore
) -> None:
    """Not at the second try either, as the process may end before it is noted."""
    async with unwritable(session):
        for _ in range(2):
            with pytest.raises(DATABASE_UNAVAILABLE):
                await wipe_store.ended.add([RUN])
            with pytest.raises(DATABASE_UNAVAILABLE):
                await wipe_store.ended.over(RUN)
    assert await wipe_store.ended.over(RUN)
    assert await ended.over(RUN)


async def test_a_thousand_concurrent_ends_are_all_recorded(wipe_store: WipeStore, ended: EndedStore) -> None:
    runs = [f"{number:016x}" for number in range(1000)]
    await asyncio.gather(*(wipe_store.ended.add([run]) for run in runs))
    await ended.recall()
    assert all(run in ended.known for run in runs)
    assert await ended.count() == len(runs)


async def test_only_the_latest_of_very_many_runs_are_loaded(session: Session) -> None:
    """Of the others the database knows."""
    runs = [f"{number:016x}" for number in range(100)]
    await session.run(insert(ended_table), [{"run": run, "expires_at": 2e9 + int(run, 16)} for run in runs])
    few = EndedStore(session, EndedRuns(LATER, most=10))
    await few.recall()
    assert [run for run in runs if run in few.known] == runs[-10:]
    assert await few.over(runs[0])


async def test_only_what_is_new_is_read_again(wipe_store: WipeStore, ended: EndedStore, session: Session) -> None:
    """However much there is. What was being noted at that time is read all the same, and all of it on request."""
    rows = [{"run": RUN, "expires_at": 2e9 - COMMITTED - 1}, {"run": "e" * 16, "expires_at": 2e9}]
    await session.run(insert(ended_table), rows[1:])
    await ended.recall(anew=False)
    late = {"run": "f" * 16, "expires_at": 2e9 - COMMITTED + 1}
    await session.run(insert(ended_table), [rows[0], late])
    await ended.recall(anew=False)
    assert [run in ended.known for run in (RUN, "e" * 16, "f" * 16)] == [False, True, True]
    await ended.recall()
    assert RUN in ended.known
    assert await wipe_store.ended.over(RUN)


async def test_the_notice_of_an_end_stays_even_if_the_end_was_recorded_before(wipe_store: WipeStore) -> None:
    """As after an outage, when the end of the check is written before the deadline of the message that tells it."""
    await wipe_store.note([SCREEN], within=LATER)
    await wipe_store.ended.add([RUN])
    await wipe_store.move([ChatMessage(CHANNEL, CHAT, "5", MessageKind.NOTICE, run=RUN)], LATER)
    assert await wipe_store.claim([CHANNEL], 10, 30) == ()
    assert await wipe_store.has(CHANNEL, CHAT, MessageKind.NOTICE)
