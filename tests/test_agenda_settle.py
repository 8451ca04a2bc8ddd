"""What is told of a moment afterwards: its outcome, the message that stands, and when the reminder comes next."""

import asyncio
import random
import re
from pathlib import Path

import pytest

from adapters.ledger import Agenda, Session
from adapters.ledger.reminder import KEPT, Claim, Occurrence, Outcome, Place, Reminder, Suspension
from tests.test_agenda import CHANNEL, CHAT, LEASE, OURS, PAST, added, due
from tests.test_agenda_claim import NEXT, claimed

POSTED = ("m1", CHAT)


async def begun(agenda: Agenda, lease: float = LEASE) -> tuple[Reminder, Claim]:
    kept = await added(agenda)
    claim = await claimed(agenda, lease)
    assert await agenda.begin(claim, PAST)
    return kept, claim


async def now(agenda: Agenda, kept: Reminder) -> Reminder:
    found = await agenda.get(kept.id)
    assert found is not None
    return found


async def test_what_was_posted_is_known_and_comes_again(agenda: Agenda) -> None:
    kept, claim = await begun(agenda)
    assert await agenda.settle(claim, PAST, Outcome.SENT, PAST + 7, ("m1", "C9"))
    told = await now(agenda, kept)
    assert (told.prompt, told.message, told.place.chat, told.due_at) == (1, "m1", "C9", PAST + 7)
    assert told.occurrences == (Occurrence(PAST, Outcome.SENT),)
    again = await claimed(agenda)
    assert again.reminder == told
    await agenda.begin(again, PAST + 7)
    await agenda.settle(again, PAST + 7, Outcome.SENT, None, ("m2", "C9"))
    told = await now(agenda, kept)
    assert (told.prompt, told.message, told.due_at) == (2, "m2", None)
    assert told.occurrences == (Occurrence(PAST + 7, Outcome.SENT), Occurrence(PAST, Outcome.SENT))


@pytest.mark.parametrize("outcome", [Outcome.REFUSED, Outcome.UNKNOWN])
async def test_what_was_not_posted_leaves_the_last_message(agenda: Agenda, outcome: Outcome) -> None:
    kept, claim = await begun(agenda)
    await agenda.settle(claim, PAST, Outcome.SENT, PAST + 7, POSTED)
    claim = await claimed(agenda)
    await agenda.begin(claim, PAST + 7)
    await agenda.settle(claim, PAST + 7, outcome, NEXT, None)
    told = await now(agenda, kept)
    assert (told.prompt, told.message, told.place.chat, told.due_at) == (1, "m1", CHAT, NEXT)
    assert told.occurrences[0] == Occurrence(PAST + 7, outcome)


async def test_what_was_refused_for_good_comes_no_more_and_no_other_is_touched(agenda: Agenda) -> None:
    kept, twin = await added(agenda), await added(agenda, NEXT)
    claim = await claimed(agenda)
    await agenda.begin(claim, PAST)
    await agenda.settle(claim, PAST, Outcome.REFUSED, None, None, suspended=Suspension.GONE)
    told, other = await now(agenda, kept), await now(agenda, twin)
    assert (told.suspended, told.due_at, told.prompt) == (Suspension.GONE, None, 0)
    assert (other.suspended, other.due_at) == ("", NEXT)


async def test_what_was_missed_is_told_without_having_been_begun(agenda: Agenda) -> None:
    kept = await added(agenda)
    await agenda.settle(await claimed(agenda), PAST, Outcome.MISSED, NEXT, None, [PAST - 7, PAST + 7])
    moments = [PAST + 7, PAST, PAST - 7]
    assert (await now(agenda, kept)).occurrences == tuple(Occurrence(moment, Outcome.MISSED) for moment in moments)


async def test_what_is_known_of_a_moment_is_not_missed(agenda: Agenda) -> None:
    kept, claim = await begun(agenda)
    await agenda.settle(claim, PAST, Outcome.SENT, PAST + 7, POSTED)
    await agenda.settle(await claimed(agenda), PAST + 7, Outcome.MISSED, NEXT, None, [PAST])
    missed = Occurrence(PAST + 7, Outcome.MISSED)
    assert (await now(agenda, kept)).occurrences == (missed, Occurrence(PAST, Outcome.SENT))


async def test_what_somebody_left_is_unknown_whatever_comes_after_it(agenda: Agenda) -> None:
    kept, _ = await begun(agenda, lease=0)
    await agenda.settle(await claimed(agenda), PAST, Outcome.MISSED, PAST + 7, None, [PAST])
    assert (await now(agenda, kept)).occurrences == (Occurrence(PAST, Outcome.UNKNOWN),)
    await agenda.begin(await claimed(agenda, lease=0), PAST + 7)
    await agenda.ring(kept.id)
    rung = await claimed(agenda)
    moment = rung.reminder.due_at or 0
    assert await agenda.begin(rung, moment)
    await agenda.settle(rung, moment, Outcome.SENT, NEXT, POSTED)
    outcomes = [past.outcome for past in (await now(agenda, kept)).occurrences]
    assert outcomes == [Outcome.SENT, Outcome.UNKNOWN, Outcome.UNKNOWN]


async def test_the_latest_occurrences_are_kept_and_no_others(agenda: Agenda) -> None:
    kept, claim = await begun(agenda)
    other, _ = (await added(agenda), await agenda.settle(claim, PAST, Outcome.SENT, PAST + 1, POSTED))
    await agenda.settle(await claimed_of(agenda, other), PAST, Outcome.MISSED, NEXT, None)
    for moment in range(1, KEPT + 3):
        await agenda.settle(await claimed(agenda), PAST + moment, Outcome.UNKNOWN, PAST + moment + 1, None)
    moments = [past.moment for past in (await now(agenda, kept)).occurrences]
    assert moments == [PAST + moment for moment in range(KEPT + 2, 2, -1)]
    claim = await claimed(agenda)
    assert await agenda.begin(claim, PAST + 2)  # nothing of it is left
    assert len((await now(agenda, kept)).occurrences) == KEPT
    assert len((await now(agenda, other)).occurrences) == 1


async def test_every_reminder_is_told_with_its_own_occurrences(agenda: Agenda) -> None:
    kept = [await added(agenda, PAST + number) for number in range(3)]
    for claim in (await agenda.claim(OURS, 9, LEASE))[1:]:
        await agenda.begin(claim, claim.reminder.due_at or 0)
    told = [[past.moment for past in found.occurrences] for found in await agenda.all(OURS)]
    assert told == [[], [PAST + 1], [PAST + 2]]
    assert [(await now(agenda, one)).occurrences for one in kept[:1]] == [()]


async def claimed_of(agenda: Agenda, kept: Reminder) -> Claim:
    """Claim this one, and have the others be due as before."""
    claims = await agenda.claim([kept.place.channel], 9, 1e-3)
    await asyncio.sleep(0.01)
    return next(claim for claim in claims if claim.reminder.id == kept.id)


async def test_who_lost_a_lease_tells_what_was_posted_and_moves_nothing(agenda: Agenda) -> None:
    kept, lost = await begun(agenda, lease=0)
    held = await claimed(agenda)
    await agenda.settle(held, PAST, Outcome.UNKNOWN, PAST + 7, None)
    assert await agenda.settle(lost, PAST, Outcome.SENT, NEXT, ("m1", "C9"), [PAST - 7])
    told = await now(agenda, kept)
    assert (told.due_at, told.prompt, told.message, told.place.chat) == (PAST + 7, 0, "m1", "C9")
    assert told.occurrences == (Occurrence(PAST, Outcome.SENT),)
    assert await due(agenda) == [kept.id]


async def test_what_was_told_by_who_posted_it_stays(agenda: Agenda) -> None:
    kept, lost = await begun(agenda, lease=0)
    held = await claimed(agenda)
    await agenda.settle(lost, PAST, Outcome.SENT, NEXT, POSTED)
    assert await due(agenda) == []  # somebody holds it
    await agenda.settle(held, PAST, Outcome.UNKNOWN, PAST + 7, None)
    told = await now(agenda, kept)
    assert (told.occurrences, told.due_at) == ((Occurrence(PAST, Outcome.SENT),), PAST + 7)


async def test_who_lost_a_lease_before_beginning_keeps_nobody_from_it(agenda: Agenda) -> None:
    kept = await added(agenda)
    lost, held = await claimed(agenda, lease=0), await claimed(agenda)
    assert not await agenda.begin(lost, PAST)
    await agenda.settle(lost, PAST, Outcome.UNKNOWN, NEXT, None)
    assert await now(agenda, kept) == kept
    assert await agenda.begin(held, PAST)
    await agenda.settle(lost, PAST, Outcome.UNKNOWN, NEXT, None)
    assert (await now(agenda, kept)).occurrences == (Occurrence(PAST, Outcome.SENDING),)


async def test_a_message_of_a_reminder_that_was_removed_is_nobodys(agenda: Agenda) -> None:
    kept, claim = await begun(agenda)
    removed = await agenda.remove(kept.id)
    assert removed is not None
    assert removed.occurrences == (Occurrence(PAST, Outcome.SENDING),)
    assert not await agenda.settle(claim, PAST, Outcome.SENT, NEXT, POSTED, [PAST - 7])
    await agenda.put_back(claim, PAST, 0)
    assert await agenda.count() == 0


async def test_who_settles_wakes_who_waits_if_it_comes_again_soon(agenda: Agenda) -> None:
    _, claim = await begun(agenda)
    agenda.changed.clear()
    await agenda.settle(claim, PAST, Outcome.SENT, PAST + 1, POSTED)
    assert agenda.changed.is_set()
    claim = await claimed(agenda)
    agenda.changed.clear()
    await agenda.settle(claim, PAST + 1, Outcome.SENT, NEXT, POSTED)
    assert not agenda.changed.is_set()


async def test_nothing_of_a_removed_reminder_is_in_the_file(tmp_path: Path) -> None:
    """So many that pages of the file are divided and joined; the ones that are left are there, so looking works."""
    chance = random.Random(1)  # noqa: S311 - so that it is the same each time
    session = await Session.open(f"sqlite:///{tmp_path}/ledger.db")
    agenda = Agenda(session)
    for start in range(0, 200, 20):
        for number in range(start, start + 20):
            await added(agenda, place=Place(CHANNEL, f"c{number:05d}"))
        for claim in await agenda.claim(OURS, 20, LEASE):
            chat = claim.reminder.place.chat
            message = f"m{chat.removeprefix('c')}" + "x" * chance.randint(0, 900)
            await agenda.settle(claim, PAST, Outcome.SENT, NEXT, (message, chat))
        for reminder in chance.sample(await agenda.all(OURS), 15):
            await agenda.remove(reminder.id)
    left = {reminder.place.chat.removeprefix("c") for reminder in await agenda.all(OURS)}
    found = set(re.findall("[cm]([0-9]{5})", (tmp_path / "ledger.db").read_bytes().decode("latin-1")))
    await session.close()
    assert found == left
