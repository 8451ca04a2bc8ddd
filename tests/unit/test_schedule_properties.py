"""When a reminder comes, for any schedule, asked at any moment."""

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rhythm import Monthly, Weekly
from bot.schedule import Schedule, between, next_after, upcoming, without_next
from tests.support import almanac

QUICK = settings(max_examples=100)
DATES = st.dates(almanac.FIRST, dt.date(2028, 6, 30))
BOUNDS = dt.datetime.combine(almanac.FIRST, dt.time.max), dt.datetime.combine(dt.date(2029, 12, 31), dt.time())
INSTANTS = st.datetimes(*BOUNDS, timezones=st.just(dt.UTC))
ZONES = ("Europe/Amsterdam", "UTC", "America/New_York", "Australia/Lord_Howe", "America/Nuuk", "Asia/Kathmandu")

WEEKDAYS, TIMES = st.integers(0, 6), st.builds(dt.time, st.integers(0, 23), st.integers(0, 59))

SCHEDULES = st.builds(
    Schedule,
    rhythm=st.builds(Weekly, st.frozensets(WEEKDAYS, min_size=1), st.integers(1, 4))
    | st.builds(Monthly, st.integers(1, 5), WEEKDAYS),
    times=st.frozensets(TIMES, min_size=1, max_size=4),
    start=DATES,
    zone=st.sampled_from(ZONES),
    holidays_off=st.booleans(),
    skips=st.frozensets(DATES, max_size=5),
    paused_until=st.none() | DATES,
)


@QUICK
@given(SCHEDULES, INSTANTS)
def test_the_next_moment_is_later_is_of_the_schedule_and_is_the_first(schedule: Schedule, instant: dt.datetime) -> None:
    found = next_after(schedule, instant)
    assert found is not None
    moments = almanac.moments(schedule, instant.date() - 2 * almanac.DAY, found.date() + 2 * almanac.DAY)
    assert found > instant
    assert found in moments
    assert not [moment for moment in moments if instant < moment < found]


@QUICK
@given(SCHEDULES, INSTANTS, st.data())
def test_who_asks_at_about_a_moment_gets_the_right_one(
    schedule: Schedule, instant: dt.datetime, data: st.DataObject
) -> None:
    this, following = upcoming(schedule, instant, 2)
    at = this + data.draw(st.timedeltas(dt.timedelta(), following - this))
    assert next_after(schedule, this - dt.timedelta.resolution) == this
    assert next_after(schedule, this) == following
    assert at == following or next_after(schedule, at) == following


@QUICK
@given(SCHEDULES, INSTANTS, st.integers(0, 6))
def test_the_next_few_are_what_asking_again_and_again_gives(
    schedule: Schedule, instant: dt.datetime, count: int
) -> None:
    few = upcoming(schedule, instant, count)
    assert len(few) == count
    for moment in few:
        assert next_after(schedule, instant) == moment
        instant = moment


@QUICK
@given(SCHEDULES, INSTANTS, st.timedeltas(dt.timedelta(0), dt.timedelta(40)), st.integers(0, 8))
def test_those_between_two_instants_are_the_next_ones_that_come_no_later(
    schedule: Schedule, instant: dt.datetime, span: dt.timedelta, count: int
) -> None:
    passed = [moment for moment in upcoming(schedule, instant, 400) if moment <= instant + span]
    assert [*between(schedule, instant, instant + span, count)] == passed[:count]
    assert [*between(schedule, instant, max([instant, *passed]), 400)] == passed


@given(SCHEDULES, INSTANTS)
def test_leaving_out_the_next_moment_moves_no_other(schedule: Schedule, instant: dt.datetime) -> None:
    _, *others = upcoming(schedule, instant, 6)
    without = without_next(schedule, instant)
    assert without is not None
    assert [*upcoming(without, instant, 5)] == others
