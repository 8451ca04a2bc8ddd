"""What is done for a coordinator: a plan that can be saved as it is, and series that are made, changed and skipped."""

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from adapters.reminders.actions import ReminderAction, available, revision
from adapters.reminders.series import Series, gathered
from adapters.reminders.service import ReminderService
from adapters.storage.reminder_store import ReminderStore
from adapters.storage.reminders import Destination, Plan, Suspension
from bot.rhythm import Weekly
from bot.schedule import Schedule, upcoming
from tests.contract.test_reminder_store import CHANNEL, CHECK, NAME

ZONE, OTHER = "Europe/Amsterdam", "ffeeddccbbaa9988"
PLACES = (Destination(CHANNEL, "C2"), Destination(CHANNEL, "C1", "7"))
WEDNESDAY = dt.datetime.fromisoformat("2026-12-02T12:00:00+00:00")
HAND_OVERS = frozenset({dt.time(7), dt.time(15), dt.time(23)})
DAILY = Plan(CHECK, Schedule(Weekly(frozenset(range(7))), HAND_OVERS, dt.date(2026, 12, 1), ZONE, holidays_off=True))


@pytest.fixture
def service(reminder_store: ReminderStore) -> ReminderService:
    return ReminderService(reminder_store, ZONE, WEDNESDAY.timestamp)


async def found(service: ReminderService, name: str = NAME) -> Series:
    series = await service.find(CHANNEL, name)
    assert series
    return series


@pytest.mark.parametrize(
    ("now", "first"),
    [
        ("2026-11-29T23:30:00+00:00", "2026-11-30T09:00:00+00:00"),  # Monday already, in Amsterdam
        ("2026-11-30T08:59:59+00:00", "2026-11-30T09:00:00+00:00"),
        ("2026-11-30T09:00:00+00:00", "2026-12-07T09:00:00+00:00"),
        ("2026-12-01T09:00:00+00:00", "2026-12-07T09:00:00+00:00"),
        ("2026-12-05T22:00:00+00:00", "2026-12-07T09:00:00+00:00"),
        ("2027-03-27T12:00:00+00:00", "2027-04-05T08:00:00+00:00"),  # over Easter Monday, and the change of the clock
        ("2026-12-24T12:00:00+00:00", "2026-12-28T09:00:00+00:00"),
    ],
)
def test_an_untouched_plan_is_never_wrong(reminder_store: ReminderStore, now: str, first: str) -> None:
    moment = dt.datetime.fromisoformat(now)
    service = ReminderService(reminder_store, ZONE, moment.timestamp)
    plan = service.blank(CHECK)
    assert service.problems(plan.schedule) == ()
    assert service.next_times(plan.schedule)[0] == dt.datetime.fromisoformat(first)
    local = moment.astimezone(ZoneInfo(ZONE))
    assert plan.schedule.start.weekday() == 0
    assert plan.schedule.start > local.date() or local.time() < dt.time(10)
    assert moment.astimezone(dt.UTC).date() <= plan.schedule.start <= moment.date() + dt.timedelta(days=7)


async def test_saved_twice_it_is_there_once(service: ReminderService, reminder_store: ReminderStore) -> None:
    """By the same name, or as the same thing by another: two commands that were typed one after the other."""
    first = await service.add(NAME, PLACES, DAILY)
    assert await service.add(NAME, PLACES, replace(DAILY, check="other")) == first
    assert await service.add(OTHER, PLACES[::-1], DAILY) == first
    assert await reminder_store.count() == 2
    assert (await service.add(OTHER, PLACES[:1], DAILY)).name == OTHER
    assert [series.name for series in gathered(await service.all(CHANNEL))] == [NAME, OTHER]
    assert first.places == PLACES
    assert first.plan == DAILY


async def test_saved_again_where_it_is_suspended_it_comes_again(
    service: ReminderService, reminder_store: ReminderStore
) -> None:
    await service.add(NAME, PLACES, DAILY)
    await reminder_store.suspend(CHANNEL, "C2", Suspension.LEFT)
    await service.add(OTHER, PLACES, DAILY)
    assert [one.suspended for one in (await found(service)).reminders] == ["", ""]


async def test_another_account_finds_nothing_of_it(service: ReminderService) -> None:
    await service.add(NAME, PLACES, DAILY)
    assert await service.find("telegram:1", NAME) is None
    assert await service.find(CHANNEL, OTHER) is None


async def test_each_press_skips_one_moment_and_moves_no_other(service: ReminderService) -> None:
    await service.add(NAME, PLACES, DAILY)
    before = upcoming(DAILY.schedule, WEDNESDAY, 6)
    for skipped in (1, 2, 3):
        assert await service.skip(await found(service))
        series = await found(service)
        assert [one.due_at for one in series.reminders] == [before[skipped].timestamp()] * 2
        assert upcoming(series.plan.schedule, WEDNESDAY, 3) == before[skipped : skipped + 3]
    assert len((await found(service)).plan.schedule.skipped) == 3


async def test_what_has_passed_is_forgotten_when_the_next_is_skipped(service: ReminderService) -> None:
    past = replace(
        DAILY.schedule,
        skips=frozenset({dt.date(2026, 12, 1), dt.date(2026, 12, 24)}),
        skipped=frozenset({dt.datetime.fromisoformat("2026-12-01T23:00")}),
    )
    await service.add(NAME, PLACES, replace(DAILY, schedule=past))
    await service.skip(await found(service))
    schedule = (await found(service)).plan.schedule
    assert schedule.skips == {dt.date(2026, 12, 24)}
    assert schedule.skipped == {dt.datetime.fromisoformat("2026-12-02T15:00")}


async def test_a_place_that_is_suspended_stays_so_until_it_is_resumed_or_changed(
    service: ReminderService, reminder_store: ReminderStore
) -> None:
    await service.add(NAME, PLACES, DAILY)
    await reminder_store.suspend(CHANNEL, "C2", Suspension.LEFT)
    for change in (service.skip, service.pause):
        await change(await found(service))
        assert [one.suspended for one in (await found(service)).reminders] == ["left", ""]
    assert [one.due_at for one in (await found(service)).reminders] == [None, None]
    await service.resume(await found(service))
    assert [one.suspended for one in (await found(service)).reminders] == ["", ""]
    assert (await found(service)).plan.schedule.paused_until is None


async def test_a_deleted_reminder_is_reported(service: ReminderService) -> None:
    series = await service.add(NAME, PLACES, DAILY)
    await service.remove(series)
    await service.remove(series)
    assert await service.find(CHANNEL, NAME) is None
    for done in (service.pause, service.resume, service.skip, service.post_now):
        assert not await done(series)
    assert not await service.change(series, PLACES, DAILY)


async def test_what_may_be_done_follows_from_how_it_stands_in_all_places(
    service: ReminderService, reminder_store: ReminderStore
) -> None:
    everything = [*ReminderAction]

    async def offered() -> list[ReminderAction]:
        return [*available(await found(service), WEDNESDAY)]

    await service.add(NAME, PLACES, DAILY)
    everything.remove(ReminderAction.RESUME)
    assert await offered() == everything
    await reminder_store.suspend(CHANNEL, "C2", Suspension.LEFT)
    assert await offered() == [*ReminderAction]
    await service.pause(await found(service))
    assert {ReminderAction.PAUSE, ReminderAction.SKIP}.isdisjoint(await offered())
    await reminder_store.suspend(CHANNEL, "C1", Suspension.LEFT)
    assert await offered() == [ReminderAction.CHANGE, ReminderAction.RESUME, ReminderAction.DELETE]


async def test_a_revision_changes_with_a_post_in_any_place(service: ReminderService) -> None:
    series = await service.add(NAME, PLACES, DAILY)
    first, last = series.reminders
    changes = [
        (replace(first, prompt=first.prompt + 1), last),
        (first, replace(last, prompt=last.prompt + 2)),
        (replace(first, due_at=(first.due_at or 0) + 5 * 60), last),
    ]
    seen = {revision(series), *(revision(Series(NAME, reminders)) for reminders in changes)}
    assert len(seen) == 4
