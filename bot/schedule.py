"""The schedule of a reminder.

1. A reminder is posted on a local day, at one or more local times. Weekday, week, month, start, holiday and pause all
   refer to that day.
2. A time that doesn't exist because of a clock change is moved to the first minute after the change; of a time that
   occurs twice, the first counts. Slots that coincide after such a move are one occurrence.
3. An interval of several weeks counts whole weeks from the Monday of the start's week, across year boundaries.
4. Leaving out an occurrence doesn't move others.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from itertools import islice, takewhile
from zoneinfo import ZoneInfo

from cronsim import CronSim

from bot.public_holidays import holiday
from bot.rhythm import Once, Rhythm

MOST_TIMES = 4
"""Maximum number of times per day."""
YEAR = dt.timedelta(days=366)
HORIZON = 5 * YEAR
"""How far ahead to search for an occurrence."""
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Schedule:
    """The schedule of a reminder.

    For an unknown zone, every function here raises the errors of `ZoneInfo`.

    Attributes:
        rhythm: On which days it is posted.
        times: The local times on such a day, in whole minutes, naive; at most `MOST_TIMES`.
        start: The first possible local day.
        zone: An IANA time zone name.
        holidays_off: Whether Dutch public holidays are left out, unless the rhythm is `Once`.
        skips: Local days that are left out.
        skipped: Local times that are left out, as naive datetimes.
        paused_until: The local day on which it resumes, or None if it isn't paused.
    """

    rhythm: Rhythm
    times: frozenset[dt.time]
    start: dt.date
    zone: str
    holidays_off: bool
    skips: frozenset[dt.date] = frozenset()
    skipped: frozenset[dt.datetime] = frozenset()
    paused_until: dt.date | None = None


class Omission(Enum):
    """Why a slot of the rhythm is left out."""

    PAUSED = "paused"
    SKIPPED = "skipped"
    HOLIDAY = "holiday"


@dataclass(frozen=True, order=True, slots=True)
class Slot:
    """A local day and time at which a reminder may be posted."""

    day: dt.date
    time: dt.time

    @property
    def local(self) -> dt.datetime:
        """Return it as a naive datetime."""
        return dt.datetime.combine(self.day, self.time)


def next_after(schedule: Schedule, instant: dt.datetime) -> dt.datetime | None:
    """Return the first occurrence strictly after an instant, in UTC, or None if there is none within `HORIZON`.

    Args:
        schedule: The schedule.
        instant: A timezone-aware datetime.
    """
    return next(_moments(schedule, instant), None)


def upcoming(schedule: Schedule, instant: dt.datetime, count: int) -> tuple[dt.datetime, ...]:
    """Return the next occurrences strictly after an instant, in UTC.

    Args:
        schedule: The schedule.
        instant: A timezone-aware datetime.
        count: How many to return; fewer if there are fewer within `HORIZON`.
    """
    return tuple(islice(_moments(schedule, instant), count))


def between(schedule: Schedule, start: dt.datetime, end: dt.datetime, count: int) -> tuple[dt.datetime, ...]:
    """Return the occurrences strictly after one instant and no later than another, in UTC.

    Args:
        schedule: The schedule.
        start: A timezone-aware datetime.
        end: A timezone-aware datetime.
        count: Maximum number to return.
    """
    return tuple(islice(takewhile(lambda moment: moment <= end, _moments(schedule, start)), count))


def slots(schedule: Schedule, day: dt.date) -> tuple[Slot, ...]:
    """Return the slots of the rhythm on this local day, in order, including those that are left out."""
    if day < schedule.start or not schedule.rhythm.includes(day, schedule.start):
        return ()
    return tuple(Slot(day, time) for time in sorted(schedule.times))


def omission(schedule: Schedule, slot: Slot) -> Omission | None:
    """Return why one of its `slots` is left out, or None if it isn't."""
    if schedule.paused_until and slot.day < schedule.paused_until:
        return Omission.PAUSED
    if slot.day in schedule.skips or slot.local in schedule.skipped:
        return Omission.SKIPPED
    by_holiday = schedule.holidays_off and not isinstance(
        schedule.rhythm, Once
    )  # that day was chosen explicitly, holiday or not
    return Omission.HOLIDAY if by_holiday and holiday(slot.day) else None


def without_next(schedule: Schedule, instant: dt.datetime) -> Schedule | None:
    """Return the schedule with the first occurrence after an instant left out; None if there is none.

    Skipped days and times in the past are removed.

    Args:
        schedule: The schedule.
        instant: A timezone-aware datetime.
    """
    moment = next_after(schedule, instant)
    if moment is None:
        return None
    today, coming = _local(schedule, instant).date(), _local(schedule, moment).date()
    near = [slot for back in range(3) for slot in slots(schedule, coming - back * _DAY)]
    left_out = {slot.local for slot in near if _moment(schedule, slot) == moment}
    kept = {local for local in schedule.skipped if local.date() >= today}
    skips = frozenset(day for day in schedule.skips if day >= today)
    return replace(schedule, skips=skips, skipped=frozenset(kept | left_out))


def gap(schedule: Schedule, instant: dt.datetime) -> dt.datetime | None:
    """Return the first slot within a year whose local time doesn't exist, as a naive datetime, or None.

    That isn't an error: the reminder is posted a little later then, which is worth mentioning.
    """
    coming = (slot for slot in _coming(schedule, instant, YEAR) if _moment(schedule, slot) > instant)
    jumped = (slot.local for slot in coming if _local(schedule, _moment(schedule, slot)) != slot.local)
    return next(jumped, None)


def _moments(schedule: Schedule, instant: dt.datetime) -> Iterator[dt.datetime]:
    latest = instant
    for slot in _coming(schedule, instant, HORIZON):
        moment = _moment(schedule, slot)
        if moment > latest:
            yield moment
            latest = moment


def _coming(schedule: Schedule, instant: dt.datetime, span: dt.timedelta) -> Iterator[Slot]:
    """Yield the occurrences, starting with the day of the instant."""
    today = _local(schedule, instant).date()
    days = (today + dt.timedelta(days=number) for number in range(span.days))
    return (slot for day in days for slot in slots(schedule, day) if omission(schedule, slot) is None)


def _local(schedule: Schedule, instant: dt.datetime) -> dt.datetime:
    """Return the local time at this instant, as a naive datetime."""
    return instant.astimezone(ZoneInfo(schedule.zone)).replace(tzinfo=None)


def _moment(schedule: Schedule, slot: Slot) -> dt.datetime:
    """Return the instant of a slot, in UTC. cronsim handles clock changes."""
    eve = dt.datetime.combine(slot.day - _DAY, dt.time.max, ZoneInfo(schedule.zone))
    return next(CronSim(f"{slot.time.minute} {slot.time.hour} * * *", eve)).astimezone(dt.UTC)
