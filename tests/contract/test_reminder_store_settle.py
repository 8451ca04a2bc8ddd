"""What is recorded after an occurrence: its outcome, the message that was posted, and when the reminder comes next."""

import asyncio
import random
import re
from pathlib import Path

import pytest
from sqlalchemy import update

from adapters.channels import registry
from adapters.storage.reminder_store import ReminderStore
from adapters.storage.reminders import (
    KEPT,
    Claim,
    Delay,
    Destination,
    Occurrence,
    OccurrenceOutcome,
    Reminder,
    Suspension,
)
from adapters.storage.schema import action
from adapters.storage.session import Session
from adapters.storage.wipe_store import WipeStore
from adapters.storage.wipes import MessageKind
from tests.contract.test_reminder_store import CHANNEL, CHAT, LEASE, OURS, PAST, added, due
from tests.contract.test_reminder_store_claim import NEXT, claimed
from tests.support import made_reminders

POSTED = ("m1", CHAT)


async def begun(reminder_store: ReminderStore, lease: float = LEASE) -> tuple[Reminder, Claim]:
    kept = await added(reminder_store)
    claim = await claimed(reminder_store, lease)
    assert await reminder_store.begin(claim, PAST)
    return kept, claim


def missed(*moments: float) -> list[Occurrence]:
    return [Occurrence(moment, OccurrenceOutcome.MISSED) for moment in moments]


async def now(reminder_store: ReminderStore, kept: Reminder) -> Reminder:
    found = await reminder_store.get(kept.id)
    assert found is not None
    return found


async def test_what_was_posted_is_known_and_comes_again(reminder_store: ReminderStore) -> None:
    kept, claim = await begun(reminder_store)
    assert await reminder_store.settle(claim, PAST, OccurrenceOutcome.SENT, PAST + 7, ("m1", "C9"))
    told = await now(reminder_store, kept)
    assert (told.prompt, told.message, told.place.chat, told.due_at) == (1, "m1", "C9", PAST + 7)
    assert told.occurrences == (Occurrence(PAST, OccurrenceOutcome.SENT),)
    again = await claimed(reminder_store)
    assert again.reminder == told
    await reminder_store.begin(again, PAST + 7)
    await reminder_store.settle(again, PAST + 7, OccurrenceOutcome.SENT, None, ("m2", "C9"))
    told = await now(reminder_store, kept)
    assert (told.prompt, told.message, told.due_at) == (2, "m2", None)
    assert told.occurrences == (Occurrence(PAST + 7, OccurrenceOutcome.SENT), Occurrence(PAST, OccurrenceOutcome.SENT))


@pytest.mark.parametrize("outcome", [OccurrenceOutcome.REFUSED, OccurrenceOutcome.UNKNOWN])
async def test_what_was_not_posted_leaves_the_last_message(
    reminder_store: ReminderStore, outcome: OccurrenceOutcome
) -> None:
    kept, claim = await begun(reminder_store)
    await reminder_store.settle(claim, PAST, OccurrenceOutcome.SENT, PAST + 7, POSTED)
    claim = await claimed(reminder_store)
    await reminder_store.begin(claim, PAST + 7)
    await reminder_store.settle(claim, PAST + 7, outcome, NEXT, None)
    told = await now(reminder_store, kept)
    assert (told.prompt, told.message, told.place.chat, told.due_at) == (1, "m1", CHAT, NEXT)
    assert told.occurrences[0] == Occurrence(PAST + 7, outcome)


async def test_what_was_refused_for_good_comes_no_more_and_no_other_is_touched(reminder_store: ReminderStore) -> None:
    kept, twin = await added(reminder_store), await added(reminder_store, NEXT)
    claim = await claimed(reminder_store)
    await reminder_store.begin(claim, PAST)
    await reminder_store.settle(claim, PAST, OccurrenceOutcome.REFUSED, None, None, suspended=Suspension.GONE)
    told, other = await now(reminder_store, kept), await now(reminder_store, twin)
    assert (told.suspended, told.prompt) == (Suspension.GONE, 0)
    assert (other.suspended, other.due_at) == ("", NEXT)


async def test_the_post_before_is_to_be_wiped_from_the_moment_that_another_is_known(
    session: Session, reminder_store: ReminderStore, wipe_store: WipeStore
) -> None:
    """In the same transaction: a process that is killed right after it has left nothing standing."""
    _, claim = await begun(reminder_store)
    await reminder_store.settle(claim, PAST, OccurrenceOutcome.SENT, PAST + 7, POSTED)
    assert await wipe_store.known(CHANNEL, CHAT) == frozenset()
    claim = await claimed(reminder_store)
    await reminder_store.begin(claim, PAST + 7)
    await reminder_store.settle(claim, PAST + 7, OccurrenceOutcome.SENT, PAST + 14, ("m2", "C9"))
    assert await wipe_store.known(CHANNEL, CHAT) == frozenset({"m1"})
    assert await wipe_store.claim([CHANNEL], 9, LEASE) == ()  # whoever posted has a minute for it
    await session.run(update(action).values(due_at=action.c.due_at - 60))
    (wipe,) = await wipe_store.claim([CHANNEL], 9, LEASE)
    assert (wipe.message, wipe.part, wipe.hopeless) == ("m1", MessageKind.POST, False)
    await wipe_store.drop(CHANNEL, CHAT, "m1")
    await wipe_store.drop(CHANNEL, CHAT, "m1")
    assert await wipe_store.known(CHANNEL, CHAT) == frozenset()


async def test_what_was_not_posted_leaves_the_post_before(reminder_store: ReminderStore, wipe_store: WipeStore) -> None:
    _, claim = await begun(reminder_store)
    await reminder_store.settle(claim, PAST, OccurrenceOutcome.SENT, PAST + 7, POSTED)
    claim = await claimed(reminder_store)
    await reminder_store.begin(claim, PAST + 7)
    await reminder_store.settle(claim, PAST + 7, OccurrenceOutcome.UNKNOWN, PAST + 14, None)
    assert await wipe_store.known(CHANNEL, CHAT) == frozenset()


async def test_what_waits_is_begun_again_and_keeps_why_when_it_is_missed(reminder_store: ReminderStore) -> None:
    kept, claim = await begun(reminder_store)
    await reminder_store.put_back(claim, PAST, 0.0, Delay.LIMITED)
    assert (await now(reminder_store, kept)).occurrences == (Occurrence(PAST, OccurrenceOutcome.WAITING, "limited"),)
    again = await claimed(reminder_store)
    assert await reminder_store.begin(again, PAST)
    await reminder_store.put_back(again, PAST, 0.0, Delay.AWAY)
    last = await claimed(reminder_store)
    await reminder_store.settle(last, PAST, OccurrenceOutcome.MISSED, NEXT, None, why=Delay.OFF)
    assert (await now(reminder_store, kept)).occurrences == (Occurrence(PAST, OccurrenceOutcome.MISSED, "away"),)


async def test_what_was_missed_is_told_without_having_been_begun(reminder_store: ReminderStore) -> None:
    kept = await added(reminder_store)
    await reminder_store.settle(
        await claimed(reminder_store), PAST, OccurrenceOutcome.MISSED, NEXT, None, missed(PAST - 7, PAST + 7)
    )
    moments = [PAST + 7, PAST, PAST - 7]
    assert (await now(reminder_store, kept)).occurrences == tuple(
        Occurrence(moment, OccurrenceOutcome.MISSED) for moment in moments
    )


async def test_what_is_known_of_a_moment_is_not_missed(reminder_store: ReminderStore) -> None:
    kept, claim = await begun(reminder_store)
    await reminder_store.settle(claim, PAST, OccurrenceOutcome.SENT, PAST + 7, POSTED)
    await reminder_store.settle(
        await claimed(reminder_store), PAST + 7, OccurrenceOutcome.MISSED, NEXT, None, missed(PAST)
    )
    assert (await now(reminder_store, kept)).occurrences == (
        *missed(PAST + 7),
        Occurrence(PAST, OccurrenceOutcome.SENT),
    )


async def test_what_somebody_left_is_unknown_whatever_comes_after_it(reminder_store: ReminderStore) -> None:
    kept, _ = await begun(reminder_store, lease=0)
    await reminder_store.settle(
        await claimed(reminder_store), PAST, OccurrenceOutcome.MISSED, PAST + 7, None, missed(PAST)
    )
    assert (await now(reminder_store, kept)).occurrences == (Occurrence(PAST, OccurrenceOutcome.UNKNOWN),)
    await reminder_store.begin(await claimed(reminder_store, lease=0), PAST + 7)
    await reminder_store.make_due(kept.series)
    rung = await claimed(reminder_store)
    moment = rung.reminder.due_at or 0
    assert await reminder_store.begin(rung, moment)
    await reminder_store.settle(rung, moment, OccurrenceOutcome.SENT, NEXT, POSTED)
    outcomes = [past.outcome for past in (await now(reminder_store, kept)).occurrences]
    assert outcomes == [OccurrenceOutcome.SENT, OccurrenceOutcome.UNKNOWN, OccurrenceOutcome.UNKNOWN]


async def test_the_latest_occurrences_are_kept_and_no_others(reminder_store: ReminderStore) -> None:
    kept, claim = await begun(reminder_store)
    other, _ = (
        await added(reminder_store),
        await reminder_store.settle(claim, PAST, OccurrenceOutcome.SENT, PAST + 1, POSTED),
    )
    await reminder_store.settle(await claimed_of(reminder_store, other), PAST, OccurrenceOutcome.MISSED, NEXT, None)
    for moment in range(1, KEPT + 3):
        await reminder_store.settle(
            await claimed(reminder_store), PAST + moment, OccurrenceOutcome.UNKNOWN, PAST + moment + 1, None
        )
    moments = [past.moment for past in (await now(reminder_store, kept)).occurrences]
    assert moments == [PAST + moment for moment in range(KEPT + 2, 2, -1)]
    claim = await claimed(reminder_store)
    assert await reminder_store.begin(claim, PAST + 2)  # nothing of it is left
    assert len((await now(reminder_store, kept)).occurrences) == KEPT
    assert len((await now(reminder_store, other)).occurrences) == 1


async def test_every_reminder_is_returned_with_its_own_occurrences(reminder_store: ReminderStore) -> None:
    kept = [await added(reminder_store, PAST + number) for number in range(3)]
    for claim in (await reminder_store.claim(OURS, 9, LEASE))[1:]:
        await reminder_store.begin(claim, claim.reminder.due_at or 0)
    told = [[past.moment for past in found.occurrences] for found in await reminder_store.all(OURS)]
    assert told == [[], [PAST + 1], [PAST + 2]]
    assert [(await now(reminder_store, one)).occurrences for one in kept[:1]] == [()]


async def claimed_of(reminder_store: ReminderStore, kept: Reminder) -> Claim:
    """Claim this one, and leave the others due as before."""
    claims = await reminder_store.claim([kept.place.channel], 9, 1e-3)
    await asyncio.sleep(0.01)
    return next(claim for claim in claims if claim.reminder.id == kept.id)


async def test_without_a_lease_a_post_is_recorded_but_nothing_is_rescheduled(reminder_store: ReminderStore) -> None:
    kept, lost = await begun(reminder_store, lease=0)
    held = await claimed(reminder_store)
    await reminder_store.settle(held, PAST, OccurrenceOutcome.UNKNOWN, PAST + 7, None)
    assert await reminder_store.settle(lost, PAST, OccurrenceOutcome.SENT, NEXT, ("m1", "C9"), missed(PAST - 7))
    told = await now(reminder_store, kept)
    assert (told.due_at, told.prompt, told.message, told.place.chat) == (PAST + 7, 0, "m1", "C9")
    assert told.occurrences == (Occurrence(PAST, OccurrenceOutcome.SENT),)
    assert await due(reminder_store) == [kept.id]


async def test_what_was_told_by_who_posted_it_stays(reminder_store: ReminderStore) -> None:
    kept, lost = await begun(reminder_store, lease=0)
    held = await claimed(reminder_store)
    await reminder_store.settle(lost, PAST, OccurrenceOutcome.SENT, NEXT, POSTED)
    assert await due(reminder_store) == []  # it is claimed
    await reminder_store.settle(held, PAST, OccurrenceOutcome.UNKNOWN, PAST + 7, None)
    told = await now(reminder_store, kept)
    assert (told.occurrences, told.due_at) == ((Occurrence(PAST, OccurrenceOutcome.SENT),), PAST + 7)


async def test_who_lost_a_lease_before_beginning_keeps_nobody_from_it(reminder_store: ReminderStore) -> None:
    kept = await added(reminder_store)
    lost, held = await claimed(reminder_store, lease=0), await claimed(reminder_store)
    assert not await reminder_store.begin(lost, PAST)
    await reminder_store.settle(lost, PAST, OccurrenceOutcome.UNKNOWN, NEXT, None)
    assert await now(reminder_store, kept) == kept
    assert await reminder_store.begin(held, PAST)
    await reminder_store.settle(lost, PAST, OccurrenceOutcome.UNKNOWN, NEXT, None)
    assert (await now(reminder_store, kept)).occurrences == (Occurrence(PAST, OccurrenceOutcome.SENDING),)


async def test_the_message_of_a_removed_reminder_is_not_recorded(reminder_store: ReminderStore) -> None:
    kept, claim = await begun(reminder_store)
    (removed,) = await reminder_store.remove(kept.series)
    assert removed.occurrences == (Occurrence(PAST, OccurrenceOutcome.SENDING),)
    assert not await reminder_store.settle(claim, PAST, OccurrenceOutcome.SENT, NEXT, POSTED, missed(PAST - 7))
    await reminder_store.put_back(claim, PAST, 0)
    assert await reminder_store.count() == 0


async def test_recording_an_outcome_wakes_waiters_if_the_reminder_is_due_soon(reminder_store: ReminderStore) -> None:
    _, claim = await begun(reminder_store)
    changed = reminder_store.changed.next
    await reminder_store.settle(claim, PAST, OccurrenceOutcome.SENT, PAST + 1, POSTED)
    assert changed.is_set()
    claim = await claimed(reminder_store)
    changed = reminder_store.changed.next
    await reminder_store.settle(claim, PAST + 1, OccurrenceOutcome.SENT, NEXT, POSTED)
    assert not changed.is_set()


async def test_nothing_of_a_removed_reminder_is_in_the_file_once_its_post_is_wiped(tmp_path: Path) -> None:
    """So many that pages of the file are split and merged; the remaining ones are found, so the search works.

    The name of a series has neither of the letters that are searched for.
    """
    chance = random.Random(1)  # noqa: S311 - the same each time
    session = await Session.open(f"sqlite:///{tmp_path}/ledger.db")
    reminder_store, wipe_store = made_reminders.on(session), WipeStore(session, registry.wipeable())
    for start in range(0, 200, 20):
        for number in range(start, start + 20):
            await added(reminder_store, place=Destination(CHANNEL, f"q{number:05d}"))
        for claim in await reminder_store.claim(OURS, 20, LEASE):
            chat = claim.reminder.place.chat
            message = f"m{chat.removeprefix('q')}" + "x" * chance.randint(0, 900)
            await reminder_store.settle(claim, PAST, OccurrenceOutcome.SENT, NEXT, (message, chat))
        for reminder in chance.sample(await reminder_store.all(OURS), 15):
            await reminder_store.remove(reminder.series)
        wipes = await wipe_store.claim(OURS, 20, LEASE)
        assert {wipe.part for wipe in wipes} == {MessageKind.POST}
        await wipe_store.finish(wipes)
    left = {reminder.place.chat.removeprefix("q") for reminder in await reminder_store.all(OURS)}
    found = set(re.findall("[qm]([0-9]{5})", (tmp_path / "ledger.db").read_bytes().decode("latin-1")))
    await session.close()
    assert found == left
