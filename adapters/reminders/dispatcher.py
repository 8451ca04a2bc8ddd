"""Post due reminders through their channels, concurrently.

Posts are spread out, to stay within the platform's limits and not to delay checks. They don't wait for each other, so a
slow chat delays only its own posts.
"""

import asyncio
import time
from collections.abc import Awaitable, Mapping
from contextlib import suppress

from adapters.concurrency.intervals import Intervals
from adapters.reminders.delivery import ReminderDelivery
from adapters.reminders.prompts import Prompts
from adapters.reminders.publisher import Publisher
from adapters.storage.errors import DATABASE_UNAVAILABLE
from adapters.storage.reminder_store import ReminderStore
from adapters.storage.worker_loop import WorkerLoop
from adapters.telemetry import log

BATCH = 20
"""The number of reminders claimed together."""
BEHIND = 0.1
"""Seconds by which posts may fall behind their schedule and still catch up."""
WIDTH = 100
"""Maximum number of concurrent posts in one account, including those that wait for their chat or hang."""


class ReminderDispatcher:
    """Posts due reminders."""

    def __init__(
        self,
        reminder_store: ReminderStore,
        publishers: Mapping[str, Publisher],
        prompts: Prompts,
        patience: float,
        intervals: Intervals,
    ) -> None:
        """Configure it; nothing is posted before `run`.

        Args:
            reminder_store: The store of the reminders.
            publishers: The publishers, by account.
            prompts: The prompts that are posted.
            patience: Seconds that a post may be late.
            intervals: How often to check, and how long a claim lasts.
        """
        self._reminder_store = reminder_store
        self._publishers = publishers
        self._delivery = ReminderDelivery(reminder_store, publishers, prompts, patience)
        self._lease = intervals.lease
        self._next_at = dict.fromkeys(publishers, 0.0)
        self._under_way: dict[str, set[asyncio.Task[None]]] = {account: set() for account in publishers}
        self._loop = WorkerLoop(reminder_store, self.once, publishers, intervals.look, "reminder_failed")

    async def run(self) -> None:
        """Post due reminders until `stop` is called; finish those in progress."""
        await self._loop.run()
        await self.finish()

    def stop(self) -> None:
        """Make `run` return."""
        self._loop.stop()

    async def finish(self) -> None:
        """Wait until the posts in progress are done."""
        await asyncio.gather(*(task for tasks in self._under_way.values() for task in tasks))

    async def once(self, account: str) -> bool:
        """Start one batch of this account's due reminders, and return whether there were any."""
        under_way = self._under_way[account]
        if len(under_way) >= WIDTH:
            await asyncio.wait(under_way, return_when=asyncio.FIRST_COMPLETED)
        claims = await self._reminder_store.claim([account], min(BATCH, WIDTH - len(under_way)), self._lease)
        for claim in claims:
            stopped = self._loop.stopped.is_set()
            work = self._reminder_store.put_back(claim, 0.0, 0.0) if stopped else self._delivery.deliver(claim)
            task = asyncio.create_task(_guarded(work, account.partition(":")[0]))
            under_way.add(task)
            task.add_done_callback(under_way.discard)
            if not stopped:
                await self._pace(account)
        return bool(claims)

    async def _pace(self, account: str) -> None:
        """Wait until the next post may start, or until `stop`. The time that claims take isn't added."""
        now, interval = time.monotonic(), self._publishers[account].post_interval
        self._next_at[account] = max(self._next_at[account], now - BEHIND) + interval
        with suppress(TimeoutError):
            await asyncio.wait_for(self._loop.stopped.wait(), max(0.0, self._next_at[account] - now))


async def _guarded(work: Awaitable[None], channel: str) -> None:
    """Do this work on one reminder, and contain its failure; a later claim retries it."""
    try:
        await work
    except DATABASE_UNAVAILABLE as error:
        log.event("database_unavailable", "warning", error=type(error).__name__)
    except Exception as error:  # noqa: BLE001 - an error must not stop other reminders
        log.failure("reminder_failed", error, channel=channel)
