"""The ledger's contract, on SQLite and on PostgreSQL: what is due, whose it is, and what is told of it."""

import asyncio
import time

import pytest

from adapters.ledger import DELETABLE, Ledger, Message, Part
from adapters.ledger.wipe import GRACE
from adapters.pace import USUAL
from tests.postgres import Postgres, ask

CHANNEL, CHAT = "telegram", "1001"
OURS = [CHANNEL]
SOON, LATER, LEASE = 60.0, 600.0, 30.0
EVERY = 100


def message(number: int, part: Part = Part.PERSON, age: float = 0.0, chat: str = CHAT) -> Message:
    return Message(CHANNEL, chat, str(number), part, age)


async def numbers(ledger: Ledger) -> list[str | None]:
    """The messages that are due and free, which are claimed by this."""
    return [wipe.message for wipe in await ledger.claim(OURS, EVERY, LEASE)]


async def test_what_is_noted_is_due_after_a_while_and_not_before(ledger: Ledger) -> None:
    await ledger.note([message(1), message(2)], within=SOON)
    assert await ledger.claim(OURS, EVERY, LEASE) == ()
    due = await ledger.next_due(OURS)
    assert due is not None
    assert SOON - 30 < due <= SOON
    await ledger.note([message(2)], within=0)
    assert await ledger.next_due(OURS) == 0
    assert await numbers(ledger) == ["2"]


async def test_nothing_to_wait_for_is_told(ledger: Ledger) -> None:
    assert await ledger.next_due(OURS) is None
    await ledger.note([], within=0)
    await ledger.finish([])
    await ledger.postpone([], delay=0)
    assert await ledger.next_due(OURS) is None


async def test_a_claim_tells_all_there_is_to_know(ledger: Ledger) -> None:
    await ledger.note([message(7, Part.SCREEN)], within=0)
    await ledger.intend("slack", "C1", Part.NOTICE, within=0, after="6")
    found = await ledger.claim([*OURS, "slack"], EVERY, LEASE)
    screen, notice = sorted(found, key=lambda wipe: wipe.part, reverse=True)
    assert (screen.channel, screen.chat, screen.message, screen.after) == (CHANNEL, CHAT, "7", None)
    assert (screen.part, screen.attempts, screen.hopeless) == (Part.SCREEN, 0, False)
    assert (notice.channel, notice.chat, notice.message, notice.after) == ("slack", "C1", None, "6")
    assert notice.part is Part.NOTICE
    assert screen.lateness >= 0


async def test_a_claim_leaves_other_channels_alone(ledger: Ledger) -> None:
    await ledger.intend("slack", "C1", Part.NOTICE, within=0, after="6")
    assert await ledger.claim(OURS, EVERY, LEASE) == ()
    assert await ledger.next_due(OURS) is None
    assert len(await ledger.claim(["slack"], EVERY, LEASE)) == 1


async def test_the_oldest_come_first_and_no_more_than_were_asked_for(ledger: Ledger) -> None:
    for number in (3, 1, 2):
        await ledger.note([message(number, age=DELETABLE + 100 * number)], within=0)
    assert await ledger.next_due(OURS) == 0
    assert [wipe.message for wipe in await ledger.claim(OURS, 2, LEASE)] == ["3", "2"]
    assert await numbers(ledger) == ["1"]


async def test_lateness_counts_from_when_it_was_due(ledger: Ledger) -> None:
    await ledger.note([message(1, age=DELETABLE + 100)], within=LATER)
    backlog = await ledger.backlog()
    (wipe,) = await ledger.claim(OURS, EVERY, LEASE)
    for lateness in (backlog.lateness, wipe.lateness):
        assert 100 <= lateness < 200
    assert wipe.hopeless


async def test_the_backlog_counts_every_part(ledger: Ledger) -> None:
    assert await ledger.backlog() == await ledger.backlog()
    empty = await ledger.backlog()
    assert (empty.rows, empty.overdue, empty.lateness) == (dict.fromkeys(Part, 0), 0, 0.0)
    await ledger.note([message(1), message(2), message(3, Part.SCREEN, age=DELETABLE + 61)], within=SOON)
    await ledger.note([message(4, Part.SCREEN, age=DELETABLE + 10)], within=SOON)
    backlog = await ledger.backlog()
    assert backlog.rows == dict.fromkeys(Part, 0) | {Part.PERSON: 2, Part.SCREEN: 2}
    assert backlog.overdue == 1


async def test_what_was_tried_in_vain_for_a_minute_is_overdue_though_it_waits_for_its_next_try(ledger: Ledger) -> None:
    await ledger.note([message(1)], within=0)
    passed, pause = 0.0, 1.0
    while passed < GRACE:
        assert (await ledger.backlog()).overdue == 0
        await ledger.postpone(await ledger.claim(OURS, EVERY, LEASE), delay=0)
        passed, pause = passed + pause, 2 * pause
    await ledger.postpone(await ledger.claim(OURS, EVERY, LEASE), delay=LATER)
    assert (await ledger.backlog()).overdue == 1


async def test_nothing_comes_due_later_than_it_can_be_deleted(ledger: Ledger) -> None:
    await ledger.note([message(1, age=DELETABLE - SOON)], within=LATER)
    await ledger.note([message(1)], within=LATER)  # what was known of its age first is right
    due = await ledger.next_due(OURS)
    assert due is not None
    assert due <= SOON
    number = await ledger.intend(CHANNEL, CHAT, Part.SCREEN, within=2 * DELETABLE, after=None)
    await ledger.note([message(1)], within=0)
    await ledger.finish(await ledger.claim(OURS, EVERY, LEASE))
    due = await ledger.next_due(OURS)
    assert due is not None
    assert due <= DELETABLE
    await ledger.dropped(number)


async def test_a_claimed_wipe_is_nobody_elses_until_its_lease_runs_out(ledger: Ledger) -> None:
    await ledger.note([message(1)], within=0)
    (first,) = await ledger.claim(OURS, EVERY, lease=0.5)
    assert await ledger.claim(OURS, EVERY, LEASE) == ()
    wait = await ledger.next_due(OURS)
    assert wait is not None
    assert 0 <= wait <= 0.5
    await asyncio.sleep(wait + 0.1)
    (second,) = await ledger.claim(OURS, EVERY, LEASE)
    assert second.lease != first.lease
    assert first.lease not in repr(first)
    await ledger.finish([first])
    await ledger.postpone([first], delay=LATER)
    assert (await ledger.backlog()).rows[Part.PERSON] == 1
    await ledger.finish([second])
    assert await ledger.next_due(OURS) is None


async def test_a_postponed_wipe_comes_back_with_its_attempts(ledger: Ledger) -> None:
    await ledger.note([message(1)], within=0)
    await ledger.postpone(await ledger.claim(OURS, EVERY, LEASE), delay=0)
    (again,) = await ledger.claim(OURS, EVERY, LEASE)
    assert again.attempts == 1
    await ledger.postpone([again], delay=SOON)
    due = await ledger.next_due(OURS)
    assert due is not None
    assert due > SOON - 30
    await ledger.note([message(1)], within=0)
    (moved,) = await ledger.claim(OURS, EVERY, LEASE)
    assert moved.attempts == 0


async def test_who_holds_a_wipe_that_was_moved_can_not_end_it(ledger: Ledger) -> None:
    await ledger.note([message(1)], within=0)
    held = await ledger.claim(OURS, EVERY, LEASE)
    await ledger.note([message(1)], within=0)
    await ledger.finish(held)
    assert await numbers(ledger) == ["1"]


async def test_the_ledger_wakes_who_waits_when_something_may_come_due_earlier(ledger: Ledger) -> None:
    number = await ledger.intend(CHANNEL, CHAT, Part.SCREEN, within=SOON, after=None)
    for change in (
        ledger.intend(CHANNEL, CHAT, Part.SCREEN, 1, None),
        ledger.note([message(1)], 1),
        ledger.end("", ""),
    ):
        ledger.changed.clear()
        await change
        assert ledger.changed.is_set()
    ledger.changed.clear()
    await ledger.dropped(number)
    assert not ledger.changed.is_set()


async def test_the_clock_of_this_process_is_not_looked_at(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    await ledger.note([message(1)], within=LATER)
    monkeypatch.setattr(time, "time", lambda: 4_000_000_000.0)
    assert await ledger.claim(OURS, EVERY, LEASE) == ()


async def test_now_is_the_databases_clock(postgres: Postgres) -> None:
    """An hour passes in the database alone: a clock of that name is put before its own."""
    url = postgres.database()
    ledger = await Ledger.open(url)
    await ledger.note([message(1)], within=LATER)
    await ledger.close()
    await ask(url, "CREATE SCHEMA ahead")
    clock = "pg_catalog.statement_timestamp() + interval '1 hour'"
    await ask(url, f"CREATE FUNCTION ahead.statement_timestamp() RETURNS timestamptz STABLE RETURN {clock}")
    ahead = await Ledger.open(url.replace("search_path=", "search_path=ahead,pg_catalog,"))
    (wipe,) = await ahead.claim(OURS, EVERY, LEASE)
    assert 3600 - LATER <= wipe.lateness < 3600
    await ahead.close()


async def test_what_is_due_later_than_anybody_sleeps_wakes_nobody(ledger: Ledger) -> None:
    number = await ledger.intend(CHANNEL, CHAT, Part.SCREEN, within=LATER, after=None)
    await ledger.posted(number, "1", within=LATER)
    await ledger.note([message(1)], within=LATER)
    await ledger.note([], within=0)
    assert not ledger.changed.is_set()
    assert USUAL.look < LATER
    await ledger.posted(await ledger.intend(CHANNEL, CHAT, Part.NOTICE, LATER, None), "2", within=USUAL.look - 1)
    assert ledger.changed.is_set()
