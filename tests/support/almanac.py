"""An independent calculation of a schedule, to compare it with: it walks days and clocks, without the product's code.

It looks at every clock each half hour, and each minute where it matters. The clocks in question jump at half hours
only.
"""

import calendar
import datetime as dt
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from zoneinfo import ZoneInfo

from bot.rhythm import Monthly, Once, Weekly
from bot.schedule import Schedule

LAST_OF_MONTH = 5
FIRST, LAST = dt.date(2024, 1, 1), dt.date(2030, 12, 31)
MINUTE, HALF_HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(minutes=30), dt.timedelta(days=1)

HOLIDAYS = frozenset(
    dt.date(year, int(day[:2]), int(day[3:]))
    for year, days in {
        2024: "01-01 03-31 04-01 04-27 05-05 05-09 05-19 05-20 12-25 12-26",
        2025: "01-01 04-20 04-21 04-26 05-05 05-29 06-08 06-09 12-25 12-26",
        2026: "01-01 04-05 04-06 04-27 05-05 05-14 05-24 05-25 12-25 12-26",
        2027: "01-01 03-28 03-29 04-27 05-05 05-06 05-16 05-17 12-25 12-26",
        2028: "01-01 04-16 04-17 04-27 05-05 05-25 06-04 06-05 12-25 12-26",
        2029: "01-01 04-01 04-02 04-27 05-05 05-10 05-20 05-21 12-25 12-26",
        2030: "01-01 04-21 04-22 04-27 05-05 05-30 06-09 06-10 12-25 12-26",
    }.items()
    for day in days.split()
)


def moments(schedule: Schedule, since: dt.date = FIRST, until: dt.date = LAST) -> list[dt.datetime]:
    """Every moment of a schedule whose local day is from `since` to `until`, in UTC."""
    wanted = [day for day in days(schedule) if since <= day <= until]
    walls = {dt.datetime.combine(day, time) for day in wanted for time in schedule.times} - schedule.skipped
    return sorted({first(schedule.zone, wall) for wall in walls})


def first(zone: str, time: dt.datetime) -> dt.datetime:
    """The first minute, in UTC, at which the wall clock has reached this time, or has jumped past it."""
    instants, reached = clock(zone)
    before = reached[bisect_left(reached, time) - 1]
    minute = instants[bisect_left(reached, before)]
    while minute.astimezone(ZoneInfo(zone)).replace(tzinfo=None) < time:
        minute += MINUTE
    return minute


def days(schedule: Schedule) -> Iterator[dt.date]:
    """Walk from the Monday of the start's week, counting Mondays and weekdays, and ask every rule of each day."""
    day, rhythm = schedule.start, schedule.rhythm
    while day.strftime("%u") != "1":
        day -= DAY
    week = -1
    while day <= LAST:
        week += day.strftime("%u") == "1"
        match rhythm:
            case Weekly():
                wanted = week % rhythm.weeks == 0 and int(day.strftime("%u")) - 1 in rhythm.weekdays
            case Monthly():
                wanted = day in monthly(day.year, day.month, rhythm)
            case _:
                wanted = day == schedule.start
        free = day in schedule.skips or (schedule.holidays_off and not isinstance(rhythm, Once) and day in HOLIDAYS)
        paused = schedule.paused_until is not None and day < schedule.paused_until
        if wanted and not free and not paused and day >= max(FIRST, schedule.start):
            yield day
        day += DAY


@cache
def monthly(year: int, month: int, rhythm: Monthly) -> list[dt.date]:
    """Return the day of this month, by going through a printed calendar's column of that weekday."""
    column = [week[rhythm.weekday] for week in calendar.monthcalendar(year, month) if week[rhythm.weekday]]
    return [dt.date(year, month, column[-1 if rhythm.which == LAST_OF_MONTH else rhythm.which - 1])]


@cache
def clock(zone: str) -> tuple[list[dt.datetime], list[dt.datetime]]:
    """Every half hour as an instant, and with each the latest time that the wall clock has shown by then."""
    wall = ZoneInfo(zone)
    instant, furthest = dt.datetime(2023, 12, 30, tzinfo=dt.UTC), dt.datetime.combine(dt.date.min, dt.time())
    instants, reached = [], []
    while instant.year < LAST.year + 1 or instant.day < 3:
        furthest = max(furthest, instant.astimezone(wall).replace(tzinfo=None))
        instants.append(instant)
        reached.append(furthest)
        instant += HALF_HOUR
    return instants, reached
