"""When a reminder comes, by the calendar alone.

1. A reminder comes on a local day, at one or more local wall times. Weekday, week, month, start, holiday and pause all
   refer to that day.
2. A time that the clock skips comes at the first minute after the jump; a time that occurs twice comes the first time.
   Times and days that fall on the same moment, as they may after a jump, have one moment.
3. An interval of several weeks counts whole weeks from the Monday of the start's week, across year boundaries.
4. Leaving out an occurrence moves no other.
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
"""The most times on one day."""
YEAR = dt.timedelta(days=366)
HORIZON = 5 * YEAR
"""How far ahead a moment is looked for."""
_DAY = dt.timedelta(days=1)


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
        holidays_off: Whether Dutch public holidays are left out, unless it comes once.
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


class Omission(Enum):
    """Why a reminder doesn't come on a day of its rhythm."""

    PAUSED = "paused"
    SKIPPED = "skipped"
    HOLIDAY = "holiday"


@dataclass(frozen=True, order=True, slots=True)
class Slot:
    """A local day and wall time at which a reminder may come."""

    day: dt.date
    time: dt.time

    @property
    def local(self) -> dt.datetime:
        """Return it as a clock on the wall shows it, without a zone."""
        return dt.datetime.combine(self.day, self.time)


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


def between(schedule: Schedule, start: dt.datetime, end: dt.datetime, count: int) -> tuple[dt.datetime, ...]:
    """Return the moments strictly after one instant and no later than another, in UTC, without looking any further.

    Args:
        schedule: When the reminder comes.
        start: An aware datetime.
        end: Likewise.
        count: How many to return at most.
    """
    return tuple(islice(takewhile(lambda moment: moment <= end, _moments(schedule, start)), count))


def slots(schedule: Schedule, day: dt.date) -> tuple[Slot, ...]:
    """Return when it would come on this local day by its rhythm alone, left out or not, in order."""
    if day < schedule.start or not schedule.rhythm.includes(day, schedule.start):
        return ()
    return tuple(Slot(day, time) for time in sorted(schedule.times))


def omission(schedule: Schedule, slot: Slot) -> Omission | None:
    """Return why one of its `slots` is left out, or None if it isn't."""
    if schedule.paused_until and slot.day < schedule.paused_until:
        return Omission.PAUSED
    if slot.day in schedule.skips or slot.local in schedule.skipped:
        return Omission.SKIPPED
    by_holiday = schedule.holidays_off and not isinstance(schedule.rhythm, Once)  # that day was chosen, holiday or not
    return Omission.HOLIDAY if by_holiday and holiday(slot.day) else None


def without_next(schedule: Schedule, instant: dt.datetime) -> Schedule | None:
    """Return the schedule with the first moment after an instant left out; None if there is none.

    Moments and days that have passed are forgotten among those that are left out.

    Args:
        schedule: When the reminder comes.
        instant: An aware datetime.
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
    """Return the first local moment within a year, without a zone, at which it comes but that no clock shows, or None.

    That is no fault: the reminder then comes a little later, which whoever sets it up may want to know.
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
    """Yield when the reminder comes, starting with the day of the instant."""
    today = _local(schedule, instant).date()
    days = (today + dt.timedelta(days=number) for number in range(span.days))
    return (slot for day in days for slot in slots(schedule, day) if omission(schedule, slot) is None)


def _local(schedule: Schedule, instant: dt.datetime) -> dt.datetime:
    """Return what a clock on the wall shows at this instant, without a zone."""
    return instant.astimezone(ZoneInfo(schedule.zone)).replace(tzinfo=None)


def _moment(schedule: Schedule, slot: Slot) -> dt.datetime:
    """Return the moment of a slot, in UTC; cronsim handles the clock changes."""
    eve = dt.datetime.combine(slot.day - _DAY, dt.time.max, ZoneInfo(schedule.zone))
    return next(CronSim(f"{slot.time.minute} {slot.time.hour} * * *", eve)).astimezone(dt.UTC)
