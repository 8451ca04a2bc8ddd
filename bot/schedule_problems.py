"""Validate a schedule that somebody is about to start or change."""

import datetime as dt
from enum import Enum
from zoneinfo import ZoneInfo

from bot.rhythm import WEEKS, WHICH, Monthly, Once, Rhythm, Weekly
from bot.schedule import MOST_TIMES, Schedule, next_after

YEARS_AHEAD = 2


class ScheduleProblem(Enum):
    """A problem of a schedule."""

    NO_WEEKDAY = "no_weekday"
    WEEKS_OUT_OF_RANGE = "weeks_out_of_range"
    WHICH_OUT_OF_RANGE = "which_out_of_range"
    NO_TIME = "no_time"
    TOO_MANY_TIMES = "too_many_times"
    START_IN_PAST = "start_in_past"
    TOO_FAR = "too_far"
    PAUSE_IN_PAST = "pause_in_past"
    NEVER = "never"


def problems(schedule: Schedule, instant: dt.datetime) -> tuple[ScheduleProblem, ...]:
    """Return every problem of a schedule that is set up at an instant, in the order of `ScheduleProblem`.

    `NEVER` is reported only if no other problem explains it.

    Args:
        schedule: The schedule.
        instant: A timezone-aware datetime.
    """
    today = instant.astimezone(ZoneInfo(schedule.zone)).date()
    start, pause = schedule.start, schedule.paused_until
    latest = (today.year + YEARS_AHEAD, today.month, today.day)
    explaining = _in_rhythm(schedule.rhythm) | {
        ScheduleProblem.NO_TIME: not schedule.times,
        ScheduleProblem.TOO_FAR: (start.year, start.month, start.day) > latest,
    }
    past = start < today
    explained = any(explaining.values()) or (past and isinstance(schedule.rhythm, Once))
    found = explaining | {
        ScheduleProblem.TOO_MANY_TIMES: len(schedule.times) > MOST_TIMES,
        ScheduleProblem.START_IN_PAST: past,
        ScheduleProblem.PAUSE_IN_PAST: pause is not None and pause < today,
        ScheduleProblem.NEVER: not explained and next_after(schedule, instant) is None,
    }
    return tuple(problem for problem in ScheduleProblem if found[problem])


def _in_rhythm(rhythm: Rhythm) -> dict[ScheduleProblem, bool]:
    found = {
        ScheduleProblem.NO_WEEKDAY: False,
        ScheduleProblem.WEEKS_OUT_OF_RANGE: False,
        ScheduleProblem.WHICH_OUT_OF_RANGE: False,
    }
    match rhythm:
        case Weekly():
            found[ScheduleProblem.NO_WEEKDAY] = not rhythm.weekdays
            found[ScheduleProblem.WEEKS_OUT_OF_RANGE] = rhythm.weeks not in WEEKS
        case Monthly():
            found[ScheduleProblem.WHICH_OUT_OF_RANGE] = rhythm.which not in WHICH
    return found
