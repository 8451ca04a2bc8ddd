"""The contract of the reminder store, on SQLite and PostgreSQL: what is stored, and how it is changed."""

import datetime as dt
import time
from dataclasses import replace

import pytest

from adapters.storage.reminder_store import ReminderStore
from adapters.storage.reminders import Destination, Plan, Reminder, Suspension
from adapters.storage.session import Session
from bot.rhythm import LAST, Monthly, Once, Weekly
from bot.schedule import Schedule
from tests.support import made_reminders
from tests.support.made_reminders import add, weekly
from tests.support.postgres import Postgres, ask

CHANNEL, CHAT, CHECK, NAME = "slack:T1", "C1", "groomingcheck", "00112233aabbccdd"
OURS = [CHANNEL]
PLACE = Destination(CHANNEL, CHAT)
EVERY, LEASE, LATER = 100, 30.0, 600.0
PAST = 1_000_000.0
"""A moment in the distant past."""
WEEKLY = weekly([0], "09:30", "2026-01-05")
FULL = Schedule(
    rhythm=Weekly(frozenset({1, 6}), 4),
    times=frozenset({dt.time(0), dt.time(7, 5), dt.time(23, 59)}),
    start=dt.date(2028, 2, 29),
    zone="America/Argentina/Buenos_Aires",
    holidays_off=True,
    skips=frozenset({dt.date(2028, 3, 5), dt.date(2028, 12, 31)}),
    skipped=frozenset({dt.datetime.fromisoformat("2028-03-07T07:05"), dt.datetime.fromisoformat("2028-04-04T00:00")}),
    paused_until=dt.date(2028, 3, 1),
)
PLAN, FULL_PLAN = Plan(CHECK, WEEKLY), Plan("other", FULL, frozenset({"facts", "ask"}))
KINDS = {
    "weekly": PLAN,
    "full": FULL_PLAN,
    "monthly": Plan(CHECK, replace(WEEKLY, rhythm=Monthly(LAST, 6))),
    "once": Plan(CHECK, replace(WEEKLY, rhythm=Once())),
}


async def added(reminder_store: ReminderStore, due_at: float | None = PAST, place: Destination = PLACE) -> Reminder:
    return await add(reminder_store, place, WEEKLY, due_at)


async def due(reminder_store: ReminderStore) -> list[int]:
    """Claim the reminders that are due and unclaimed, and return them."""
    return [claim.reminder.id for claim in await reminder_store.claim(OURS, EVERY, LEASE)]


@pytest.mark.parametrize("plan", KINDS.values(), ids=KINDS)
async def test_a_reminder_is_stored_as_it_was_set_up(reminder_store: ReminderStore, plan: Plan) -> None:
    place = Destination(CHANNEL, CHAT, "17")
    (kept,) = await reminder_store.add(NAME, [place], plan, None)
    assert kept == Reminder(kept.id, place, NAME, plan, 0, None, None, "", ())
    assert await reminder_store.get(kept.id) == kept
    assert await reminder_store.all(OURS) == (kept,)


async def test_an_id_is_never_reused(reminder_store: ReminderStore) -> None:
    first = await added(reminder_store)
    await reminder_store.remove(first.series)
    assert (await added(reminder_store)).id > first.id


async def test_a_deleted_reminder_is_reported(reminder_store: ReminderStore) -> None:
    kept = await added(reminder_store)
    assert await reminder_store.remove(kept.series) == (kept,)
    assert await reminder_store.remove(kept.series) == ()
    assert await reminder_store.get(kept.id) is None
    assert await reminder_store.series(kept.series) == ()
    assert await reminder_store.change(kept.series, [PLACE], FULL_PLAN, PAST) == ()
    assert not await reminder_store.make_due(kept.series)
    assert await reminder_store.count() == 0


async def test_all_are_returned_in_the_order_of_their_places(reminder_store: ReminderStore) -> None:
    places = [("b", "1", ""), ("a", "2", ""), ("a", "10", "2"), ("a", "10", "10"), ("a", "10", ""), ("c", "1", "")]
    for channel, chat, thread in [*places, ("a", "2", "")]:
        await added(reminder_store, place=Destination(channel, chat, thread))
    told = [(kept.place.channel, kept.place.chat, kept.place.thread) for kept in await reminder_store.all(["a", "b"])]
    assert told == sorted([*places[:-1], ("a", "2", "")])
    twins = [kept.id for kept in await reminder_store.all(["a"]) if kept.place.chat == "2"]
    assert twins == sorted(twins)
    assert await reminder_store.all([]) == ()
    assert await reminder_store.count() == 7


async def test_a_change_replaces_everything_that_was_set_up(reminder_store: ReminderStore) -> None:
    (kept,), other = await reminder_store.add(NAME, [PLACE], FULL_PLAN, None), await added(reminder_store, None)
    await reminder_store.suspend(CHANNEL, CHAT, Suspension.LEFT)
    changed = Reminder(kept.id, PLACE, NAME, PLAN, 0, None, PAST, "", ())
    assert await reminder_store.change(NAME, [PLACE], PLAN, PAST) == (changed,)
    assert await reminder_store.get(kept.id) == changed
    assert (await reminder_store.get(other.id) or kept).suspended == Suspension.LEFT
    assert await due(reminder_store) == [kept.id]
    assert await reminder_store.change(NAME, [PLACE], PLAN, None)
    assert (await reminder_store.get(kept.id) or kept).due_at is None


async def test_a_reminder_can_be_made_due_now(reminder_store: ReminderStore) -> None:
    paused, later, late = (
        await added(reminder_store, None),
        await added(reminder_store, 4e9),
        await added(reminder_store, PAST),
    )
    await added(reminder_store, 4e9)
    assert await reminder_store.make_due(paused.series)
    assert await reminder_store.make_due(later.series)
    assert await due(reminder_store) == [late.id, paused.id, later.id]


async def test_a_suspended_reminder_cannot_be_made_due(reminder_store: ReminderStore) -> None:
    kept = await added(reminder_store)
    assert await reminder_store.suspend(CHANNEL, CHAT, Suspension.GONE) == 1
    assert not await reminder_store.make_due(kept.series)
    assert await due(reminder_store) == []


async def test_every_reminder_of_a_chat_is_suspended_and_no_other(reminder_store: ReminderStore) -> None:
    kept = await added(reminder_store), await added(reminder_store, place=Destination(CHANNEL, CHAT, "17"))
    others = (
        await added(reminder_store, place=Destination(CHANNEL, "C2")),
        await added(reminder_store, place=Destination("telegram", CHAT)),
    )
    assert await reminder_store.suspend(CHANNEL, CHAT, Suspension.ARCHIVED) == 2
    assert await reminder_store.suspend(CHANNEL, "C3", Suspension.ARCHIVED) == 0
    told = {found.id: (found.suspended, found.due_at) for found in await reminder_store.all([CHANNEL, "telegram"])}
    assert {id_: why for id_, (why, _) in told.items()} == dict.fromkeys((one.id for one in kept), "archived") | (
        dict.fromkeys((one.id for one in others), "")
    )
    assert {due_at for why, due_at in told.values() if why} == {None}
    assert await due(reminder_store) == [others[0].id]
    assert await reminder_store.suspend(CHANNEL, CHAT, Suspension.LEFT) == 0


async def test_one_topic_of_a_chat_is_suspended_and_no_other(reminder_store: ReminderStore) -> None:
    places = [Destination(CHANNEL, CHAT, thread) for thread in ("", "7", "8")] + [Destination(CHANNEL, "C9", "7")]
    for place in places:
        await add(reminder_store, place, FULL, PAST)
    assert await reminder_store.suspend(CHANNEL, CHAT, Suspension.GONE, "7") == 1
    assert await reminder_store.suspend(CHANNEL, CHAT, Suspension.LEFT, "") == 1
    found = {(one.place.chat, one.place.thread): one.suspended for one in await reminder_store.all(OURS)}
    assert found == {(CHAT, ""): "left", (CHAT, "7"): "gone", (CHAT, "8"): "", ("C9", "7"): ""}


async def test_a_chat_that_moved_takes_every_reminder_along_and_no_other(reminder_store: ReminderStore) -> None:
    topic = await added(reminder_store, place=Destination(CHANNEL, CHAT, "17"))
    kept = await added(reminder_store)
    others = (
        await added(reminder_store, place=Destination(CHANNEL, "C2")),
        await added(reminder_store, place=Destination("telegram", CHAT)),
    )
    await reminder_store.move(CHANNEL, CHAT, "C9")
    assert (await reminder_store.get(topic.id) or kept).place == Destination(CHANNEL, "C9", "17")
    assert (await reminder_store.get(kept.id) or topic).place == Destination(CHANNEL, "C9")
    for other in others:
        assert await reminder_store.get(other.id) == other


async def test_what_is_due_first_is_waited_for(reminder_store: ReminderStore) -> None:
    assert await reminder_store.next_due(OURS) is None
    await added(reminder_store, None)
    await added(reminder_store, PAST, Destination("telegram", "1"))
    assert await reminder_store.next_due(OURS) is None
    (held,) = await reminder_store.claim(["telegram"], EVERY, LEASE)
    for due_at in (held.now + 2 * LATER, held.now + LATER):
        await added(reminder_store, due_at)
        assert due_at - held.now - 30 < (await reminder_store.next_due(OURS) or 0) <= due_at - held.now
    await added(reminder_store, PAST)
    assert await reminder_store.next_due(OURS) == 0


async def test_lateness_counts_from_when_the_oldest_was_due(reminder_store: ReminderStore) -> None:
    assert await reminder_store.lateness() == 0
    await added(reminder_store, None)
    await added(reminder_store, 4e9)
    assert await reminder_store.lateness() == 0
    rung = await added(reminder_store, PAST)
    await reminder_store.make_due(rung.series)
    (held,) = await reminder_store.claim(OURS, EVERY, LEASE)
    for due_at in (held.now - 100, held.now - 200):
        await added(reminder_store, due_at)
        assert held.now - due_at <= await reminder_store.lateness() < held.now - due_at + 60
    assert len(await reminder_store.claim(OURS, EVERY, LEASE)) == 2
    assert await reminder_store.lateness() == 0  # it is claimed
    assert await reminder_store.count() == 5


async def test_waiters_wake_only_for_what_may_be_due_soon(reminder_store: ReminderStore) -> None:
    changed = reminder_store.changed.next
    kept = await added(reminder_store, None)
    await added(reminder_store, 4e9)
    await reminder_store.change(kept.series, [PLACE], PLAN, 4e9)
    assert not changed.is_set()
    for change in (
        added(reminder_store, PAST),
        reminder_store.change(kept.series, [PLACE], PLAN, PAST),
        reminder_store.make_due(kept.series),
    ):
        changed = reminder_store.changed.next
        await change
        assert changed.is_set()


async def test_the_clock_of_this_process_is_not_looked_at(
    reminder_store: ReminderStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    await added(reminder_store, time.time() + LATER)
    monkeypatch.setattr(time, "time", lambda: 4_000_000_000.0)
    assert await due(reminder_store) == []


async def test_now_is_the_databases_clock(postgres: Postgres) -> None:
    """An hour passes in the database only: a clock of the same name is put before its own."""
    url = postgres.database()
    session = await Session.open(url)
    (now,) = await ask(url, "SELECT extract(epoch FROM now())::float8 AS now")
    rung = await added(made_reminders.on(session), None)
    await added(made_reminders.on(session), now["now"] + LATER)
    await session.close()
    await ask(url, "CREATE SCHEMA hence")
    clock = "pg_catalog.statement_timestamp() + interval '1 hour'"
    await ask(url, f"CREATE FUNCTION hence.statement_timestamp() RETURNS timestamptz STABLE RETURN {clock}")
    ahead = await Session.open(url.replace("search_path=", "search_path=hence,pg_catalog,"))
    reminder_store = made_reminders.on(ahead)
    assert 3600 - LATER - 30 < await reminder_store.lateness() <= 3600 - LATER + 30
    await reminder_store.make_due(rung.series)
    claims = await reminder_store.claim(OURS, EVERY, LEASE)
    assert [0 <= claim.now - now["now"] - 3600 < 60 for claim in claims] == [True, True]
    assert 0 <= (claims[1].reminder.due_at or 0) - now["now"] - 3600 < 60
    await ahead.close()
