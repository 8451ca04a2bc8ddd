"""Wipes the messages that are due, on all channels concurrently.

1. At least once: a wipe is finished when its message is gone. One that fails or is refused is retried for as long as
   the platform may still delete the message.
2. Each chat is wiped separately: a slow one, or one with many messages, doesn't delay the others.
3. It wakes when an earlier deadline is recorded, and looks at intervals to take over wipes that another process left.
"""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from itertools import groupby

from adapters.concurrency.ending import ended
from adapters.storage.change_signal import ChangeSignal
from adapters.storage.errors import DATABASE_UNAVAILABLE
from adapters.storage.session import SOON
from adapters.storage.wipe_store import WipeStore
from adapters.storage.wipes import MessageKind, Wipe
from adapters.storage.worker_loop import WorkerLoop
from adapters.telemetry import log, metrics
from adapters.wiping.eraser import Eraser, WipeResult

BATCH = 100
"""The number of wipes claimed at once."""
SHARE = 20
"""How many of them may be in one chat."""
AT_ONCE = 200
"""The number of chats of an account that are wiped at once."""
LEASE = 60.0
"""Seconds after which unfinished wipes claimed by another process are taken over."""
LONGEST_DELAY = 600.0
"""The most seconds before a failed wipe is retried."""
PATIENCE = 0.25
"""Seconds that a batch waits for its chats; slower ones continue alongside the next batches."""
LAST = 10.0
"""Seconds that wipes under way have to finish on shutdown; the rest is wiped after the next start."""


class WipeWorker:
    """Wipes messages that are due."""

    def __init__(
        self,
        wipe_store: WipeStore,
        erasers: Mapping[str, Eraser],
        look: float = SOON,
        batch: int = BATCH,
        *,
        patience: float = PATIENCE,
    ) -> None:
        """Set up; nothing is wiped before `run`.

        Args:
            wipe_store: The store of messages to wipe.
            erasers: The erasers, by account; wipes of other accounts are left alone.
            look: The most seconds between two looks at the store.
            batch: The number of wipes claimed at once.
            patience: Seconds that a batch waits for its chats.
        """
        self._wipe_store = wipe_store
        self._erasers = erasers
        self._batch = batch
        self._patience = patience
        self._under_way: dict[str, dict[str, asyncio.Task[None]]] = {account: {} for account in erasers}
        self._ended: dict[str, list[tuple[Sequence[Wipe], WipeResult]]] = {account: [] for account in erasers}
        self._loop = WorkerLoop(self, self.once, erasers, look, "wipe_failed")

    @property
    def changed(self) -> ChangeSignal:
        """Return the signal that fires when a wipe may be due earlier than `next_due` said."""
        return self._wipe_store.changed

    async def next_due(self, channels: Collection[str]) -> float | None:
        """Return the seconds until the next wipe in these accounts, in a chat that isn't under way; None for none."""
        busy = {chat for account in channels for chat in self._under_way[account]}
        return await self._wipe_store.next_due(channels, without=busy)

    async def run(self) -> None:
        """Wipe what is due until `stop` is called; then wipe what the last turns left behind."""
        try:
            await self._loop.run()
            await asyncio.gather(*(self._last(account) for account in self._erasers))
        finally:
            await ended([task for under_way in self._under_way.values() for task in under_way.values()], 0.0)

    def stop(self) -> None:
        """Make `run` return once it has finished what it began."""
        self._loop.stop()

    async def once(self, account: str) -> bool:
        """Wipe one batch of what is due now in this account, and return whether there may be more."""
        under_way = self._under_way[account]
        room = min(self._batch, AT_ONCE - len(under_way))
        wipes: Sequence[Wipe] = ()
        if room > 0:
            wipes = await self._wipe_store.claim([account], room, LEASE, share=SHARE, without=under_way)
        begun = [self._begin(account, chat, tuple(found)) for chat, found in groupby(sorted(wipes, key=_chat), _chat)]
        if begun:
            for slow in (await asyncio.wait(begun, timeout=self._patience))[1]:
                slow.add_done_callback(lambda _: self.changed.fire())  # to write the result, and look for more
        elif room <= 0:
            await asyncio.wait(under_way.values(), timeout=self._patience, return_when=asyncio.FIRST_COMPLETED)
        await self._write(account)
        return room <= 0 or len(wipes) == room

    async def at(self, account: str, chat: str) -> WipeResult:
        """Wipe one batch of what is due now in this chat, except what another process has claimed."""
        wipes = await self._wipe_store.claim_chat(account, chat, self._batch, LEASE)
        result = await self._wipe(account, chat, wipes) if wipes else WipeResult()
        await self._settle([(wipes, result)])
        return result

    async def _last(self, account: str) -> None:
        with suppress(*DATABASE_UNAVAILABLE):
            await self.once(account)
            if under_way := self._under_way[account].values():
                await asyncio.wait(under_way, timeout=LAST)
            await self._write(account)

    def _begin(self, account: str, chat: str, wipes: Sequence[Wipe]) -> asyncio.Task[None]:
        task = asyncio.create_task(self._wipe_beside(account, chat, wipes))
        self._under_way[account][chat] = task
        return task

    async def _wipe_beside(self, account: str, chat: str, wipes: Sequence[Wipe]) -> None:
        """Wipe these messages of one chat; the result is written together with others."""
        result = await self._wipe(account, chat, wipes)
        self._ended[account].append((wipes, result))
        del self._under_way[account][chat]

    async def _wipe(self, account: str, chat: str, wipes: Sequence[Wipe]) -> WipeResult:
        """Wipe these messages of one chat."""
        result, channel = WipeResult(), account.partition(":")[0]
        try:
            result = await self._erasers[account].erase(chat, wipes)
        except DATABASE_UNAVAILABLE as error:
            log.event("database_unavailable", "warning", error=type(error).__name__)
        except Exception as error:  # noqa: BLE001 - a fault in one chat must not stop the others
            log.failure("wipe_failed", error, channel=channel)
        _report(channel, result)
        return result

    async def _write(self, account: str) -> None:
        """Write the results of all chats that have finished since."""
        ended, self._ended[account] = self._ended[account], []
        await self._settle(ended)

    async def _settle(self, ended: Sequence[tuple[Sequence[Wipe], WipeResult]]) -> None:
        """Finish what is over, and postpone the rest."""
        over = {wipe.id: wipe for _, result in ended for wipe in result.over}
        delays = {
            wipe: max(result.delay, min(2.0 ** min(wipe.attempts, 30), LONGEST_DELAY))
            for wipes, result in ended
            for wipe in wipes
            if wipe.id not in over
        }
        await self._wipe_store.finish(list(over.values()))
        await self._wipe_store.postpone(delays)


def _report(channel: str, result: WipeResult) -> None:
    metrics.wipes.labels(channel, "done").inc(len(result.done))
    metrics.wipes.labels(channel, "refused").inc(len(result.refused))
    metrics.wipes.labels(channel, "given_up").inc(len(result.given_up))
    expired = sum(wipe.part is MessageKind.SCREEN and wipe.message is not None for wipe in result.over)
    metrics.checks.labels(channel, "expired").inc(expired)
    if first := sum(not wipe.attempts for wipe in result.refused):
        log.event("wipe_refused", "warning", channel=channel, count=first)
    if result.given_up:
        log.event("wipe_given_up", "warning", channel=channel, count=len(result.given_up))


def _chat(wipe: Wipe) -> str:
    return wipe.chat
