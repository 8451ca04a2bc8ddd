"""When a reminder comes, by the calendar alone.

1. It comes for a local day, at a wall time there. Weekday, week, start, holiday, skip and pause are asked of that day.
2. A time that the clock jumps over comes at the first minute after the jump; one that the clock passes twice, the first
   time. Days whose moments fall together, where a zone leaves out a whole day, have one.
3. Every so many weeks counts whole weeks from the Monday of the start's week, whatever the year.
4. What is left out moves nothing else.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import islice
from zoneinfo import ZoneInfo

from cronsim import CronSim

WEEKS = range(1, 5)
"""Every how many weeks a reminder can come."""

YEAR = dt.timedelta(days=366)
HORIZON = 5 * YEAR
"""How far from an instant a moment is looked for."""

YEARS_AHEAD = 2


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a reminder comes.

    `weekdays`: 0 is Monday. `time`: local wall time in whole minutes, without a zone. `weeks`: one of `WEEKS`, counted
    from the week of `start`. `start`: the first local day on which it may come. `zone`: an IANA name.
    `holidays_off`: Dutch public holidays are left out. `skips`: single local days that are left out.
    `paused_until`: the first local day on which it comes again, or None.

    Every function here that takes a schedule raises what `ZoneInfo` raises for a zone it doesn't know.
    """

    weekdays: frozenset[int]
    time: dt.time
    weeks: int
    start: dt.date
    zone: str
    holidays_off: bool
    skips: frozenset[dt.date] = frozenset()
    paused_until: dt.date | None = None


class Trouble(Enum):
    """What is wrong with a schedule that somebody wants to begin or change now."""

    NO_WEEKDAY = "no_weekday"
    WEEKS_OUT_OF_RANGE = "weeks_out_of_range"
    START_IN_PAST = "start_in_past"
    TOO_FAR = "too_far"
    PAUSE_IN_PAST = "pause_in_past"
    NEVER = "never"


def next_after(schedule: Schedule, instant: dt.datetime) -> dt.datetime | None:
    """Give the first moment strictly after this aware instant, in UTC; None if there is none within `HORIZON`."""
    return next(_moments(schedule, instant), None)


def upcoming(schedule: Schedule, instant: dt.datetime, count: int) -> tuple[dt.datetime, ...]:
    """Give the next moments strictly after this aware instant, in UTC: `count`, or what there is within `HORIZON`."""
    return tuple(islice(_moments(schedule, instant), count))


def gap(schedule: Schedule, instant: dt.datetime) -> dt.date | None:
    """Give the first local day within a year on which it comes and its time does not exist, or None.

    That is no fault: the reminder comes a little later then, and whoever sets it up may want to know.
    """
    zone = ZoneInfo(schedule.zone)
    jumped = (
        day
        for day in _days(schedule, instant, YEAR)
        if _moment(schedule, day).astimezone(zone).replace(tzinfo=None) != dt.datetime.combine(day, schedule.time)
    )
    return next(jumped, None)


def faults(schedule: Schedule, instant: dt.datetime) -> tuple[Trouble, ...]:
    """Give every fault that a schedule has, set up at this aware instant, in the order of `Trouble`.

    `NEVER` is there only where no weekday, no such number of weeks or a far start explains it already.
    """
    today = instant.astimezone(ZoneInfo(schedule.zone)).date()
    start, pause = schedule.start, schedule.paused_until
    latest = (today.year + YEARS_AHEAD, today.month, today.day)
    no_day = {
        Trouble.NO_WEEKDAY: not schedule.weekdays,
        Trouble.WEEKS_OUT_OF_RANGE: schedule.weeks not in WEEKS,
        Trouble.TOO_FAR: (start.year, start.month, start.day) > latest,
    }
    held = no_day | {
        Trouble.START_IN_PAST: start < today,
        Trouble.PAUSE_IN_PAST: pause is not None and pause < today,
        Trouble.NEVER: not any(no_day.values()) and next_after(schedule, instant) is None,
    }
    return tuple(trouble for trouble in Trouble if held[trouble])


def holiday(day: dt.date) -> bool:
    """Whether this is a Dutch public holiday.

    Koningsdag is on the 26th of April where the 27th is a Sunday. Bevrijdingsdag counts every year, as in the law
    (Algemene termijnenwet, article 3) and in the collective agreements of care and welfare (Jeugdzorg 9.7, Sociaal Werk
    5.9); that it is off once in five years holds elsewhere. Good Friday is no public holiday.
    """
    return day in _holidays(day.year)


@lru_cache(maxsize=16)
def _holidays(year: int) -> frozenset[dt.date]:
    # A quarter of a second and 18 MB, as it reads every country: only who leaves holidays out pays for it.
    from holidays import country_holidays

    # The language is given, or the machine's own would decide about the names.
    # To the library Bevrijdingsdag is optional in most years, and nothing else is; Goede Vrijdag is public.
    days = country_holidays("NL", years=year, language="nl", categories=("public", "optional"))
    return frozenset(days) - frozenset(days.get_named("vrijdag"))


def _moments(schedule: Schedule, instant: dt.datetime) -> Iterator[dt.datetime]:
    latest = instant
    for day in _days(schedule, instant, HORIZON):
        moment = _moment(schedule, day)
        if moment > latest:
            yield moment
            latest = moment


def _days(schedule: Schedule, instant: dt.datetime, span: dt.timedelta) -> Iterator[dt.date]:
    """Give the local days on which it comes, from that of the instant on."""
    today = instant.astimezone(ZoneInfo(schedule.zone)).date()
    days = (today + dt.timedelta(days=number) for number in range(span.days))
    return (day for day in days if _comes(schedule, day))


def _comes(schedule: Schedule, day: dt.date) -> bool:
    monday = schedule.start - dt.timedelta(days=schedule.start.weekday())
    return (
        day >= max(schedule.start, schedule.paused_until or schedule.start)
        and day.weekday() in schedule.weekdays
        and schedule.weeks in WEEKS
        and (day - monday).days // 7 % schedule.weeks == 0
        and day not in schedule.skips
        and not (schedule.holidays_off and holiday(day))
    )


def _moment(schedule: Schedule, day: dt.date) -> dt.datetime:
    """Give the instant, in UTC, of a local day; cronsim knows what to do when the clock jumps."""
    eve = dt.datetime.combine(day - dt.timedelta(days=1), dt.time.max, ZoneInfo(schedule.zone))
    return next(CronSim(f"{schedule.time.minute} {schedule.time.hour} * * *", eve)).astimezone(dt.UTC)
