"""A worker that processes the due items of a store, per account, until stopped."""

import asyncio
from collections.abc import Awaitable, Callable, Collection
from contextlib import suppress
from typing import Protocol

from adapters.storage.change_signal import ChangeSignal
from adapters.storage.errors import DATABASE_UNAVAILABLE
from adapters.telemetry import log

_AWAY, _FAILED = 1.0, 5.0
"""Seconds before it continues: during a database outage, and after a fault of the program."""


class DueStore(Protocol):
    """A store with due items. `changed` fires when an item may be due earlier than `next_due` said."""

    @property
    def changed(self) -> ChangeSignal:
        """Return the signal that fires when an item that is due soon is stored."""

    async def next_due(self, channels: Collection[str]) -> float | None:
        """Return the seconds until an item of these accounts is due; None if there is none."""


class WorkerLoop:
    """Runs batch after batch, separately for each account, so that a slow one doesn't delay the others."""

    def __init__(
        self,
        store: DueStore,
        batch: Callable[[str], Awaitable[bool]],
        accounts: Collection[str],
        look: float,
        fault: str,
    ) -> None:
        """Set up; nothing runs before `run`.

        Args:
            store: The store of due items.
            batch: Processes one batch of an account; returns whether there may be more.
            accounts: The names of the accounts in the store.
            look: The most seconds between two looks at the store, which find items that another process left.
            fault: The log event for a batch that fails because of a fault of the program.
        """
        self._store = store
        self._batch = batch
        self._accounts = accounts
        self._look = look
        self._fault = fault
        self.stopped = asyncio.Event()

    async def run(self) -> None:
        """Work until `stop` is called; batches begun by then are finished."""
        await asyncio.gather(*(self._work(account) for account in self._accounts))

    def stop(self) -> None:
        """Make `run` return once it has finished what it began."""
        self.stopped.set()
        self._store.changed.fire()

    async def _work(self, account: str) -> None:
        while not self.stopped.is_set():
            changed = self._store.changed.next
            try:
                if not await self._batch(account):
                    await self._wait(account, changed)
            except DATABASE_UNAVAILABLE as error:
                log.event("database_unavailable", "warning", error=type(error).__name__)
                await asyncio.sleep(_AWAY)
            except Exception as error:  # noqa: BLE001 - wipes and reminders must go on after any fault
                log.failure(self._fault, error)
                await asyncio.sleep(_FAILED)

    async def _wait(self, account: str, changed: asyncio.Event) -> None:
        """Wait until an item may be due, until the store has changed since the last look, or until the next look."""
        due = await self._store.next_due([account])
        if self.stopped.is_set():
            return
        with suppress(TimeoutError):
            async with asyncio.timeout(self._look if due is None else min(due, self._look)):
                await changed.wait()
