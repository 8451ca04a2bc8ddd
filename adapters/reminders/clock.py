"""What depends on the current time: the defaults of a new reminder, and the next times."""

import datetime as dt
import time
from collections.abc import Callable
from zoneinfo import ZoneInfo

from adapters.reminders.series import Series
from adapters.storage.reminders import Plan
from bot.rhythm import Weekly
from bot.schedule import Schedule, upcoming
from bot.schedule_problems import ScheduleProblem
from bot.schedule_problems import problems as schedule_problems

TIMES = 3
"""The number of next times shown before a reminder is saved."""
FIRST = dt.time(10)
"""The default time of day."""
MONDAYS = Weekly(frozenset({0}))
"""The default rhythm."""


class ReminderClock:
    """A clock in the time zone of new reminders."""

    def __init__(self, zone: str, clock: Callable[[], float] = time.time) -> None:
        """Set the zone. `zone`: of new reminders, an IANA name; `clock`: returns the Unix time in seconds."""
        self._clock = clock
        self.zone = zone

    def now(self) -> dt.datetime:
        """Return the current time in UTC."""
        return dt.datetime.fromtimestamp(self._clock(), dt.UTC)

    def today(self) -> dt.date:
        """Return today's date in the time zone of new reminders."""
        return self.now().astimezone(ZoneInfo(self.zone)).date()

    def blank(self, check: str) -> Plan:
        """Return the default plan: every week from the next Monday on, in the morning."""
        now = self.now().astimezone(ZoneInfo(self.zone))
        ahead = dt.timedelta(days=-now.weekday() % 7 or 7 * (now.time() >= FIRST))
        return Plan(check, Schedule(MONDAYS, frozenset({FIRST}), now.date() + ahead, self.zone, holidays_off=True))

    def problems(self, schedule: Schedule, old: Series | None = None) -> tuple[ScheduleProblem, ...]:
        """Return what is wrong with a schedule now. A past start is allowed if the reminder already had it."""
        kept = {ScheduleProblem.START_IN_PAST} if old and old.plan.schedule.start == schedule.start else set()
        return tuple(trouble for trouble in schedule_problems(schedule, self.now()) if trouble not in kept)

    def next_times(self, schedule: Schedule) -> tuple[dt.datetime, ...]:
        """Return the next occurrences, in UTC."""
        return upcoming(schedule, self.now(), TIMES)
