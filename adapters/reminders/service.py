"""Creates, changes and deletes reminders for the coordinators' screens on every channel.

The caller has checked the rights (`access`); they are not checked again here.
"""

import datetime as dt
import time
from collections.abc import Callable
from dataclasses import replace
from zoneinfo import ZoneInfo

from adapters.storage.reminder_store import ReminderStore
from adapters.storage.reminders import Destination, Reminder
from bot.schedule import Schedule, ScheduleProblem, next_after, upcoming
from bot.schedule import problems as schedule_problems

TIMES = 3
"""The number of next occurrences shown before a reminder is saved."""
FIRST = dt.time(14)
"""The default time of day of a new reminder: most teams hand over around then."""


class ReminderService:
    """Creates, changes and deletes reminders. Every call may raise one of `DATABASE_UNAVAILABLE`."""

    def __init__(self, reminder_store: ReminderStore, zone: str, clock: Callable[[], float] = time.time) -> None:
        """Prepare. `zone`: the time zone of new reminders, an IANA name; `clock`: returns the Unix time in seconds."""
        self._reminder_store = reminder_store
        self._clock = clock
        self.zone = zone

    def now(self) -> dt.datetime:
        """Return the time, in UTC."""
        return dt.datetime.fromtimestamp(self._clock(), dt.UTC)

    def today(self) -> dt.date:
        """Return today's date in the time zone of new reminders."""
        return self.now().astimezone(ZoneInfo(self.zone)).date()

    def blank(self) -> Schedule:
        """Return the schedule that a new reminder starts with: once a week, from today on, and on no day yet."""
        return Schedule(frozenset(), FIRST, 1, self.today(), self.zone, holidays_off=True)

    def problems(self, schedule: Schedule, old: Reminder | None = None) -> tuple[ScheduleProblem, ...]:
        """Return what is wrong with a schedule now; a past start is no problem of a reminder that had it before."""
        kept = {ScheduleProblem.START_IN_PAST} if old and old.schedule.start == schedule.start else set()
        return tuple(trouble for trouble in schedule_problems(schedule, self.now()) if trouble not in kept)

    def next_times(self, schedule: Schedule) -> tuple[dt.datetime, ...]:
        """Return the next occurrences, in UTC."""
        return upcoming(schedule, self.now(), TIMES)

    async def all(self, channel: str) -> tuple[Reminder, ...]:
        """Return every reminder of this account, grouped by chat."""
        return await self._reminder_store.all([channel])

    async def find(self, channel: str, id: int) -> Reminder | None:  # noqa: A002
        """Return this reminder; None if it isn't there any more, or is another account's."""
        found = await self._reminder_store.get(id)
        return found if found and found.place.channel == channel else None

    async def add(self, place: Destination, check: str, schedule: Schedule) -> Reminder:
        """Create a reminder, or return the identical one that exists: asking twice creates one.

        The schedule must have no problems.
        """
        for one in await self.all(place.channel):
            if (one.place, one.check, one.schedule) == (place, check, schedule):
                if one.suspended:
                    await self.change(one, check, schedule)
                return one
        return await self._reminder_store.add(place, check, schedule, self._due(schedule))

    async def change(self, reminder: Reminder, check: str, schedule: Schedule) -> bool:
        """Change its check and schedule, and resume it if it was switched off. Returns False if it is gone."""
        return await self._reminder_store.change(reminder.id, check, schedule, self._due(schedule))

    async def pause(self, reminder: Reminder, until: dt.date = dt.date.max) -> bool:
        """Pause it until this day, or until it is resumed. Returns False if it is gone."""
        return await self.change(reminder, reminder.check, replace(reminder.schedule, paused_until=until))

    async def resume(self, reminder: Reminder) -> bool:
        """Resume it, whether it is paused or switched off. Returns False if it is gone."""
        return await self.change(reminder, reminder.check, replace(reminder.schedule, paused_until=None))

    async def skip(self, reminder: Reminder) -> bool:
        """Skip the next occurrence. Returns False if it is gone, or has no next occurrence."""
        schedule = reminder.schedule
        following = next_after(schedule, self.now())
        if not following:
            return False
        left_out = following.astimezone(ZoneInfo(schedule.zone)).date()
        coming = frozenset(day for day in schedule.skips if day >= self.today())
        return await self.change(reminder, reminder.check, replace(schedule, skips=coming | {left_out}))

    async def post_now(self, reminder: Reminder) -> bool:
        """Post it now, in addition to its schedule. Returns False if it is gone, or switched off."""
        return await self._reminder_store.make_due(reminder.id)

    async def remove(self, reminder: Reminder) -> Reminder | None:
        """Delete it, and return it as it was, so that its last post can be deleted. Returns None if it was gone."""
        return await self._reminder_store.remove(reminder.id)

    def _due(self, schedule: Schedule) -> float | None:
        moment = next_after(schedule, self.now())
        return moment.timestamp() if moment else None
