"""Alarms for coordinators: one when a reminder fails, and one when it works again."""

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import update

from adapters.storage.alarm_store import AlarmStore
from adapters.storage.alarms import Trouble
from adapters.storage.reminder_store import ReminderStore
from adapters.storage.reminders import (
    Delay,
    Destination,
    Occurrence,
    OccurrenceOutcome,
    Plan,
    Reminder,
    Suspension,
)
from adapters.storage.schema import reminder
from adapters.storage.session import Session
from tests.contract.test_reminder_store import CHANNEL, CHAT, LEASE, OURS, PAST, PLAN, WEEKLY, added
from tests.contract.test_reminder_store_claim import NEXT
from tests.support import made_reminders

REFUSED, MISSED, SENT, UNKNOWN = (
    OccurrenceOutcome.REFUSED,
    OccurrenceOutcome.MISSED,
    OccurrenceOutcome.SENT,
    OccurrenceOutcome.UNKNOWN,
)
Told = list[tuple[int, Trouble, str]]


@pytest.fixture
def alarm_store(session: Session, reminder_store: ReminderStore) -> AlarmStore:
    return AlarmStore(session, reminder_store.alarmed, quiet=0.0)


async def settled(
    reminder_store: ReminderStore,
    outcome: OccurrenceOutcome,
    why: str = "",
    suspended: Suspension | None = None,
    missed: tuple[Occurrence, ...] = (),
) -> None:
    """Record this outcome for the only due reminder, which is due again immediately."""
    (claim,) = await reminder_store.claim(OURS, 1, LEASE)
    moment = (claim.reminder.due_at or PAST) + len(claim.reminder.occurrences)
    await reminder_store.begin(claim, moment)
    posted = ("m1", claim.reminder.place.chat) if outcome is SENT else None
    await reminder_store.settle(claim, moment, outcome, moment + 1, posted, missed, why=why, suspended=suspended)


async def told(alarm_store: AlarmStore) -> Told:
    """Claim the pending alarms: the reminder, what is wrong, and why."""
    return [(alarm.reminder.id, alarm.trouble, alarm.why) for alarm in await alarm_store.claim(CHANNEL)]


@pytest.mark.parametrize(
    ("outcome", "why", "trouble"),
    [(REFUSED, Suspension.FORBIDDEN, Trouble.REFUSED), (MISSED, Delay.AWAY, Trouble.MISSED)],
)
async def test_trouble_is_reported_once_and_so_is_its_end(
    reminder_store: ReminderStore, alarm_store: AlarmStore, outcome: OccurrenceOutcome, why: str, trouble: Trouble
) -> None:
    kept = await added(reminder_store)
    assert await alarm_store.next_due(OURS) is None
    fired = reminder_store.alarmed.next
    await settled(reminder_store, outcome, why)
    assert fired.is_set()
    assert await alarm_store.next_due(OURS) == 0.0
    assert await told(alarm_store) == [(kept.id, trouble, why)]
    await settled(reminder_store, outcome, why)
    await settled(reminder_store, UNKNOWN)
    assert await told(alarm_store) == []
    await settled(reminder_store, SENT)
    assert await told(alarm_store) == [(kept.id, Trouble.NONE, "")]
    await settled(reminder_store, SENT)
    assert await told(alarm_store) == []
    await settled(reminder_store, outcome, why)
    assert await told(alarm_store) == [(kept.id, trouble, why)]


async def test_a_delay_or_a_post_is_no_trouble(reminder_store: ReminderStore, alarm_store: AlarmStore) -> None:
    await added(reminder_store)
    fired = reminder_store.alarmed.next
    await settled(reminder_store, SENT)
    await settled(reminder_store, UNKNOWN)
    assert not fired.is_set()
    assert await told(alarm_store) == []


async def test_a_suspension_is_reported_even_after_a_refusal(
    reminder_store: ReminderStore, alarm_store: AlarmStore
) -> None:
    kept = await added(reminder_store)
    await settled(reminder_store, REFUSED, Suspension.REJECTED)
    assert len(await told(alarm_store)) == 1
    await settled(reminder_store, REFUSED, Suspension.REJECTED, Suspension.REJECTED)
    assert await reminder_store.next_due(OURS) is None
    assert await told(alarm_store) == [(kept.id, Trouble.SUSPENDED, "rejected")]


async def test_a_missed_occurrence_is_reported_even_if_the_latest_was_posted(
    reminder_store: ReminderStore, alarm_store: AlarmStore
) -> None:
    kept = await added(reminder_store)
    passed = Occurrence(PAST - 7, MISSED, Delay.OFF)
    await settled(reminder_store, SENT, missed=(passed,))
    (alarm,) = await alarm_store.claim(CHANNEL)
    assert (alarm.reminder.id, alarm.trouble, alarm.why, alarm.moment) == (kept.id, Trouble.MISSED, "off", PAST - 7)


async def test_all_places_of_a_deleted_chat_are_reported_together(
    reminder_store: ReminderStore, alarm_store: AlarmStore
) -> None:
    kept = [await added(reminder_store, NEXT, Destination(CHANNEL, CHAT, thread)) for thread in ("", "7")]
    other = await added(reminder_store, NEXT, Destination(CHANNEL, "C2"))
    fired = reminder_store.alarmed.next
    assert await reminder_store.suspend(CHANNEL, CHAT, Suspension.LEFT) == 2
    assert fired.is_set()
    assert await told(alarm_store) == [(one.id, Trouble.SUSPENDED, "left") for one in kept]
    assert await reminder_store.suspend(CHANNEL, CHAT, Suspension.GONE) == 0
    assert await told(alarm_store) == []
    assert await now(reminder_store, other) == other


async def test_a_resumed_reminder_is_reported_as_working_only_after_a_post(
    reminder_store: ReminderStore, alarm_store: AlarmStore
) -> None:
    kept = await added(reminder_store)
    await reminder_store.suspend(CHANNEL, CHAT, Suspension.LEFT)
    assert len(await told(alarm_store)) == 1
    await reminder_store.change(kept.series, [kept.place], PLAN, PAST)
    assert await told(alarm_store) == []
    await settled(reminder_store, SENT)
    assert await told(alarm_store) == [(kept.id, Trouble.NONE, "")]


async def test_trouble_is_not_reported_if_the_reminder_is_resumed_first(
    reminder_store: ReminderStore, alarm_store: AlarmStore
) -> None:
    kept = await added(reminder_store)
    await reminder_store.suspend(CHANNEL, CHAT, Suspension.LEFT)
    await reminder_store.change(kept.series, [kept.place], PLAN, PAST)
    assert await told(alarm_store) == []
    await settled(reminder_store, SENT)
    assert await told(alarm_store) == []


async def test_a_resumed_reminder_that_is_refused_again_is_reported_again(
    reminder_store: ReminderStore, alarm_store: AlarmStore
) -> None:
    kept = await added(reminder_store)
    await reminder_store.suspend(CHANNEL, CHAT, Suspension.LEFT)
    await told(alarm_store)
    await reminder_store.change(kept.series, [kept.place], PLAN, PAST)
    await settled(reminder_store, REFUSED, Suspension.LEFT)
    assert await told(alarm_store) == [(kept.id, Trouble.REFUSED, "left")]


async def test_a_resumed_reminder_that_is_suspended_again_is_reported_again(
    reminder_store: ReminderStore, alarm_store: AlarmStore
) -> None:
    kept = await added(reminder_store)
    for _ in range(2):
        await reminder_store.suspend(CHANNEL, CHAT, Suspension.LEFT)
        assert await told(alarm_store) == [(kept.id, Trouble.SUSPENDED, "left")]
        await reminder_store.change(kept.series, [kept.place], PLAN, PAST)


async def test_a_resumed_reminder_with_an_unknown_outcome_is_not_reported_as_working(
    reminder_store: ReminderStore, alarm_store: AlarmStore
) -> None:
    kept = await added(reminder_store)
    await reminder_store.suspend(CHANNEL, CHAT, Suspension.LEFT)
    await told(alarm_store)
    await reminder_store.change(kept.series, [kept.place], PLAN, PAST)
    await settled(reminder_store, UNKNOWN)
    assert await told(alarm_store) == []


async def test_what_goes_wrong_again_before_it_was_told_waits_no_longer_for_that(
    session: Session, reminder_store: ReminderStore
) -> None:
    patient = AlarmStore(session, reminder_store.alarmed, quiet=60.0)
    await added(reminder_store)
    await settled(reminder_store, REFUSED, Suspension.REJECTED)
    await later(session, 50)
    await settled(reminder_store, REFUSED, Suspension.REJECTED)
    left = await patient.next_due(OURS)
    assert left is not None
    assert left <= 10


async def test_trouble_that_ends_before_it_was_reported_is_not_reported(
    reminder_store: ReminderStore, alarm_store: AlarmStore
) -> None:
    await added(reminder_store)
    await settled(reminder_store, REFUSED, Suspension.REJECTED)
    await settled(reminder_store, SENT)
    assert await alarm_store.next_due(OURS) is None
    assert await told(alarm_store) == []


async def test_two_processes_report_each_alarm_once(
    url: str, reminder_store: ReminderStore, alarm_store: AlarmStore
) -> None:
    for number in range(20):
        await added(reminder_store, NEXT, Destination(CHANNEL, f"C{number}"))
        await reminder_store.suspend(CHANNEL, f"C{number}", Suspension.LEFT)
    other = await Session.open(url)
    replica = AlarmStore(other, made_reminders.on(other).alarmed, quiet=0.0)
    found = await asyncio.gather(*(store.claim(CHANNEL) for store in (alarm_store, replica) * 3))
    assert sorted(alarm.reminder.place.chat for alarms in found for alarm in alarms) == sorted(
        f"C{number}" for number in range(20)
    )
    await other.close()


async def test_alarms_wait_for_more_but_not_too_long(session: Session, reminder_store: ReminderStore) -> None:
    patient = AlarmStore(session, reminder_store.alarmed, quiet=60.0)
    await added(reminder_store, NEXT)
    await reminder_store.suspend(CHANNEL, CHAT, Suspension.LEFT)
    assert await told(patient) == []
    left = await patient.next_due(OURS)
    assert left is not None
    assert 50 < left <= 60
    await later(session, 301)
    await added(reminder_store, NEXT, Destination(CHANNEL, "C2"))
    await reminder_store.suspend(CHANNEL, "C2", Suspension.LEFT)
    assert [alarm.reminder.place.chat for alarm in await patient.claim(CHANNEL)] == [CHAT, "C2"]


async def test_an_alarm_that_reached_nobody_is_handed_out_again_later(
    session: Session, reminder_store: ReminderStore, alarm_store: AlarmStore
) -> None:
    kept = await added(reminder_store)
    await settled(reminder_store, REFUSED, Suspension.REJECTED)
    alarms = await alarm_store.claim(CHANNEL)
    await alarm_store.put_back(alarms, 30.0)
    assert await told(alarm_store) == []
    left = await alarm_store.next_due(OURS)
    assert left is not None
    assert 20 < left <= 30
    await alarm_store.put_back(alarms, 0.0)  # twice changes nothing
    assert await told(alarm_store) == []
    await later(session, 30)
    assert await told(alarm_store) == [(kept.id, Trouble.REFUSED, "rejected")]


async def test_trouble_that_ends_before_anybody_was_reached_is_not_reported(
    session: Session, reminder_store: ReminderStore, alarm_store: AlarmStore
) -> None:
    await added(reminder_store)
    await settled(reminder_store, REFUSED, Suspension.REJECTED)
    alarms = await alarm_store.claim(CHANNEL)
    await settled(reminder_store, SENT)
    await alarm_store.put_back(alarms, 0.0)
    await later(session, 1)
    assert await told(alarm_store) == []


async def test_the_reach_of_the_last_alert_is_kept(alarm_store: AlarmStore) -> None:
    assert await alarm_store.unreached(CHANNEL) == 0
    await alarm_store.note_reach(CHANNEL, 2)
    await alarm_store.note_reach(CHANNEL, 1)
    assert await alarm_store.unreached(CHANNEL) == 1
    assert await alarm_store.unreached("telegram:2") == 0


async def test_each_account_gets_its_own_alarms(reminder_store: ReminderStore, alarm_store: AlarmStore) -> None:
    (elsewhere,) = await reminder_store.add("f" * 16, [Destination("telegram:2", CHAT)], Plan("x", WEEKLY), NEXT)
    await reminder_store.suspend("telegram:2", CHAT, Suspension.LEFT)
    assert await told(alarm_store) == []
    (alarm,) = await alarm_store.claim("telegram:2")
    assert alarm.reminder == replace(elsewhere, suspended="left", due_at=None)


async def later(session: Session, seconds: float) -> None:
    """Let time pass for pending alarms."""
    await session.run(update(reminder).values(tell_at=reminder.c.tell_at - seconds))


async def now(reminder_store: ReminderStore, kept: Reminder) -> Reminder:
    found = await reminder_store.get(kept.id)
    assert found
    return found
