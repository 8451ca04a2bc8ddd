"""Who may post a reminder: it is claimed by one, and each of its moments is begun once."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from adapters.ledger import Agenda, Session
from adapters.ledger.reminder import Claim, Occurrence, Outcome, Place, Suspension
from tests.test_agenda import CHANNEL, CHAT, CHECK, EVERY, FULL, LATER, LEASE, OURS, PAST, added, due

NEXT = 4e9
"""A moment that is far away."""


@pytest.fixture
async def replica(url: str) -> AsyncIterator[Agenda]:
    """The agenda of another process on the same database."""
    session = await Session.open(url)
    yield Agenda(session)
    await session.close()


async def claimed(agenda: Agenda, lease: float = LEASE) -> Claim:
    (claim,) = await agenda.claim(OURS, EVERY, lease)
    return claim


async def test_a_claim_tells_all_there_is_to_know(agenda: Agenda) -> None:
    kept = await added(agenda)
    claim = await claimed(agenda)
    assert claim.reminder == kept
    assert claim.now > PAST
    assert claim.lease not in repr(claim)


async def test_what_is_not_due_is_not_claimed(agenda: Agenda) -> None:
    await added(agenda, None)
    await added(agenda, NEXT)
    await added(agenda, PAST, Place("telegram", CHAT))
    assert await due(agenda) == []


async def test_the_oldest_are_claimed_first_and_no_more_than_were_asked_for(agenda: Agenda) -> None:
    third, first, second = [(await added(agenda, PAST + late)).id for late in (3, 1, 2)]
    assert [claim.reminder.id for claim in await agenda.claim(OURS, 2, LEASE)] == [first, second]
    assert await due(agenda) == [third]


async def test_what_is_claimed_is_nobody_elses_until_its_lease_runs_out(agenda: Agenda, replica: Agenda) -> None:
    await added(agenda)
    first = await claimed(agenda, lease=0.5)
    assert await due(replica) == []
    wait = await replica.next_due(OURS)
    assert wait is not None
    assert 0 <= wait <= 0.5
    await asyncio.sleep(wait + 0.1)
    second = await claimed(replica)
    assert second.reminder.id == first.reminder.id
    assert second.lease != first.lease


async def test_two_claim_nothing_twice(agenda: Agenda, replica: Agenda) -> None:
    expected = [(await added(agenda, PAST + number)).id for number in range(30)]
    found = await asyncio.gather(*(one.claim(OURS, 4, LEASE) for _ in range(5) for one in (agenda, replica)))
    assert sorted(claim.reminder.id for claims in found for claim in claims) == expected


async def test_a_moment_is_begun_once_however_many_begin_it(agenda: Agenda, replica: Agenda) -> None:
    await added(agenda)
    claim = await claimed(agenda)
    for number in range(10):
        begun = await asyncio.gather(*(one.begin(claim, PAST + number) for one in (agenda, replica, agenda, replica)))
        assert sorted(begun) == [False, False, False, True]


async def test_what_was_begun_stands_there_for_everybody_before_it_is_posted(agenda: Agenda, replica: Agenda) -> None:
    kept = await added(agenda)
    assert await agenda.begin(await claimed(agenda), PAST)
    assert (await replica.get(kept.id) or kept).occurrences == (Occurrence(PAST, Outcome.SENDING),)


async def test_who_lost_a_lease_begins_nothing(agenda: Agenda, replica: Agenda) -> None:
    kept = await added(agenda)
    lost = await claimed(agenda, lease=0)
    held = await claimed(replica, lease=0)
    assert not await agenda.begin(lost, PAST)
    assert await replica.begin(held, PAST)  # as nobody has claimed it since
    await agenda.remove(kept.id)
    assert not await replica.begin(held, PAST + 1)


async def test_what_was_begun_and_left_comes_back_and_is_not_posted_again(agenda: Agenda, replica: Agenda) -> None:
    kept = await added(agenda)
    assert await agenda.begin(await claimed(agenda, lease=0), PAST)
    found = await claimed(replica)
    assert found.reminder.occurrences == (Occurrence(PAST, Outcome.SENDING),)
    assert found.reminder.occurrences[0].outcome is Outcome.SENDING
    assert not await replica.begin(found, PAST)
    assert await replica.settle(found, PAST, Outcome.UNKNOWN, NEXT, None)
    now = await agenda.get(kept.id) or kept
    assert (now.occurrences, now.due_at, now.prompt) == ((Occurrence(PAST, Outcome.UNKNOWN),), NEXT, 0)


async def test_what_changes_while_it_is_held_is_held_no_more(agenda: Agenda) -> None:
    kept = await added(agenda)
    claim = await claimed(agenda)
    await agenda.begin(claim, PAST)
    await agenda.change(kept.id, CHECK, FULL, PAST + 1)
    assert not await agenda.begin(claim, PAST + 1)
    assert await due(agenda) == [kept.id]
    await agenda.settle(claim, PAST, Outcome.SENT, NEXT, ("m1", CHAT))
    now = await agenda.get(kept.id) or kept
    assert (now.due_at, now.message, now.schedule) == (PAST + 1, "m1", FULL)
    assert now.occurrences == (Occurrence(PAST, Outcome.SENT),)


async def test_what_is_suspended_while_it_is_held_stays_suspended(agenda: Agenda) -> None:
    kept, twin = await added(agenda), await added(agenda, PAST + 1)
    first, second = await agenda.claim(OURS, EVERY, LEASE)
    await agenda.begin(first, PAST)
    assert await agenda.suspend(CHANNEL, CHAT, Suspension.TOKEN) == 2
    assert not await agenda.begin(second, PAST + 1)
    await agenda.settle(first, PAST, Outcome.REFUSED, NEXT, None)
    await agenda.settle(second, PAST + 1, Outcome.MISSED, NEXT, None)
    for reminder in (kept, twin):
        assert (await agenda.get(reminder.id) or reminder).due_at is None
    assert (await agenda.get(kept.id) or kept).occurrences == (Occurrence(PAST, Outcome.REFUSED),)


async def test_what_moves_while_it_is_held_stays_held(agenda: Agenda) -> None:
    kept = await added(agenda)
    claim = await claimed(agenda)
    await agenda.move(CHANNEL, CHAT, "C9")
    assert await due(agenda) == []
    assert await agenda.begin(claim, PAST)
    await agenda.settle(claim, PAST, Outcome.SENT, NEXT, ("m1", "C9"))
    now = await agenda.get(kept.id) or kept
    assert (now.place.chat, now.message, now.due_at) == ("C9", "m1", NEXT)


async def test_what_is_put_back_was_never_begun_and_waits(agenda: Agenda) -> None:
    kept = await added(agenda)
    claim = await claimed(agenda)
    await agenda.begin(claim, PAST)
    await agenda.put_back(claim, PAST, LATER)
    assert await agenda.get(kept.id) == kept
    assert await due(agenda) == []
    assert await agenda.lateness() == 0
    assert LATER - 30 < (await agenda.next_due(OURS) or 0) <= LATER
    await agenda.ring(kept.id)
    again = await claimed(agenda)
    assert await agenda.begin(again, PAST)
    await agenda.put_back(again, PAST, 0)
    assert await agenda.begin(await claimed(agenda), PAST)


async def test_a_change_ends_the_wait_of_what_was_put_back(agenda: Agenda) -> None:
    kept = await added(agenda)
    await agenda.put_back(await claimed(agenda), PAST, LATER)
    await agenda.change(kept.id, CHECK, FULL, PAST)
    assert await due(agenda) == [kept.id]


async def test_who_lost_a_lease_puts_back_what_that_one_began_and_nothing_else(agenda: Agenda) -> None:
    kept = await added(agenda)
    lost = await claimed(agenda, lease=0)
    await agenda.begin(lost, PAST)
    held = await claimed(agenda)
    await agenda.begin(held, PAST + 1)
    await agenda.put_back(lost, PAST, LATER)
    await agenda.put_back(lost, PAST + 1, LATER)
    assert (await agenda.get(kept.id) or kept).occurrences == (Occurrence(PAST + 1, Outcome.SENDING),)
    assert await due(agenda) == []
    assert await agenda.begin(held, PAST)


async def test_what_was_given_up_can_not_be_put_back(agenda: Agenda) -> None:
    kept = await added(agenda)
    lost = await claimed(agenda, lease=0)
    await agenda.begin(lost, PAST)
    await agenda.settle(await claimed(agenda), PAST, Outcome.UNKNOWN, NEXT, None)
    await agenda.put_back(lost, PAST, 0)
    assert (await agenda.get(kept.id) or kept).occurrences == (Occurrence(PAST, Outcome.UNKNOWN),)


async def test_who_puts_something_back_for_a_moment_wakes_who_waits(agenda: Agenda) -> None:
    await added(agenda)
    for delay, woken in ((LATER, False), (0.0, True)):
        (kept,) = await agenda.all(OURS)
        await agenda.ring(kept.id)
        claim = await claimed(agenda)
        agenda.changed.clear()
        await agenda.put_back(claim, PAST, delay)
        assert agenda.changed.is_set() is woken
