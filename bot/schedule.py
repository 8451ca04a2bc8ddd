"""When a reminder comes, by the calendar alone.

1. A reminder comes on a local day, at a local wall time. Weekday, week, start, holiday, skip and pause all refer to
   that day.
2. A time that the clock skips comes at the first minute after the jump; a time that occurs twice comes the first time.
   Days whose moments coincide, where a zone leaves out a whole day, have one moment.
3. An interval of several weeks counts whole weeks from the Monday of the start's week, across year boundaries.
4. Leaving out an occurrence moves no other.
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
"""The intervals in weeks at which a reminder can come."""
YEAR = dt.timedelta(days=366)
HORIZON = 5 * YEAR
"""How far ahead a moment is looked for."""
YEARS_AHEAD = 2


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a reminder comes.

    Every function here that takes a schedule raises what `ZoneInfo` raises for an unknown zone.

    Attributes:
        rhythm: Which days it comes on.
        times: The local wall times at which it comes on such a day, in whole minutes, without a zone; at most
            `MOST_TIMES`.
        start: The first local day on which it may come.
        zone: An IANA time zone name.
        holidays_off: Whether Dutch public holidays are left out.
        skips: Single local days that are left out.
        skipped: Single local moments that are left out, without a zone.
        paused_until: The first local day on which it comes again, or None if it isn't paused.
    """

    rhythm: Rhythm
    times: frozenset[dt.time]
    start: dt.date
    zone: str
    holidays_off: bool
    skips: frozenset[dt.date] = frozenset()
    skipped: frozenset[dt.datetime] = frozenset()
    paused_until: dt.date | None = None


class ScheduleProblem(Enum):
    """What can be wrong with a schedule that somebody is about to start or change."""

    NO_WEEKDAY = "no_weekday"
    WEEKS_OUT_OF_RANGE = "weeks_out_of_range"
    START_IN_PAST = "start_in_past"
    TOO_FAR = "too_far"
    PAUSE_IN_PAST = "pause_in_past"
    NEVER = "never"


class Omission(Enum):
    """Why a reminder doesn't come on a day of its rhythm."""

    PAUSED = "paused"
    SKIPPED = "skipped"
    HOLIDAY = "holiday"


def next_after(schedule: Schedule, instant: dt.datetime) -> dt.datetime | None:
    """Return the first moment strictly after an instant, in UTC, or None if there is none within `HORIZON`.

    Args:
        schedule: When the reminder comes.
        instant: An aware datetime.
    """
    return next(_moments(schedule, instant), None)


def upcoming(schedule: Schedule, instant: dt.datetime, count: int) -> tuple[dt.datetime, ...]:
    """Return the next moments strictly after an instant, in UTC.

    Args:
        schedule: When the reminder comes.
        instant: An aware datetime.
        count: How many to return; there are fewer if `HORIZON` holds fewer.
    """
    return tuple(islice(_moments(schedule, instant), count))


def omission(schedule: Schedule, day: dt.date) -> Omission | None:
    """Return why it doesn't come on this local day, or None if it comes, or it isn't a day of its rhythm."""
    if not _in_rhythm(schedule, day):
        return None
    if schedule.paused_until and day < schedule.paused_until:
        return Omission.PAUSED
    if day in schedule.skips:
        return Omission.SKIPPED
    return Omission.HOLIDAY if schedule.holidays_off and holiday(day) else None


def gap(schedule: Schedule, instant: dt.datetime) -> dt.date | None:
    """Return the first local day within a year on which the reminder comes but its time doesn't exist, or None.

    That is no fault: the reminder then comes a little later, which whoever sets it up may want to know.
    """
    zone = ZoneInfo(schedule.zone)
    jumped = (
        day
        for day in _days(schedule, instant, YEAR)
        if _moment(schedule, day).astimezone(zone).replace(tzinfo=None) != dt.datetime.combine(day, schedule.time)
    )
    return next(jumped, None)


def problems(schedule: Schedule, instant: dt.datetime) -> tuple[ScheduleProblem, ...]:
    """Return every problem of a schedule set up at an instant, in the order of `ScheduleProblem`.

    `NEVER` is reported only if no missing weekday, invalid interval or distant start already explains it.

    Args:
        schedule: When the reminder comes.
        instant: An aware datetime.
    """
    today = instant.astimezone(ZoneInfo(schedule.zone)).date()
    start, pause = schedule.start, schedule.paused_until
    latest = (today.year + YEARS_AHEAD, today.month, today.day)
    no_day = {
        ScheduleProblem.NO_WEEKDAY: not schedule.weekdays,
        ScheduleProblem.WEEKS_OUT_OF_RANGE: schedule.weeks not in WEEKS,
        ScheduleProblem.TOO_FAR: (start.year, start.month, start.day) > latest,
    }
    found = no_day | {
        ScheduleProblem.START_IN_PAST: start < today,
        ScheduleProblem.PAUSE_IN_PAST: pause is not None and pause < today,
        ScheduleProblem.NEVER: not any(no_day.values()) and next_after(schedule, instant) is None,
    }
    return tuple(problem for problem in ScheduleProblem if found[problem])


def holiday(day: dt.date) -> bool:
    """Return whether this is a Dutch public holiday.

    Koningsdag is on the 26th of April where the 27th is a Sunday. Bevrijdingsdag counts every year, as in the law
    (Algemene termijnenwet, article 3) and in the collective agreements of care and welfare (Jeugdzorg 9.7, Sociaal Werk
    5.9); elsewhere it is a day off once in five years. Good Friday is no public holiday.
    """
    return day in _holidays(day.year)


@lru_cache(maxsize=16)
def _holidays(year: int) -> frozenset[dt.date]:
    # The import loads every country, and takes a quarter of a second and 18 MB: it is made only if it is needed.
    from holidays import country_holidays

    # Without a language, the locale of the machine would decide about the names.
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
    """Return the local days on which the reminder comes, starting with the day of the instant."""
    today = instant.astimezone(ZoneInfo(schedule.zone)).date()
    days = (today + dt.timedelta(days=number) for number in range(span.days))
    return (day for day in days if _comes(schedule, day))


def _comes(schedule: Schedule, day: dt.date) -> bool:
    return _in_rhythm(schedule, day) and omission(schedule, day) is None


def _in_rhythm(schedule: Schedule, day: dt.date) -> bool:
    monday = schedule.start - dt.timedelta(days=schedule.start.weekday())
    return (
        day >= schedule.start
        and day.weekday() in schedule.weekdays
        and schedule.weeks in WEEKS
        and (day - monday).days // 7 % schedule.weeks == 0
    )


def _moment(schedule: Schedule, day: dt.date) -> dt.datetime:
    """Return the moment of a local day, in UTC; cronsim handles the clock changes."""
    eve = dt.datetime.combine(day - dt.timedelta(days=1), dt.time.max, ZoneInfo(schedule.zone))
    return next(CronSim(f"{schedule.time.minute} {schedule.time.hour} * * *", eve)).astimezone(dt.UTC)
