"""Create, change and delete reminders, for every channel.

The caller must check the rights (`access`).
"""

import datetime as dt
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from adapters.reminders.clock import ReminderClock
from adapters.reminders.series import Series, gathered
from adapters.storage.reminder_store import ReminderStore
from adapters.storage.reminders import Destination, Plan, Reminder
from bot.schedule import Schedule, next_after, without_next


class ReminderService(ReminderClock):
    """Creates, changes and deletes reminders. Every call may raise one of `DATABASE_UNAVAILABLE`."""

    def __init__(self, reminder_store: ReminderStore, zone: str, clock: Callable[[], float] = time.time) -> None:
        """Configure it. `zone`, `clock`: see `ReminderClock`."""
        super().__init__(zone, clock)
        self._reminder_store = reminder_store

    async def all(self, channel: str) -> tuple[Reminder, ...]:
        """Return every reminder of this account, grouped by chat."""
        return await self._reminder_store.all([channel])

    async def find(self, channel: str, name: str) -> Series | None:
        """Return this series; None if it no longer exists or belongs to another account."""
        found = await self._reminder_store.series(name)
        return Series(name, found) if found and all(one.place.channel == channel for one in found) else None

    async def add(self, name: str, places: Sequence[Destination], plan: Plan) -> Series:
        """Create a series; return the existing one if there is one with this name or the same content.

        Args:
            name: Its name, 16 random hexadecimal digits.
            places: Where to post it, at least one; all in one account.
            plan: The plan; its schedule must have no problems.
        """
        for one in gathered(await self.all(places[0].channel)):
            if one.name == name or ({*one.places} == {*places} and one.plan == plan):
                if any(reminder.suspended for reminder in one.reminders):
                    await self.change(one, one.places, plan)
                return one
        return Series(name, await self._reminder_store.add(name, places, plan, self._due(plan.schedule)))

    async def change(self, series: Series, places: Sequence[Destination], plan: Plan) -> bool:
        """Change the plan and the places, and resume it where it was suspended.

        Returns:
            False if it no longer exists.
        """
        return bool(await self._reminder_store.change(series.name, places, plan, self._due(plan.schedule)))

    async def pause(self, series: Series, until: dt.date = dt.date.max) -> bool:
        """Pause it until this day, or until it is resumed. Return False if it no longer exists."""
        return await self._reschedule(series, replace(series.plan.schedule, paused_until=until))

    async def resume(self, series: Series) -> bool:
        """Resume it, whether it is paused or suspended. Return False if it no longer exists."""
        schedule = replace(series.plan.schedule, paused_until=None)
        return await self.change(series, series.places, replace(series.plan, schedule=schedule))

    async def skip(self, series: Series) -> bool:
        """Skip the next occurrence. Return False if it no longer exists or has no next occurrence."""
        schedule = without_next(series.plan.schedule, self.now())
        return schedule is not None and await self._reschedule(series, schedule)

    async def post_now(self, series: Series) -> bool:
        """Post it now, besides its schedule, where it isn't suspended. Return False if it is suspended everywhere."""
        return await self._reminder_store.make_due(series.name)

    async def remove(self, series: Series) -> None:
        """Delete it and its latest posts."""
        await self._reminder_store.remove(series.name)

    async def _reschedule(self, series: Series, schedule: Schedule) -> bool:
        """Change the schedule; places where it is suspended stay so."""
        plan, due = replace(series.plan, schedule=schedule), self._due(schedule)
        return bool(await self._reminder_store.change(series.name, series.places, plan, due, resume=False))

    def _due(self, schedule: Schedule) -> float | None:
        moment = next_after(schedule, self.now())
        return moment.timestamp() if moment else None
