"""Making, changing and stopping reminders: what the screens for coordinators, on every channel, come down to.

Who may do so is asked by the channel, which knows the person; here it is not asked again.
"""

import datetime as dt
import time
from collections.abc import Callable
from dataclasses import replace
from zoneinfo import ZoneInfo

from adapters.ledger.agenda import Agenda
from adapters.ledger.reminder import Place, Reminder
from bot.schedule import Schedule, Trouble, faults, next_after, upcoming

TIMES = 3
"""So many of the next moments are shown before a reminder is saved."""
FIRST = dt.time(14)
"""The time of day that a new reminder starts out with: most teams hand over around then."""


class Planner:
    """What can be done with reminders. Every call may raise one of the ledger's `UNAVAILABLE`."""

    def __init__(self, agenda: Agenda, zone: str, clock: Callable[[], float] = time.time) -> None:
        """`zone`: IANA name, for new reminders; `clock`: Unix time in seconds."""
        self._agenda = agenda
        self._clock = clock
        self.zone = zone

    def now(self) -> dt.datetime:
        """Give the time, in UTC."""
        return dt.datetime.fromtimestamp(self._clock(), dt.UTC)

    def today(self) -> dt.date:
        """Give the day that it is in the zone for new reminders."""
        return self.now().astimezone(ZoneInfo(self.zone)).date()

    def blank(self) -> Schedule:
        """Give what a new reminder starts out with: once a week, from today on, and on no day yet."""
        return Schedule(frozenset(), FIRST, 1, self.today(), self.zone, holidays_off=True)

    def faults(self, schedule: Schedule, old: Reminder | None = None) -> tuple[Trouble, ...]:
        """Give what is wrong with it now. A start that has passed is no fault of a reminder that had it before."""
        kept = {Trouble.START_IN_PAST} if old and old.schedule.start == schedule.start else set()
        return tuple(trouble for trouble in faults(schedule, self.now()) if trouble not in kept)

    def next_times(self, schedule: Schedule) -> tuple[dt.datetime, ...]:
        """Give the next moments, in UTC."""
        return upcoming(schedule, self.now(), TIMES)

    async def all(self, channel: str) -> tuple[Reminder, ...]:
        """Give every reminder of this account, those of one chat together."""
        return await self._agenda.all([channel])

    async def find(self, channel: str, id: int) -> Reminder | None:  # noqa: A002
        """Give this reminder; None if it isn't there any more, or is another account's."""
        found = await self._agenda.get(id)
        return found if found and found.place.channel == channel else None

    async def add(self, place: Place, check: str, schedule: Schedule) -> Reminder:
        """Make a reminder, or have the one come that is just like it: asked for twice, it comes once.

        The schedule must be without faults.
        """
        for one in await self.all(place.channel):
            if (one.place, one.check, one.schedule) == (place, check, schedule):
                if one.suspended:
                    await self.change(one, check, schedule)
                return one
        return await self._agenda.add(place, check, schedule, self._due(schedule))

    async def change(self, reminder: Reminder, check: str, schedule: Schedule) -> bool:
        """Give it this schedule and check; it comes again where it was switched off. False: it is gone."""
        return await self._agenda.change(reminder.id, check, schedule, self._due(schedule))

    async def pause(self, reminder: Reminder, until: dt.date = dt.date.max) -> bool:
        """Let it not come before this day, or until it is resumed. False: it is gone."""
        return await self.change(reminder, reminder.check, replace(reminder.schedule, paused_until=until))

    async def resume(self, reminder: Reminder) -> bool:
        """Let it come again, paused or switched off as it may be. False: it is gone."""
        return await self.change(reminder, reminder.check, replace(reminder.schedule, paused_until=None))

    async def skip(self, reminder: Reminder) -> bool:
        """Leave out the next time. False: it is gone, or has no next time."""
        schedule = reminder.schedule
        following = next_after(schedule, self.now())
        if not following:
            return False
        left_out = following.astimezone(ZoneInfo(schedule.zone)).date()
        coming = frozenset(day for day in schedule.skips if day >= self.today())
        return await self.change(reminder, reminder.check, replace(schedule, skips=coming | {left_out}))

    async def ring(self, reminder: Reminder) -> bool:
        """Have it posted now, besides the times that it comes by itself. False: it is gone, or switched off."""
        return await self._agenda.ring(reminder.id)

    async def remove(self, reminder: Reminder) -> Reminder | None:
        """Let it never come again; give it as it was, for its last message to be taken away. None: it was gone."""
        return await self._agenda.remove(reminder.id)

    def _due(self, schedule: Schedule) -> float | None:
        moment = next_after(schedule, self.now())
        return moment.timestamp() if moment else None
