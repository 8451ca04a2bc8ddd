"""When a reminder comes: compared with an almanac, with dates written out, and for any schedule at all."""

import datetime as dt
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest

from bot.public_holidays import holiday
from bot.rhythm import LAST, Monthly, Once, Rhythm, Weekly
from bot.schedule import HORIZON, Schedule, gap, next_after, upcoming, without_next
from bot.schedule_problems import problems
from tests.support import almanac

AMSTERDAM, NUUK, LORD_HOWE = "Europe/Amsterdam", "America/Nuuk", "Australia/Lord_Howe"
MONDAY, WEDNESDAY, FRIDAY, SATURDAY, SUNDAY = 0, 2, 4, 5, 6
HAND_OVERS = frozenset({dt.time(7), dt.time(15), dt.time(23)})
DAILY, WEEKEND = frozenset(range(7)), frozenset({SATURDAY, SUNDAY})
NOW = dt.datetime(2026, 6, 10, 12, tzinfo=dt.UTC)
MINUTE, DAY = dt.timedelta(minutes=1), dt.timedelta(days=1)


def weekly(
    days: Iterable[int], time: str, zone: str = AMSTERDAM, *, weeks: int = 1, start: str = "2024-01-01"
) -> Schedule:
    rhythm, times = Weekly(frozenset(days), weeks), frozenset({dt.time.fromisoformat(time)})
    return Schedule(rhythm, times, dt.date.fromisoformat(start), zone, holidays_off=False)


def monthly(which: int, weekday: int, time: str, start: str = "2024-01-01") -> Schedule:
    return replace(weekly({weekday}, time, start=start), rhythm=Monthly(which, weekday))


def utc(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


def rhythm(schedule: Schedule, other: Rhythm) -> Schedule:
    return replace(schedule, rhythm=other)


def hours(*numbers: int) -> frozenset[dt.time]:
    return frozenset(map(dt.time, numbers))


def naive(*texts: str) -> frozenset[dt.datetime]:
    return frozenset(map(dt.datetime.fromisoformat, texts))


MORNING = weekly({MONDAY, WEDNESDAY}, "09:00", start="2026-06-10")

TABLE = {
    "a gap and a fold": weekly({SUNDAY}, "02:30"),
    "a gap's begin": weekly(WEEKEND, "02:00"),
    "a fold's end": weekly(WEEKEND, "03:00"),
    "midnight": weekly(WEEKEND, "00:00"),
    "the last quarter": weekly({FRIDAY}, "23:45"),
    "every second week": weekly({MONDAY, FRIDAY}, "09:15", weeks=2, start="2024-01-03"),
    "every third week": weekly({WEDNESDAY}, "09:15", weeks=3, start="2024-02-01"),
    "every fourth week": weekly({SUNDAY}, "02:30", weeks=4, start="2024-03-31"),
    "a start on a Sunday": weekly({MONDAY, SUNDAY}, "09:00", weeks=2, start="2024-12-29"),
    "a start long ago": weekly({MONDAY}, "09:00", weeks=4, start="2019-12-31"),
    "a start to come": weekly(DAILY, "09:00", start="2027-05-05"),
    "holidays off": replace(weekly(DAILY, "10:00"), holidays_off=True),
    "holidays off every second week": replace(weekly(DAILY, "10:00", weeks=2), holidays_off=True),
    "skips": replace(weekly(DAILY, "10:00"), skips=frozenset({dt.date(2026, 7, 1), dt.date(2028, 2, 29)})),
    "a pause": replace(weekly({MONDAY}, "10:00", weeks=3), paused_until=dt.date(2026, 8, 11)),
    "a pause up to its day": replace(weekly({MONDAY}, "10:00"), paused_until=dt.date(2026, 8, 10)),
    "a pause before the start": replace(
        weekly({MONDAY}, "10:00", start="2026-01-01"), paused_until=dt.date(2025, 1, 1)
    ),
    "hand-overs": replace(weekly(DAILY, "07:00"), times=HAND_OVERS),
    "hand-overs around both nights": replace(weekly(DAILY, "07:00"), times=HAND_OVERS | {dt.time(2, 30)}),
    "two times in one gap": replace(weekly({SUNDAY}, "02:00"), times=hours(2, 3) | {dt.time(2, 30), dt.time(2, 59)}),
    "two times in one fold": replace(weekly({SUNDAY}, "02:00"), times=hours(2, 3) | {dt.time(2, 30), dt.time(1, 59)}),
    "hand-overs on working days": replace(
        weekly(range(5), "07:00", weeks=2, start="2024-01-02"), times=HAND_OVERS, holidays_off=True
    ),
    "single moments": replace(
        weekly(DAILY, "07:00"),
        times=HAND_OVERS,
        skips=frozenset({dt.date(2026, 3, 29)}),
        skipped=naive("2026-03-28T23:00", "2026-10-25T15:00", "2028-02-29T07:00", "2028-02-29T12:00"),
    ),
    "the first Monday": monthly(1, MONDAY, "09:30"),
    "the fourth Friday": replace(monthly(4, FRIDAY, "15:00"), times=HAND_OVERS),
    "the last Sunday, the clock's own": monthly(LAST, SUNDAY, "02:30"),
    "the last Wednesday": monthly(LAST, WEDNESDAY, "23:59"),
    "the second Monday, with Whit Monday": replace(monthly(2, MONDAY, "10:00"), holidays_off=True),
    "the third Saturday, from a third Saturday on": monthly(3, SATURDAY, "00:00", start="2025-02-15"),
    "monthly with a pause": replace(monthly(1, MONDAY, "09:30"), paused_until=dt.date(2027, 6, 8)),
    "once": rhythm(weekly({MONDAY}, "11:00", start="2027-03-28"), Once()),
    "once in the gap, on a holiday": replace(
        weekly({MONDAY}, "02:30", start="2027-03-28"), rhythm=Once(), holidays_off=True
    ),
    "once, at every hand-over": replace(weekly({MONDAY}, "07:00", start="2028-10-29"), rhythm=Once(), times=HAND_OVERS),
    "UTC": weekly({SUNDAY}, "02:30", "UTC"),
    "New York": weekly({SUNDAY}, "02:30", "America/New_York", weeks=2, start="2024-03-10"),
    "New York's fold": weekly({SUNDAY}, "01:30", "America/New_York"),
    "Lord Howe": weekly(WEEKEND, "02:15", LORD_HOWE),
    "Lord Howe's fold": weekly(WEEKEND, "01:45", LORD_HOWE),
    "a quarter of an hour off": weekly(WEEKEND, "05:45", "Asia/Kathmandu"),
    "a gap up to midnight": weekly({SATURDAY}, "23:30", NUUK),
    "a fold before midnight": replace(weekly(WEEKEND, "23:15", NUUK), skips=frozenset({dt.date(2025, 3, 30)})),
}


@pytest.mark.parametrize("schedule", TABLE.values(), ids=TABLE)
def test_every_moment_from_2024_to_2030_matches_the_almanac(schedule: Schedule) -> None:
    expected = almanac.moments(schedule)
    at = utc("2023-12-31T00:00") if schedule.start.year >= 2024 else expected[0] - MINUTE
    found = []
    for _ in expected:
        moment = next_after(schedule, at)
        assert moment is not None
        found.append(moment)
        at = moment
    assert found == expected
    middle = len(expected) // 2
    assert upcoming(schedule, expected[middle], 20) == tuple(expected[middle + 1 : middle + 21])
    assert {moment.tzinfo for moment in found} == {dt.UTC}


@pytest.mark.parametrize("year", range(2024, 2031))
def test_half_past_two_comes_once_on_both_nights_of_the_clock(year: int) -> None:
    spring = {2024: 31, 2025: 30, 2026: 29, 2027: 28, 2028: 26, 2029: 25, 2030: 31}[year]
    autumn = {2024: 27, 2025: 26, 2026: 25, 2027: 31, 2028: 29, 2029: 28, 2030: 27}[year]
    nights = weekly(DAILY, "02:30")
    assert upcoming(nights, utc(f"{year}-03-{spring - 1}T12:00"), 1) == (utc(f"{year}-03-{spring}T01:00"),)
    fold = utc(f"{year}-10-{autumn}T00:30")
    assert upcoming(nights, fold - DAY / 2, 2) == (fold, fold + DAY + dt.timedelta(hours=1))
    # Also when asked between the two times at which the clock says half past two.
    assert next_after(nights, fold + 45 * MINUTE) == fold + DAY + dt.timedelta(hours=1)


def test_a_day_that_a_zone_leaves_out_comes_with_the_next_and_two_at_once_are_one() -> None:
    apia = weekly(DAILY, "00:00", "Pacific/Apia", start="2011-12-29")
    days = [moment.astimezone(ZoneInfo("Pacific/Apia")).day for moment in upcoming(apia, utc("2011-12-28T00:00"), 3)]
    assert days == [29, 31, 1]


def test_every_second_week_goes_on_through_a_year_of_53_weeks() -> None:
    found = upcoming(weekly({MONDAY}, "09:00", "UTC", weeks=2, start="2026-12-10"), utc("2026-12-01T00:00"), 3)
    assert found == (utc("2026-12-21T09:00"), utc("2027-01-04T09:00"), utc("2027-01-18T09:00"))


def test_what_lies_beyond_five_years_is_not_looked_for() -> None:
    far = NOW + HORIZON + DAY
    late = replace(MORNING, paused_until=far.date())
    assert next_after(late, NOW) is None
    assert upcoming(late, NOW, 3) == ()
    assert next_after(late, NOW + 7 * DAY) is not None


def test_holidays_match_the_table() -> None:
    days = [almanac.FIRST + number * DAY for number in range((almanac.LAST - almanac.FIRST).days + 1)]
    assert {day for day in days if holiday(day)} == almanac.HOLIDAYS


def test_a_machine_without_zone_data_will_do() -> None:
    """A slim container has none, and PYTHONTZPATH says where to look for the machine's own."""
    asked = "import zoneinfo; zoneinfo.ZoneInfo('Europe/Amsterdam'); print(len(zoneinfo.available_timezones()))"
    command = [sys.executable, "-c", asked]
    done = subprocess.run(command, env={"PYTHONTZPATH": ""}, capture_output=True, text=True, check=True)
    assert int(done.stdout) > 400


def test_a_program_pays_for_the_holidays_only_when_it_wants_them() -> None:
    code = "import sys; import bot.schedule; sys.exit('holidays' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0


@pytest.mark.parametrize(
    ("schedule", "local"),
    [
        (weekly({SUNDAY}, "02:30"), dt.datetime.fromisoformat("2027-03-28T02:30")),
        (
            replace(weekly(DAILY, "07:00"), times=HAND_OVERS | {dt.time(2, 30)}),
            dt.datetime.fromisoformat("2027-03-28T02:30"),
        ),
        (replace(weekly(DAILY, "07:00"), times=HAND_OVERS), None),
        (monthly(LAST, SUNDAY, "02:00"), dt.datetime.fromisoformat("2027-03-28T02:00")),
        (monthly(1, SUNDAY, "02:00"), None),
        (weekly({SUNDAY}, "03:00"), None),
        (weekly({SATURDAY}, "02:30"), None),
        (weekly({SUNDAY}, "02:30", "UTC"), None),
        (weekly({SUNDAY}, "02:15", LORD_HOWE), dt.datetime.fromisoformat("2026-10-04T02:15")),
        (weekly({SATURDAY}, "23:30", NUUK), dt.datetime.fromisoformat("2027-03-27T23:30")),
        (replace(weekly({SUNDAY}, "02:30"), skips=frozenset({dt.date(2027, 3, 28)})), None),
        (weekly({SUNDAY}, "02:30", start="2027-04-01"), None),
    ],
)
def test_a_time_that_a_night_leaves_out_is_told(schedule: Schedule, local: dt.datetime | None) -> None:
    assert gap(schedule, NOW) == local


@pytest.mark.parametrize("ask", [next_after, problems, gap])
def test_an_unknown_zone_is_for_the_caller(ask: object) -> None:
    assert callable(ask)
    with pytest.raises(ZoneInfoNotFoundError):
        ask(replace(MORNING, zone="Europe/Nowhere"), NOW)


def test_an_evening_in_the_west_is_still_to_come_when_utc_has_the_next_day() -> None:
    evening = weekly({MONDAY}, "21:00", "America/New_York")
    assert next_after(evening, utc("2026-06-09T00:30")) == utc("2026-06-09T01:00")


@pytest.mark.parametrize(
    ("schedule", "eve", "skipped"),
    [
        (replace(weekly(DAILY, "07:00"), times=HAND_OVERS), "2027-03-27T12:00", ["2027-03-27T15:00"]),
        (replace(weekly({SUNDAY}, "02:30"), times=hours(3, 7) | {dt.time(2, 15), dt.time(2, 30)}), "2027-03-27T12:00",
         ["2027-03-28T02:15", "2027-03-28T02:30", "2027-03-28T03:00"]),
        (replace(weekly(WEEKEND, "00:00", NUUK), times=hours(0, 9) | {dt.time(23, 30)}), "2027-03-27T20:00",
         ["2027-03-27T23:30", "2027-03-28T00:00"]),
        (weekly(DAILY, "00:00", "Pacific/Apia", start="2011-12-01"), "2011-12-29T12:00",
         ["2011-12-30T00:00", "2011-12-31T00:00"]),
    ],
    ids=["one", "two times in a gap", "over midnight", "a day that there is not"],
)  # fmt: skip
def test_who_skips_a_moment_skips_every_time_that_falls_on_it(schedule: Schedule, eve: str, skipped: list[str]) -> None:
    this, following = upcoming(schedule, utc(eve), 2)
    without = without_next(schedule, utc(eve))
    assert without
    assert without.skipped == naive(*skipped)
    assert next_after(without, utc(eve)) == following > this


def test_where_nothing_comes_there_is_nothing_to_skip() -> None:
    assert without_next(replace(MORNING, paused_until=dt.date.max), NOW) is None
    assert without_next(rhythm(MORNING, Once()), NOW) is None
