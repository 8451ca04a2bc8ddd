"""The contract of the store of series, on SQLite and PostgreSQL: what is done to all places of a reminder together."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from sqlalchemy import select

from adapters.storage.reminder_store import ReminderStore
from adapters.storage.reminders import Destination, Occurrence, OccurrenceOutcome, Reminder, Suspension
from adapters.storage.schema import action
from adapters.storage.session import Session
from adapters.storage.wipe_store import WipeStore
from adapters.storage.wipes import MessageKind
from tests.contract.test_reminder_store import CHANNEL, EVERY, FULL_PLAN, LEASE, NAME, OURS, PAST, PLAN
from tests.contract.test_reminder_store_claim import NEXT
from tests.support import made_reminders

A, B, C, TOPIC = (Destination(CHANNEL, *place) for place in (("C1",), ("C2",), ("C3",), ("C1", "7")))
OTHER = "ffeeddccbbaa9988"


@pytest.fixture
async def replica(url: str) -> AsyncIterator[ReminderStore]:
    """The reminder store of another process on the same database."""
    session = await Session.open(url)
    yield made_reminders.on(session)
    await session.close()


async def posted(reminder_store: ReminderStore) -> None:
    """Post whatever is due; the message's id is that of its chat and topic."""
    for claim in await reminder_store.claim(OURS, EVERY, LEASE):
        if claim.reminder.suspended:
            continue  # due only to tell the coordinators
        moment, place = claim.reminder.due_at or 0.0, claim.reminder.place
        await reminder_store.begin(claim, moment)
        ids = f"m{place.chat}{place.thread}", place.chat
        await reminder_store.settle(claim, moment, OccurrenceOutcome.SENT, NEXT, ids)


async def noted(session: Session) -> list[tuple[str, str, str]]:
    """Return the chat, message and kind of all that is to be wiped."""
    rows = await session.run(select(action.c.chat, action.c.message, action.c.part).order_by(action.c.id))
    return [(row.chat, row.message, row.part) for row in rows]


def places(reminders: tuple[Reminder, ...]) -> list[Destination]:
    return [reminder.place for reminder in reminders]


async def test_a_series_has_a_reminder_in_each_place_in_the_order_in_which_they_were_chosen(
    reminder_store: ReminderStore,
) -> None:
    added = await reminder_store.add(NAME, [B, A, TOPIC], PLAN, PAST)
    other = await reminder_store.add(OTHER, [A, B], FULL_PLAN, None)
    assert places(added) == [B, A, TOPIC]
    assert {(one.series, one.plan, one.due_at) for one in added} == {(NAME, PLAN, PAST)}
    assert await reminder_store.series(NAME) == added
    assert await reminder_store.series(OTHER) == other
    assert await reminder_store.series("0" * 16) == ()
    assert len(await reminder_store.claim(OURS, EVERY, LEASE)) == 3


async def test_added_twice_it_is_there_once_as_it_was(reminder_store: ReminderStore, replica: ReminderStore) -> None:
    found = await asyncio.gather(*(one.add(NAME, [A, B], PLAN, PAST) for one in (reminder_store, replica) * 3))
    assert len({*found}) == 1
    assert await reminder_store.add(NAME, [A], FULL_PLAN, None) == found[0]
    assert await reminder_store.count() == 2


async def test_a_place_that_is_claimed_or_refused_holds_up_no_other(reminder_store: ReminderStore) -> None:
    await reminder_store.add(NAME, [A, B, C], PLAN, PAST)
    [held] = await reminder_store.claim(OURS, 1, LEASE)
    await reminder_store.begin(held, PAST)
    await reminder_store.settle(held, PAST, OccurrenceOutcome.REFUSED, None, None, suspended=Suspension.LEFT)
    await posted(reminder_store)
    found = await reminder_store.series(NAME)
    assert [one.suspended for one in found] == ["left", "", ""]
    assert [one.occurrences[0].outcome for one in found] == [
        OccurrenceOutcome.REFUSED,
        OccurrenceOutcome.SENT,
        OccurrenceOutcome.SENT,
    ]
    assert [one.message for one in found] == [None, "mC2", "mC3"]


async def test_a_change_keeps_adds_and_removes_places(
    session: Session, reminder_store: ReminderStore, wipe_store: WipeStore
) -> None:
    """What is kept keeps its past and its turn of the prompts, and gives that to what is new."""
    await reminder_store.add(NAME, [A, B, TOPIC], PLAN, PAST)
    await reminder_store.add(OTHER, [A, B], PLAN, NEXT)
    await posted(reminder_store)
    kept, *_ = await reminder_store.series(NAME)
    changed = await reminder_store.change(NAME, [C, A], FULL_PLAN, PAST + 1)
    assert places(changed) == [A, C]
    assert changed[0] == replace(kept, plan=FULL_PLAN, due_at=PAST + 1)
    new = changed[1]
    assert (new.plan, new.due_at, new.prompt, new.message, new.occurrences) == (FULL_PLAN, PAST + 1, 1, None, ())
    assert await noted(session) == [("C1", "mC17", MessageKind.POST), ("C2", "mC2", MessageKind.POST)]
    assert {wipe.message for wipe in await wipe_store.claim(OURS, EVERY, LEASE)} == {"mC17", "mC2"}
    assert places(await reminder_store.series(OTHER)) == [A, B]


async def test_who_changes_at_the_same_time_leaves_the_places_of_one_of_them(
    reminder_store: ReminderStore, replica: ReminderStore
) -> None:
    for _ in range(10):
        await reminder_store.add(NAME, [A], PLAN, PAST)
        await asyncio.gather(
            reminder_store.change(NAME, [A, B], PLAN, NEXT), replica.change(NAME, [C, TOPIC], FULL_PLAN, NEXT)
        )
        found = await reminder_store.series(NAME)
        assert ({*places(found)}, {one.plan for one in found}) in (({A, B}, {PLAN}), ({C, TOPIC}, {FULL_PLAN}))
        await reminder_store.remove(NAME)


async def test_a_change_ends_suspensions_and_forgets_refusals_unless_it_is_to_leave_them(
    reminder_store: ReminderStore,
) -> None:
    await reminder_store.add(NAME, [A, B], PLAN, PAST)
    [refused, _] = await reminder_store.claim(OURS, EVERY, LEASE)
    await reminder_store.begin(refused, PAST)
    await reminder_store.settle(refused, PAST, OccurrenceOutcome.REFUSED, NEXT, None, suspended=Suspension.LEFT)
    due_at = (await reminder_store.series(NAME))[0].due_at
    left = await reminder_store.change(NAME, [A, B], FULL_PLAN, PAST + 1, resume=False)
    assert [(one.suspended, one.due_at) for one in left] == [("left", due_at), ("", PAST + 1)]
    assert left[0].plan == FULL_PLAN
    assert left[0].occurrences == (Occurrence(PAST, OccurrenceOutcome.REFUSED),)
    ended = await reminder_store.change(NAME, [A, B], FULL_PLAN, PAST + 1)
    assert [(one.suspended, one.due_at, one.occurrences) for one in ended] == [("", PAST + 1, ())] * 2


async def test_posted_now_it_is_due_wherever_it_is_not_suspended(reminder_store: ReminderStore) -> None:
    await reminder_store.add(NAME, [A, B], PLAN, None)
    await reminder_store.add(OTHER, [C], PLAN, None)
    await reminder_store.suspend(CHANNEL, A.chat, Suspension.LEFT)
    assert await reminder_store.make_due(NAME)
    claims = await reminder_store.claim(OURS, EVERY, LEASE)
    assert [claim.reminder.place for claim in claims if not claim.reminder.suspended] == [B]
    await reminder_store.suspend(CHANNEL, B.chat, Suspension.LEFT)
    assert not await reminder_store.make_due(NAME)


async def test_whoever_removes_it_leaves_its_posts_to_be_wiped(session: Session, reminder_store: ReminderStore) -> None:
    """In one transaction, so that no kill comes between."""
    await reminder_store.add(NAME, [A, B], PLAN, PAST)
    await posted(reminder_store)
    await reminder_store.add(OTHER, [A], PLAN, PAST)
    found = await reminder_store.series(NAME)
    assert await reminder_store.remove(NAME, [B]) == found[1:]
    assert await noted(session) == [("C2", "mC2", MessageKind.POST)]
    assert await reminder_store.remove(NAME, [B]) == ()
    assert await reminder_store.remove(NAME) == found[:1]
    assert await noted(session) == [("C2", "mC2", MessageKind.POST), ("C1", "mC1", MessageKind.POST)]
    assert [one.series for one in await reminder_store.all(OURS)] == [OTHER]


async def test_whoever_takes_its_posts_away_has_them_alone_for_a_while(
    reminder_store: ReminderStore, wipe_store: WipeStore
) -> None:
    await reminder_store.add(NAME, [A, B], PLAN, PAST)
    await posted(reminder_store)
    await reminder_store.remove(NAME, [A], within=60)
    assert await wipe_store.claim(OURS, EVERY, LEASE) == ()
    await reminder_store.remove(NAME, [B])
    assert [wipe.message for wipe in await wipe_store.claim(OURS, EVERY, LEASE)] == ["mC2"]


async def test_a_removal_wakes_the_wipe_worker(session: Session, wipe_store: WipeStore) -> None:
    reminders = ReminderStore(session, wipe_store)
    await reminders.add(NAME, [A], PLAN, PAST)
    await posted(reminders)
    changed = wipe_store.changed.next
    await reminders.change(NAME, [A], FULL_PLAN, NEXT)
    assert not changed.is_set()
    await reminders.remove(NAME)
    assert changed.is_set()


async def test_a_chat_that_moves_to_where_the_series_is_as_well_leaves_one(reminder_store: ReminderStore) -> None:
    await reminder_store.add(NAME, [A, TOPIC, B], PLAN, PAST)
    await reminder_store.add(OTHER, [A], PLAN, PAST)
    await reminder_store.move(CHANNEL, "C1", "C2")
    assert places(await reminder_store.series(NAME)) == [Destination(CHANNEL, "C2", "7"), B]
    assert places(await reminder_store.series(OTHER)) == [B]
