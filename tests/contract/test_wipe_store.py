"""The contract of the wipe store, on SQLite and on PostgreSQL: what is due, who holds it, and what is reported."""

import asyncio
import time

import pytest

from adapters.channels import registry
from adapters.concurrency.intervals import DEFAULT
from adapters.storage.session import Session
from adapters.storage.wipe_store import WipeStore
from adapters.storage.wipes import GRACE, ChatMessage, MessageKind
from adapters.telegram.limits import WIPEABLE
from tests.support.postgres import Postgres, ask

CHANNEL, CHAT = "telegram", "1001"
OURS = [CHANNEL]
SOON, LATER, LEASE = 60.0, 600.0, 30.0
EVERY = 100


def message(number: int, part: MessageKind = MessageKind.PERSON, age: float = 0.0, chat: str = CHAT) -> ChatMessage:
    return ChatMessage(CHANNEL, chat, str(number), part, age)


async def numbers(wipe_store: WipeStore) -> list[str | None]:
    """Claim the messages that are due and unclaimed, and return their ids."""
    return [wipe.message for wipe in await wipe_store.claim(OURS, EVERY, LEASE)]


async def postpone(wipe_store: WipeStore, delay: float) -> None:
    """Postpone whatever can be claimed."""
    await wipe_store.postpone(dict.fromkeys(await wipe_store.claim(OURS, EVERY, LEASE), delay))


async def test_what_is_noted_is_due_after_a_while_and_not_before(wipe_store: WipeStore) -> None:
    await wipe_store.note([message(1), message(2)], within=SOON)
    assert await wipe_store.claim(OURS, EVERY, LEASE) == ()
    due = await wipe_store.next_due(OURS)
    assert due is not None
    assert SOON - 30 < due <= SOON
    await wipe_store.note([message(2)], within=0)
    assert await wipe_store.next_due(OURS) == 0
    assert await numbers(wipe_store) == ["2"]


async def test_a_late_press_leaves_the_wipe_of_a_check_that_is_over_to_whoever_has_it(wipe_store: WipeStore) -> None:
    """Or it would be wiped twice: its deadline is written when the wipe is under way."""
    screen = ChatMessage(CHANNEL, CHAT, "1", MessageKind.SCREEN, run="ended")
    await wipe_store.note([screen], within=LATER)
    await wipe_store.end_until(CHANNEL, CHAT, "1")
    wipes = await wipe_store.claim(OURS, EVERY, LEASE)
    await wipe_store.move([screen], within=LATER)
    await wipe_store.finish(wipes)
    assert await wipe_store.claim(OURS, EVERY, LEASE) == ()
    assert await wipe_store.next_due(OURS) is None


async def test_nothing_to_wait_for_is_told(wipe_store: WipeStore) -> None:
    assert await wipe_store.next_due(OURS) is None
    await wipe_store.note([], within=0)
    await wipe_store.finish([])
    await wipe_store.postpone({})
    assert await wipe_store.next_due(OURS) is None


async def test_a_claim_has_complete_data(wipe_store: WipeStore) -> None:
    await wipe_store.note([message(7, MessageKind.SCREEN)], within=0)
    await wipe_store.intend("slack", "C1", MessageKind.NOTICE, within=0, after="6")
    found = await wipe_store.claim([*OURS, "slack"], EVERY, LEASE)
    screen, notice = sorted(found, key=lambda wipe: wipe.part, reverse=True)
    assert (screen.channel, screen.chat, screen.message, screen.after) == (CHANNEL, CHAT, "7", None)
    assert (screen.part, screen.attempts, screen.hopeless) == (MessageKind.SCREEN, 0, False)
    assert (notice.channel, notice.chat, notice.message, notice.after) == ("slack", "C1", None, "6")
    assert notice.part is MessageKind.NOTICE


async def test_a_claim_leaves_other_channels_alone(wipe_store: WipeStore) -> None:
    await wipe_store.intend("slack", "C1", MessageKind.NOTICE, within=0, after="6")
    assert await wipe_store.claim(OURS, EVERY, LEASE) == ()
    assert await wipe_store.next_due(OURS) is None
    assert len(await wipe_store.claim(["slack"], EVERY, LEASE)) == 1


async def test_the_oldest_come_first_and_no_more_than_were_asked_for(wipe_store: WipeStore) -> None:
    for number in (3, 1, 2):
        await wipe_store.note([message(number, age=WIPEABLE + 100 * number)], within=0)
    assert await wipe_store.next_due(OURS) == 0
    assert [wipe.message for wipe in await wipe_store.claim(OURS, 2, LEASE)] == ["3", "2"]
    assert await numbers(wipe_store) == ["1"]


async def test_lateness_counts_from_when_it_was_due(wipe_store: WipeStore) -> None:
    await wipe_store.note([message(1, age=WIPEABLE + 100)], within=LATER)
    backlog = await wipe_store.backlog()
    assert 100 <= backlog.lateness < 200
    (wipe,) = await wipe_store.claim(OURS, EVERY, LEASE)
    assert wipe.hopeless


async def test_the_backlog_counts_every_part(wipe_store: WipeStore) -> None:
    assert await wipe_store.backlog() == await wipe_store.backlog()
    empty = await wipe_store.backlog()
    assert (empty.rows, empty.overdue, empty.lateness) == (dict.fromkeys(MessageKind, 0), 0, 0.0)
    await wipe_store.note([message(1), message(2), message(3, MessageKind.SCREEN, age=WIPEABLE + 61)], within=SOON)
    await wipe_store.note([message(4, MessageKind.SCREEN, age=WIPEABLE + 10)], within=SOON)
    backlog = await wipe_store.backlog()
    assert backlog.rows == dict.fromkeys(MessageKind, 0) | {MessageKind.PERSON: 2, MessageKind.SCREEN: 2}
    assert backlog.overdue == 1


async def test_what_stands_past_its_deadline_is_overdue_though_it_waits_for_its_next_try(wipe_store: WipeStore) -> None:
    await wipe_store.note([message(1, age=WIPEABLE + GRACE + 1), message(2)], within=0)
    await postpone(wipe_store, LATER)
    backlog = await wipe_store.backlog()
    assert backlog.overdue == 1
    assert backlog.lateness > GRACE


async def test_no_next_try_comes_later_than_a_message_can_be_deleted(wipe_store: WipeStore) -> None:
    await wipe_store.note([message(1, age=WIPEABLE - SOON)], within=0)
    await postpone(wipe_store, LATER)
    assert 0 < (await wipe_store.next_due(OURS) or 0) <= SOON


async def test_what_waits_for_its_next_try_is_tried_at_once_when_its_chat_ends(wipe_store: WipeStore) -> None:
    await wipe_store.note([message(1), message(1, chat="1002")], within=0)
    await postpone(wipe_store, LATER)
    await wipe_store.end_until(CHANNEL, CHAT, "9")
    (wipe,) = await wipe_store.claim(OURS, EVERY, LEASE)
    assert (wipe.chat, wipe.attempts) == (CHAT, 1)


async def test_no_chat_takes_more_than_its_share_of_a_claim(wipe_store: WipeStore) -> None:
    await wipe_store.note([message(number, age=WIPEABLE + 100) for number in range(1, 8)], within=0)
    await wipe_store.note([message(1, chat="1002"), message(1, chat="1003")], within=0)
    claimed = await wipe_store.claim(OURS, 5, LEASE, share=3)
    assert [wipe.chat for wipe in claimed] == [CHAT, CHAT, CHAT, "1002", "1003"]
    assert await wipe_store.next_due(OURS) == 0
    assert await wipe_store.claim(OURS, 5, LEASE, without=[CHAT]) == ()
    assert (await wipe_store.next_due(OURS, without=[CHAT]) or 0) > LEASE - 30
    assert len(await wipe_store.claim(OURS, 5, LEASE, share=3)) == 3


async def test_what_was_not_tried_yet_comes_before_what_failed(wipe_store: WipeStore) -> None:
    await wipe_store.note([message(1), message(2)], within=0)
    await postpone(wipe_store, 0)
    await wipe_store.note([message(3)], within=0)
    assert [wipe.message for wipe in await wipe_store.claim(OURS, 1, LEASE, share=1)] == ["3"]


async def test_how_long_a_message_can_be_wiped_is_its_platforms_own(session: Session) -> None:
    wipe_store = WipeStore(session, {"quick": 100.0, "slow": 1000.0})
    for name in ("quick", "slow"):
        await wipe_store.note([ChatMessage(f"{name}:1", CHAT, "1", MessageKind.PERSON)], within=LATER)
        await wipe_store.intend(f"{name}:2", CHAT, MessageKind.SCREEN, within=LATER, after=None)
    for number in (1, 2):
        quick, slow = [await wipe_store.next_due([f"{name}:{number}"]) for name in ("quick", "slow")]
        assert 0 < (quick or 0) <= 100.0 < (slow or 0) <= LATER


async def test_nothing_comes_due_later_than_it_can_be_deleted(wipe_store: WipeStore) -> None:
    await wipe_store.note([message(1, age=WIPEABLE - SOON)], within=LATER)
    await wipe_store.note([message(1)], within=LATER)  # the age that was noted first is right
    due = await wipe_store.next_due(OURS)
    assert due is not None
    assert due <= SOON
    number = await wipe_store.intend(CHANNEL, CHAT, MessageKind.SCREEN, within=2 * WIPEABLE, after=None)
    await wipe_store.note([message(1)], within=0)
    await wipe_store.finish(await wipe_store.claim(OURS, EVERY, LEASE))
    due = await wipe_store.next_due(OURS)
    assert due is not None
    assert due <= WIPEABLE
    await wipe_store.dropped(number)


async def test_a_claimed_wipe_is_exclusive_until_its_lease_expires(wipe_store: WipeStore) -> None:
    await wipe_store.note([message(1)], within=0)
    (first,) = await wipe_store.claim(OURS, EVERY, lease=0.5)
    assert await wipe_store.claim(OURS, EVERY, LEASE) == ()
    wait = await wipe_store.next_due(OURS)
    assert wait is not None
    assert 0 <= wait <= 0.5
    await asyncio.sleep(wait + 0.1)
    (second,) = await wipe_store.claim(OURS, EVERY, LEASE)
    assert second.lease != first.lease
    assert first.lease not in repr(first)
    await wipe_store.finish([first])
    await wipe_store.postpone({first: LATER})
    assert (await wipe_store.backlog()).rows[MessageKind.PERSON] == 1
    await wipe_store.finish([second])
    assert await wipe_store.next_due(OURS) is None


async def test_a_postponed_wipe_comes_back_with_its_attempts(wipe_store: WipeStore) -> None:
    await wipe_store.note([message(1)], within=0)
    await postpone(wipe_store, 0)
    (again,) = await wipe_store.claim(OURS, EVERY, LEASE)
    assert again.attempts == 1
    await wipe_store.postpone({again: SOON})
    due = await wipe_store.next_due(OURS)
    assert due is not None
    assert due > SOON - 30
    await wipe_store.note([message(1)], within=0)
    (moved,) = await wipe_store.claim(OURS, EVERY, LEASE)
    assert moved.attempts == 0


async def test_a_claim_on_a_moved_wipe_cannot_finish_it(wipe_store: WipeStore) -> None:
    await wipe_store.note([message(1)], within=0)
    held = await wipe_store.claim(OURS, EVERY, LEASE)
    await wipe_store.note([message(1)], within=0)
    await wipe_store.finish(held)
    assert await numbers(wipe_store) == ["1"]


async def test_waiters_wake_when_something_may_be_due_earlier(wipe_store: WipeStore) -> None:
    number = await wipe_store.intend(CHANNEL, CHAT, MessageKind.SCREEN, within=SOON, after=None)
    for change in (
        wipe_store.intend(CHANNEL, CHAT, MessageKind.SCREEN, 1, None),
        wipe_store.note([message(1)], 1),
        wipe_store.end_until("", "", ""),
    ):
        changed = wipe_store.changed.next
        await change
        assert changed.is_set()
    changed = wipe_store.changed.next
    await wipe_store.dropped(number)
    assert not changed.is_set()


async def test_the_clock_of_this_process_is_not_looked_at(
    wipe_store: WipeStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    await wipe_store.note([message(1)], within=LATER)
    monkeypatch.setattr(time, "time", lambda: 4_000_000_000.0)
    assert await wipe_store.claim(OURS, EVERY, LEASE) == ()


async def test_now_is_the_databases_clock(postgres: Postgres) -> None:
    """An hour passes in the database only: a clock of the same name is put before its own."""
    url = postgres.database()
    wipe_store = await WipeStore.open(url, registry.wipeable())
    await wipe_store.note([message(1)], within=LATER)
    await wipe_store.close()
    await ask(url, "CREATE SCHEMA ahead")
    clock = "pg_catalog.statement_timestamp() + interval '1 hour'"
    await ask(url, f"CREATE FUNCTION ahead.statement_timestamp() RETURNS timestamptz STABLE RETURN {clock}")
    ahead = await WipeStore.open(url.replace("search_path=", "search_path=ahead,pg_catalog,"), registry.wipeable())
    assert 3600 - LATER <= (await ahead.backlog()).lateness < 3600
    assert len(await ahead.claim(OURS, EVERY, LEASE)) == 1
    await ahead.close()


async def test_rows_due_after_the_next_look_wake_nobody(wipe_store: WipeStore) -> None:
    changed = wipe_store.changed.next
    number = await wipe_store.intend(CHANNEL, CHAT, MessageKind.SCREEN, within=LATER, after=None)
    await wipe_store.posted(number, "1", within=LATER)
    await wipe_store.note([message(1)], within=LATER)
    await wipe_store.note([], within=0)
    assert not changed.is_set()
    assert DEFAULT.look < LATER
    await wipe_store.posted(
        await wipe_store.intend(CHANNEL, CHAT, MessageKind.NOTICE, LATER, None), "2", within=DEFAULT.look - 1
    )
    assert changed.is_set()
