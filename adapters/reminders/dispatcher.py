"""Hands the reminders that are due to their channels, side by side.

Posts are spread out, to stay within the platform's limits and to leave checks undisturbed. None waits for another to be
done, so that a slow chat delays itself alone.
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
"""The number of reminders claimed at once."""
BEHIND = 0.1
"""Seconds by which posts may be behind their pace, and still catch up with it."""
WIDTH = 100
"""The most posts under way at once in one account; those that wait for their chat's turn, or hang, are among them."""


class ReminderDispatcher:
    """Posts the reminders that are due."""

    def __init__(
        self,
        reminder_store: ReminderStore,
        publishers: Mapping[str, Publisher],
        prompts: Prompts,
        patience: float,
        intervals: Intervals,
    ) -> None:
        """Prepare; nothing is posted before `run`.

        Args:
            reminder_store: The store of the reminders.
            publishers: The publishers, by account.
            prompts: The prompts that are posted.
            patience: Seconds that a post may come late.
            intervals: How often it looks, and how long a claim holds.
        """
        self._reminder_store = reminder_store
        self._publishers = publishers
        self._delivery = ReminderDelivery(reminder_store, publishers, prompts, patience)
        self._lease = intervals.lease
        self._next_at = dict.fromkeys(publishers, 0.0)
        self._under_way: dict[str, set[asyncio.Task[None]]] = {account: set() for account in publishers}
        self._loop = WorkerLoop(reminder_store, self.once, publishers, intervals.look, "reminder_failed")

    async def run(self) -> None:
        """Post what is due, again and again, until `stop` is called; what has begun by then is finished."""
        await self._loop.run()
        await self.finish()

    def stop(self) -> None:
        """Make `run` return."""
        self._loop.stop()

    async def finish(self) -> None:
        """Wait until what is under way is done."""
        await asyncio.gather(*(task for tasks in self._under_way.values() for task in tasks))

    async def once(self, account: str) -> bool:
        """Begin one batch of what is due now in this account, and return whether there was anything."""
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
        """Wait until the next post may begin, or the end: the time that claims take makes none later."""
        now, interval = time.monotonic(), self._publishers[account].post_interval
        self._next_at[account] = max(self._next_at[account], now - BEHIND) + interval
        with suppress(TimeoutError):
            await asyncio.wait_for(self._loop.stopped.wait(), max(0.0, self._next_at[account] - now))


async def _guarded(work: Awaitable[None], channel: str) -> None:
    """Do this work on one reminder, and keep its failure from the others; another claim takes it up later."""
    try:
        await work
    except DATABASE_UNAVAILABLE as error:
        log.event("database_unavailable", "warning", error=type(error).__name__)
    except Exception as error:  # noqa: BLE001 - the other reminders must go on after any fault
        log.failure("reminder_failed", error, channel=channel)
