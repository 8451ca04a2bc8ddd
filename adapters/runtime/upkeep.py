"""Maintain the database: correct times after a jump of the clock, and delete what is no longer needed.

1. At the start and on each run, stored times are limited to how far ahead they can be, so that setting the clock back
   delays nothing.
2. At the start and after a jump of the clock, each reminder is rescheduled. What was posted while the clock was ahead
   isn't posted again; what was skipped then is no longer skipped.
3. A finished check is deleted only once the clock has run steadily for the retention time, so that a clock that was
   ahead for a while deletes nothing early.
4. Old versions of changed reminders and drafts are removed from the database's files.
"""

import asyncio
import datetime as dt
import time
from collections.abc import Callable, Mapping
from typing import NoReturn

from adapters.channels import registry
from adapters.channels.message_lifecycle import DAY
from adapters.channels.noted_posts import UNSURE
from adapters.channels.services import SharedServices
from adapters.storage.clock_sql import POSTED
from adapters.storage.clock_store import ClockStore, Longest
from adapters.storage.errors import DATABASE_UNAVAILABLE
from adapters.storage.reminders import Reminder
from adapters.telemetry import log
from adapters.telemetry.clock_skew import CLOCK_SKEW
from adapters.wiping.worker import LEASE, LONGEST_DELAY
from bot.schedule import upcoming

HOLD = 3600.0
"""Maximum seconds until a reminder is retried."""
KEEP = 86400.0 + 2 * CLOCK_SKEW
"""Maximum seconds that any bot on this database remembers a finished check: the longest idle time, a day."""
AHEAD = 10
"""How many upcoming times of a reminder are searched for one that wasn't posted."""


class Upkeep:
    """Maintains the database for some accounts."""

    def __init__(
        self, services: SharedServices, accounts: Mapping[str, object], clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Configure it. `accounts`: by name; `clock`: returns a monotonic time in seconds."""
        self._services = services
        self._store = ClockStore(services.session)
        wipeable = registry.wipeable()
        self._wipeable = {account: wipeable[account.partition(":")[0]] for account in accounts}
        self._clock = clock
        self._apart: float | None = None
        self._steady_since = 0.0

    async def run(self) -> NoReturn:
        """Run periodically until cancelled."""
        while True:
            await asyncio.sleep(self._services.intervals.look)
            await self.look()

    async def look(self) -> None:
        """Do all maintenance once; what fails is left to the next run."""
        try:
            await self._look()
        except DATABASE_UNAVAILABLE as error:
            log.event("database_unavailable", "warning", error=type(error).__name__)
        except Exception as error:  # noqa: BLE001 - the next run may succeed
            log.failure("upkeep_failed", error)

    async def _look(self) -> None:
        first, jumped = self._apart is None, await self._jumped()
        capped = await self._store.cap(self._wipeable, self._longest())
        if jumped or capped:
            log.event("clock_jumped", "warning", seconds=round(jumped), count=capped)
            self._services.wipe_store.changed.fire()
        if first or jumped or capped:
            for account in self._wipeable:
                await self._reschedule(account)
        await self._services.drafts.forget()
        if self._clock() - self._steady_since >= self._services.ended.known.keep:
            await self._services.ended.forget()
        await self._services.ended.recall(anew=bool(first or jumped or capped))
        if self._services.session.changed:
            await self._services.session.scrub()

    async def _jumped(self) -> float:
        """Return by how many seconds the database's clock has jumped since the last run; 0 if it hasn't."""
        now = self._clock()
        before, self._apart = self._apart, await self._store.now() - now
        jump = 0.0 if before is None else self._apart - before
        if before is None or abs(jump) > CLOCK_SKEW:
            self._steady_since = now
            return jump
        return 0.0

    def _longest(self) -> Longest:
        services = self._services
        wipe = max(services.idle, services.intervals.word, UNSURE)
        return Longest(wipe, DAY, max(LEASE, LONGEST_DELAY), HOLD, services.intervals.lease, KEEP, DAY)

    async def _reschedule(self, account: str) -> None:
        """Reschedule each reminder of this account to the first time that can't have been posted yet."""
        await self._store.forget_unposted(account)
        now = dt.datetime.fromtimestamp(await self._store.now() + CLOCK_SKEW, dt.UTC)
        for reminder in await self._services.reminder_store.all([account]):
            due_at = None if reminder.suspended else _next(reminder, now)
            if due_at is not None and (reminder.due_at is None or due_at < reminder.due_at):
                await self._store.hasten(reminder.id, due_at)
        self._services.reminder_store.changed.fire()


def _next(reminder: Reminder, now: dt.datetime) -> float | None:
    """Return the first later time that wasn't posted, as a Unix timestamp in seconds; None if there is none soon."""
    posted = {one.moment for one in reminder.occurrences if one.outcome in POSTED}
    # Nearly always the first: after a jump of the clock, this is called for every reminder.
    moments = (found.timestamp() for most in (1, AHEAD) for found in upcoming(reminder.schedule, now, most))
    return next((moment for moment in moments if moment not in posted), None)
