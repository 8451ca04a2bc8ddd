"""The agenda's contract, on SQLite and on PostgreSQL: what is kept of a reminder, and how it is changed."""

import datetime as dt
import time

import pytest

from adapters.ledger import Agenda, Session
from adapters.ledger.reminder import Place, Reminder, Suspension
from bot.schedule import Schedule
from tests.postgres import Postgres, ask

CHANNEL, CHAT, CHECK = "slack:T1", "C1", "groomingcheck"
OURS = [CHANNEL]
PLACE = Place(CHANNEL, CHAT)
EVERY, LEASE, LATER = 100, 30.0, 600.0
PAST = 1_000_000.0
"""A moment that is long over."""
WEEKLY = Schedule(frozenset({0}), dt.time(9, 30), 1, dt.date(2026, 1, 5), "Europe/Amsterdam", holidays_off=False)
FULL = Schedule(
    weekdays=frozenset({1, 6}),
    time=dt.time(23, 59),
    weeks=4,
    start=dt.date(2028, 2, 29),
    zone="America/Argentina/Buenos_Aires",
    holidays_off=True,
    skips=frozenset({dt.date(2028, 3, 5), dt.date(2028, 12, 31)}),
    paused_until=dt.date(2028, 3, 1),
)


async def added(agenda: Agenda, due_at: float | None = PAST, place: Place = PLACE) -> Reminder:
    return await agenda.add(place, CHECK, WEEKLY, due_at)


async def due(agenda: Agenda) -> list[int]:
    """The reminders that are due and free, which are claimed by this."""
    return [claim.reminder.id for claim in await agenda.claim(OURS, EVERY, LEASE)]


@pytest.mark.parametrize("schedule", [WEEKLY, FULL], ids=["weekly", "full"])
async def test_a_reminder_is_kept_as_it_was_told(agenda: Agenda, schedule: Schedule) -> None:
    place = Place(CHANNEL, CHAT, "17")
    kept = await agenda.add(place, "other", schedule, None)
    assert kept == Reminder(kept.id, place, "other", schedule, 0, None, None, "", ())
    assert await agenda.get(kept.id) == kept
    assert await agenda.all(OURS) == (kept,)


async def test_a_number_is_never_given_twice(agenda: Agenda) -> None:
    first = await added(agenda)
    await agenda.remove(first.id)
    assert (await added(agenda)).id > first.id


async def test_what_is_gone_is_told(agenda: Agenda) -> None:
    kept = await added(agenda)
    assert await agenda.remove(kept.id) == kept
    assert await agenda.remove(kept.id) is None
    assert await agenda.get(kept.id) is None
    assert not await agenda.change(kept.id, CHECK, FULL, PAST)
    assert not await agenda.ring(kept.id)
    assert await agenda.count() == 0


async def test_all_are_told_in_the_order_of_their_places(agenda: Agenda) -> None:
    places = [("b", "1", ""), ("a", "2", ""), ("a", "10", "2"), ("a", "10", "10"), ("a", "10", ""), ("c", "1", "")]
    for channel, chat, thread in [*places, ("a", "2", "")]:
        await added(agenda, place=Place(channel, chat, thread))
    told = [(kept.place.channel, kept.place.chat, kept.place.thread) for kept in await agenda.all(["a", "b"])]
    assert told == sorted([*places[:-1], ("a", "2", "")])
    twins = [kept.id for kept in await agenda.all(["a"]) if kept.place.chat == "2"]
    assert twins == sorted(twins)
    assert await agenda.all([]) == ()
    assert await agenda.count() == 7


async def test_a_change_takes_the_place_of_all_that_was_told(agenda: Agenda) -> None:
    kept, other = await agenda.add(PLACE, "other", FULL, None), await added(agenda, None)
    await agenda.suspend(CHANNEL, CHAT, Suspension.LEFT)
    assert await agenda.change(kept.id, CHECK, WEEKLY, PAST)
    assert await agenda.get(kept.id) == Reminder(kept.id, PLACE, CHECK, WEEKLY, 0, None, PAST, "", ())
    assert (await agenda.get(other.id) or kept).suspended == Suspension.LEFT
    assert await due(agenda) == [kept.id]
    assert await agenda.change(kept.id, CHECK, WEEKLY, None)
    assert (await agenda.get(kept.id) or kept).due_at is None


async def test_a_reminder_that_is_rung_is_due_now(agenda: Agenda) -> None:
    paused, later, late = await added(agenda, None), await added(agenda, 4e9), await added(agenda, PAST)
    await added(agenda, 4e9)
    assert await agenda.ring(paused.id)
    assert await agenda.ring(later.id)
    assert await due(agenda) == [late.id, paused.id, later.id]


async def test_a_reminder_that_is_suspended_can_not_be_rung(agenda: Agenda) -> None:
    kept = await added(agenda)
    assert await agenda.suspend(CHANNEL, CHAT, Suspension.GONE) == 1
    assert not await agenda.ring(kept.id)
    assert await due(agenda) == []


async def test_every_reminder_of_a_chat_is_suspended_and_no_other(agenda: Agenda) -> None:
    kept = await added(agenda), await added(agenda, place=Place(CHANNEL, CHAT, "17"))
    others = await added(agenda, place=Place(CHANNEL, "C2")), await added(agenda, place=Place("telegram", CHAT))
    assert await agenda.suspend(CHANNEL, CHAT, Suspension.ARCHIVED) == 2
    assert await agenda.suspend(CHANNEL, "C3", Suspension.ARCHIVED) == 0
    told = {found.id: (found.suspended, found.due_at) for found in await agenda.all([CHANNEL, "telegram"])}
    assert told == {found.id: ("archived", None) for found in kept} | {found.id: ("", PAST) for found in others}
    assert await agenda.next_due([CHANNEL]) == 0  # of the other chat


async def test_one_topic_of_a_chat_is_suspended_and_no_other(agenda: Agenda) -> None:
    places = [Place(CHANNEL, CHAT, thread) for thread in ("", "7", "8")] + [Place(CHANNEL, "C9", "7")]
    for place in places:
        await agenda.add(place, CHECK, FULL, PAST)
    assert await agenda.suspend(CHANNEL, CHAT, Suspension.GONE, "7") == 1
    assert await agenda.suspend(CHANNEL, CHAT, Suspension.LEFT, "") == 1
    found = {(one.place.chat, one.place.thread): one.suspended for one in await agenda.all(OURS)}
    assert found == {(CHAT, ""): "left", (CHAT, "7"): "gone", (CHAT, "8"): "", ("C9", "7"): ""}


async def test_a_chat_that_moved_takes_every_reminder_along_and_no_other(agenda: Agenda) -> None:
    topic = await added(agenda, place=Place(CHANNEL, CHAT, "17"))
    kept = await added(agenda)
    others = await added(agenda, place=Place(CHANNEL, "C2")), await added(agenda, place=Place("telegram", CHAT))
    await agenda.move(CHANNEL, CHAT, "C9")
    assert (await agenda.get(topic.id) or kept).place == Place(CHANNEL, "C9", "17")
    assert (await agenda.get(kept.id) or topic).place == Place(CHANNEL, "C9")
    for other in others:
        assert await agenda.get(other.id) == other


async def test_what_is_due_first_is_waited_for(agenda: Agenda) -> None:
    assert await agenda.next_due(OURS) is None
    await added(agenda, None)
    await added(agenda, PAST, Place("telegram", "1"))
    assert await agenda.next_due(OURS) is None
    (held,) = await agenda.claim(["telegram"], EVERY, LEASE)
    for due_at in (held.now + 2 * LATER, held.now + LATER):
        await added(agenda, due_at)
        assert due_at - held.now - 30 < (await agenda.next_due(OURS) or 0) <= due_at - held.now
    await added(agenda, PAST)
    assert await agenda.next_due(OURS) == 0


async def test_lateness_counts_from_when_the_oldest_was_due(agenda: Agenda) -> None:
    assert await agenda.lateness() == 0
    await added(agenda, None)
    await added(agenda, 4e9)
    assert await agenda.lateness() == 0
    rung = await added(agenda, PAST)
    await agenda.ring(rung.id)
    (held,) = await agenda.claim(OURS, EVERY, LEASE)
    for due_at in (held.now - 100, held.now - 200):
        await added(agenda, due_at)
        assert held.now - due_at <= await agenda.lateness() < held.now - due_at + 60
    assert len(await agenda.claim(OURS, EVERY, LEASE)) == 2
    assert await agenda.lateness() == 0  # somebody is at it
    assert await agenda.count() == 5


async def test_who_waits_is_woken_by_what_may_come_due_soon_and_by_nothing_else(agenda: Agenda) -> None:
    kept = await added(agenda, None)
    await added(agenda, 4e9)
    await agenda.change(kept.id, CHECK, WEEKLY, 4e9)
    assert not agenda.changed.is_set()
    for change in (
        added(agenda, PAST),
        agenda.change(kept.id, CHECK, WEEKLY, PAST),
        agenda.ring(kept.id),
    ):
        agenda.changed.clear()
        await change
        assert agenda.changed.is_set()


async def test_the_clock_of_this_process_is_not_looked_at(agenda: Agenda, monkeypatch: pytest.MonkeyPatch) -> None:
    await added(agenda, time.time() + LATER)
    monkeypatch.setattr(time, "time", lambda: 4_000_000_000.0)
    assert await due(agenda) == []


async def test_now_is_the_databases_clock(postgres: Postgres) -> None:
    """An hour passes in the database alone: a clock of that name is put before its own."""
    url = postgres.database()
    session = await Session.open(url)
    (now,) = await ask(url, "SELECT extract(epoch FROM now())::float8 AS now")
    rung = await added(Agenda(session), None)
    await added(Agenda(session), now["now"] + LATER)
    await session.close()
    await ask(url, "CREATE SCHEMA hence")
    clock = "pg_catalog.statement_timestamp() + interval '1 hour'"
    await ask(url, f"CREATE FUNCTION hence.statement_timestamp() RETURNS timestamptz STABLE RETURN {clock}")
    ahead = await Session.open(url.replace("search_path=", "search_path=hence,pg_catalog,"))
    agenda = Agenda(ahead)
    assert 3600 - LATER - 30 < await agenda.lateness() <= 3600 - LATER + 30
    await agenda.ring(rung.id)
    claims = await agenda.claim(OURS, EVERY, LEASE)
    assert [0 <= claim.now - now["now"] - 3600 < 60 for claim in claims] == [True, True]
    assert 0 <= (claims[1].reminder.due_at or 0) - now["now"] - 3600 < 60
    await ahead.close()
