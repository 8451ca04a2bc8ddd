"""What is wrong with a schedule that somebody is about to start or change: everything at once."""

import datetime as dt
from dataclasses import replace

import pytest

from bot.rhythm import LAST, Monthly, Once, Weekly
from bot.schedule import Schedule
from bot.schedule_problems import ScheduleProblem, problems
from tests.unit.test_schedule import MONDAY, MORNING, NOW, hours, rhythm, utc, weekly


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        (MORNING, ()),
        (replace(MORNING, paused_until=dt.date(2026, 6, 10)), ()),
        (rhythm(MORNING, Weekly(frozenset())), (ScheduleProblem.NO_WEEKDAY,)),
        (rhythm(MORNING, Weekly(frozenset({0}), 0)), (ScheduleProblem.WEEKS_OUT_OF_RANGE,)),
        (rhythm(MORNING, Weekly(frozenset({0}), 5)), (ScheduleProblem.WEEKS_OUT_OF_RANGE,)),
        (replace(MORNING, start=dt.date(2026, 6, 9)), (ScheduleProblem.START_IN_PAST,)),
        (replace(MORNING, start=dt.date(2028, 6, 10)), ()),
        (replace(MORNING, start=dt.date(2028, 6, 11)), (ScheduleProblem.TOO_FAR,)),
        (replace(MORNING, start=dt.date(2038, 6, 11)), (ScheduleProblem.TOO_FAR,)),
        (replace(MORNING, paused_until=dt.date(2026, 6, 9)), (ScheduleProblem.PAUSE_IN_PAST,)),
        (replace(MORNING, paused_until=dt.date.max), (ScheduleProblem.NEVER,)),
        (replace(MORNING, times=frozenset()), (ScheduleProblem.NO_TIME,)),
        (replace(MORNING, times=hours(1, 2, 3, 4)), ()),
        (replace(MORNING, times=hours(1, 2, 3, 4, 5)), (ScheduleProblem.TOO_MANY_TIMES,)),
        (rhythm(MORNING, Monthly(0, MONDAY)), (ScheduleProblem.WHICH_OUT_OF_RANGE,)),
        (rhythm(MORNING, Monthly(6, MONDAY)), (ScheduleProblem.WHICH_OUT_OF_RANGE,)),
        (rhythm(MORNING, Monthly(LAST, MONDAY)), ()),
        (rhythm(MORNING, Once()), (ScheduleProblem.NEVER,)),  # this morning is over
        (replace(MORNING, rhythm=Once(), start=dt.date(2026, 6, 9)), (ScheduleProblem.START_IN_PAST,)),
        (replace(MORNING, rhythm=Once(), start=dt.date(2026, 12, 25), holidays_off=True), ()),
        (rhythm(MORNING, Weekly(frozenset({7}))), (ScheduleProblem.NEVER,)),
        # At noon UTC it is already the next day far in the east.
        (replace(MORNING, zone="Pacific/Kiritimati"), (ScheduleProblem.START_IN_PAST,)),
        (
            replace(weekly((), "09:00", weeks=9), paused_until=dt.date(2021, 1, 1)),
            (
                ScheduleProblem.NO_WEEKDAY,
                ScheduleProblem.WEEKS_OUT_OF_RANGE,
                ScheduleProblem.START_IN_PAST,
                ScheduleProblem.PAUSE_IN_PAST,
            ),
        ),
    ],
)
def test_every_fault_is_named_at_once(changed: Schedule, expected: tuple[ScheduleProblem, ...]) -> None:
    assert problems(changed, NOW) == expected


def test_a_leap_day_is_no_fault_of_its_own() -> None:
    leap = replace(MORNING, start=dt.date(2026, 3, 1))
    assert problems(leap, utc("2024-02-29T12:00")) == (ScheduleProblem.TOO_FAR,)
    assert problems(replace(leap, start=dt.date(2026, 2, 28)), utc("2024-02-29T12:00")) == ()
