"""Who may post a reminder: one process claims it, and each of its occurrences is begun once."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from adapters.storage.reminder_store import ReminderStore
from adapters.storage.reminders import Claim, Destination, Occurrence, OccurrenceOutcome, Suspension
from adapters.storage.session import Session
from tests.contract.test_reminder_store import (
    CHANNEL,
    CHAT,
    EVERY,
    FULL,
    FULL_PLAN,
    LATER,
    LEASE,
    OURS,
    PAST,
    added,
    due,
)
from tests.support import made_reminders

NEXT = 4e9
"""A moment in the distant future."""


@pytest.fixture
async def replica(url: str) -> AsyncIterator[ReminderStore]:
    """The reminder store of another process on the same database."""
    session = await Session.open(url)
    yield made_reminders.on(session)
    await session.close()


async def claimed(reminder_store: ReminderStore, lease: float = LEASE) -> Claim:
    (claim,) = await reminder_store.claim(OURS, EVERY, lease)
    return claim


async def test_a_claim_has_complete_data(reminder_store: ReminderStore) -> None:
    kept = await added(reminder_store)
    claim = await claimed(reminder_store)
    assert claim.reminder == kept
    assert claim.now > PAST
    assert claim.lease not in repr(claim)


async def test_what_is_not_due_is_not_claimed(reminder_store: ReminderStore) -> None:
    await added(reminder_store, None)
    await added(reminder_store, NEXT)
    await added(reminder_store, PAST, Destination("telegram", CHAT))
    assert await due(reminder_store) == []


async def test_the_oldest_are_claimed_first_and_no_more_than_were_asked_for(reminder_store: ReminderStore) -> None:
    third, first, second = [(await added(reminder_store, PAST + late)).id for late in (3, 1, 2)]
    assert [claim.reminder.id for claim in await reminder_store.claim(OURS, 2, LEASE)] == [first, second]
    assert await due(reminder_store) == [third]


async def test_a_claim_is_exclusive_until_its_lease_expires(
    reminder_store: ReminderStore, replica: ReminderStore
) -> None:
    await added(reminder_store)
    first = await claimed(reminder_store, lease=0.5)
    assert await due(replica) == []
    wait = await replica.next_due(OURS)
    assert wait is not None
    assert 0 <= wait <= 0.5
    await asyncio.sleep(wait + 0.1)
    second = await claimed(replica)
    assert second.reminder.id == first.reminder.id
    assert second.lease != first.lease


async def test_two_processes_never_claim_the_same_reminder(
    reminder_store: ReminderStore, replica: ReminderStore
) -> None:
    expected = [(await added(reminder_store, PAST + number)).id for number in range(30)]
    found = await asyncio.gather(*(one.claim(OURS, 4, LEASE) for _ in range(5) for one in (reminder_store, replica)))
    assert sorted(claim.reminder.id for claims in found for claim in claims) == expected


async def test_a_moment_is_begun_once_however_many_begin_it(
    reminder_store: ReminderStore, replica: ReminderStore
) -> None:
    await added(reminder_store)
    claim = await claimed(reminder_store)
    for number in range(10):
        begun = await asyncio.gather(
            *(one.begin(claim, PAST + number) for one in (reminder_store, replica, reminder_store, replica))
        )
        assert sorted(begun) == [False, False, False, True]


async def test_a_begun_occurrence_is_visible_to_all_before_it_is_posted(
    reminder_store: ReminderStore, replica: ReminderStore
) -> None:
    kept = await added(reminder_store)
    assert await reminder_store.begin(await claimed(reminder_store), PAST)
    assert (await replica.get(kept.id) or kept).occurrences == (Occurrence(PAST, OccurrenceOutcome.SENDING),)


async def test_without_a_lease_nothing_can_be_begun(reminder_store: ReminderStore, replica: ReminderStore) -> None:
    kept = await added(reminder_store)
    lost = await claimed(reminder_store, lease=0)
    held = await claimed(replica, lease=0)
    assert not await reminder_store.begin(lost, PAST)
    assert await replica.begin(held, PAST)  # nobody has claimed it since
    await reminder_store.remove(kept.series)
    assert not await replica.begin(held, PAST + 1)


async def test_what_was_begun_and_left_comes_back_and_is_not_posted_again(
    reminder_store: ReminderStore, replica: ReminderStore
) -> None:
    kept = await added(reminder_store)
    assert await reminder_store.begin(await claimed(reminder_store, lease=0), PAST)
    found = await claimed(replica)
    assert found.reminder.occurrences == (Occurrence(PAST, OccurrenceOutcome.SENDING),)
    assert found.reminder.occurrences[0].outcome is OccurrenceOutcome.SENDING
    assert not await replica.begin(found, PAST)
    assert await replica.settle(found, PAST, OccurrenceOutcome.UNKNOWN, NEXT, None)
    now = await reminder_store.get(kept.id) or kept
    assert (now.occurrences, now.due_at, now.prompt) == ((Occurrence(PAST, OccurrenceOutcome.UNKNOWN),), NEXT, 0)


async def test_a_change_ends_the_claim(reminder_store: ReminderStore) -> None:
    kept = await added(reminder_store)
    claim = await claimed(reminder_store)
    await reminder_store.begin(claim, PAST)
    await reminder_store.change(kept.series, [kept.place], FULL_PLAN, PAST + 1)
    assert not await reminder_store.begin(claim, PAST + 1)
    assert await due(reminder_store) == [kept.id]
    await reminder_store.settle(claim, PAST, OccurrenceOutcome.SENT, NEXT, ("m1", CHAT))
    now = await reminder_store.get(kept.id) or kept
    assert (now.due_at, now.message, now.schedule) == (PAST + 1, "m1", FULL)
    assert now.occurrences == (Occurrence(PAST, OccurrenceOutcome.SENT),)


async def test_what_is_suspended_while_it_is_held_stays_suspended(reminder_store: ReminderStore) -> None:
    kept, twin = await added(reminder_store), await added(reminder_store, PAST + 1)
    first, second = await reminder_store.claim(OURS, EVERY, LEASE)
    await reminder_store.begin(first, PAST)
    assert await reminder_store.suspend(CHANNEL, CHAT, Suspension.TOKEN) == 2
    assert not await reminder_store.begin(second, PAST + 1)
    await reminder_store.settle(first, PAST, OccurrenceOutcome.REFUSED, NEXT, None)
    await reminder_store.settle(second, PAST + 1, OccurrenceOutcome.MISSED, NEXT, None)
    found = [await reminder_store.get(reminder.id) or reminder for reminder in (kept, twin)]
    assert [one.suspended for one in found] == ["token"] * 2
    assert found[1].due_at is None
    assert (await reminder_store.get(kept.id) or kept).occurrences == (Occurrence(PAST, OccurrenceOutcome.REFUSED),)


async def test_what_moves_while_it_is_held_stays_held(reminder_store: ReminderStore) -> None:
    kept = await added(reminder_store)
    claim = await claimed(reminder_store)
    await reminder_store.move(CHANNEL, CHAT, "C9")
    assert await due(reminder_store) == []
    assert await reminder_store.begin(claim, PAST)
    await reminder_store.settle(claim, PAST, OccurrenceOutcome.SENT, NEXT, ("m1", "C9"))
    now = await reminder_store.get(kept.id) or kept
    assert (now.place.chat, now.message, now.due_at) == ("C9", "m1", NEXT)


async def test_what_is_put_back_waits_and_can_be_begun_again(reminder_store: ReminderStore) -> None:
    kept = await added(reminder_store)
    claim = await claimed(reminder_store)
    await reminder_store.begin(claim, PAST)
    await reminder_store.put_back(claim, PAST, LATER)
    waiting = Occurrence(PAST, OccurrenceOutcome.WAITING)
    assert await reminder_store.get(kept.id) == replace(kept, occurrences=(waiting,))
    assert await due(reminder_store) == []
    assert await reminder_store.lateness() == 0
    assert LATER - 30 < (await reminder_store.next_due(OURS) or 0) <= LATER
    await reminder_store.make_due(kept.series)
    again = await claimed(reminder_store)
    assert await reminder_store.begin(again, PAST)
    await reminder_store.put_back(again, PAST, 0)
    assert await reminder_store.begin(await claimed(reminder_store), PAST)


async def test_a_change_ends_the_wait_of_what_was_put_back(reminder_store: ReminderStore) -> None:
    kept = await added(reminder_store)
    await reminder_store.put_back(await claimed(reminder_store), PAST, LATER)
    await reminder_store.change(kept.series, [kept.place], FULL_PLAN, PAST)
    assert await due(reminder_store) == [kept.id]


async def test_who_lost_a_lease_puts_back_what_that_one_began_and_nothing_else(reminder_store: ReminderStore) -> None:
    kept = await added(reminder_store)
    lost = await claimed(reminder_store, lease=0)
    await reminder_store.begin(lost, PAST)
    held = await claimed(reminder_store)
    await reminder_store.begin(held, PAST + 1)
    await reminder_store.put_back(lost, PAST, LATER)
    await reminder_store.put_back(lost, PAST + 1, LATER)
    assert (await reminder_store.get(kept.id) or kept).occurrences == (
        Occurrence(PAST + 1, OccurrenceOutcome.SENDING),
        Occurrence(PAST, OccurrenceOutcome.WAITING),
    )
    assert await due(reminder_store) == []
    assert await reminder_store.begin(held, PAST)


async def test_what_was_given_up_can_not_be_put_back(reminder_store: ReminderStore) -> None:
    kept = await added(reminder_store)
    lost = await claimed(reminder_store, lease=0)
    await reminder_store.begin(lost, PAST)
    await reminder_store.settle(await claimed(reminder_store), PAST, OccurrenceOutcome.UNKNOWN, NEXT, None)
    await reminder_store.put_back(lost, PAST, 0)
    assert (await reminder_store.get(kept.id) or kept).occurrences == (Occurrence(PAST, OccurrenceOutcome.UNKNOWN),)


async def test_a_short_delay_wakes_the_waiters(reminder_store: ReminderStore) -> None:
    await added(reminder_store)
    for delay, woken in ((LATER, False), (0.0, True)):
        (kept,) = await reminder_store.all(OURS)
        await reminder_store.make_due(kept.series)
        claim = await claimed(reminder_store)
        changed = reminder_store.changed.next
        await reminder_store.put_back(claim, PAST, delay)
        assert changed.is_set() is woken
