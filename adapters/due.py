"""What is due now is done now: wipes, on every channel side by side, so that one that is slow holds up no other.

1. At least once: a wipe is over when its message is gone, or when the platform says for good that it can't go.
2. It wakes when something earlier is noted, and looks again by itself: what another process left is not left lying.
"""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import groupby
from typing import Protocol

from adapters import log, metric
from adapters.ledger.fault import UNAVAILABLE
from adapters.ledger.ledger import Ledger
from adapters.ledger.session import SOON
from adapters.ledger.wipe import Part, Wipe

BATCH = 100
"""Wipes claimed at once."""
LEASE = 60.0
"""Seconds after which what another process claimed and left is taken over."""
LONGEST_DELAY = 600.0
"""Seconds before a wipe that failed is tried again, at most."""


@dataclass
class Wiped:
    """What became of some wipes; those in neither list have to be tried again, after `delay` seconds at least."""

    done: list[Wipe] = field(default_factory=list)
    refused: list[Wipe] = field(default_factory=list)
    delay: float = 0.0


class Wiper(Protocol):
    """A channel, as far as wiping goes."""

    async def wipe(self, chat: str, wipes: Sequence[Wipe]) -> Wiped:
        """Wipe these messages of one chat."""


class Due:
    """Does what is due."""

    def __init__(self, ledger: Ledger, wipers: Mapping[str, Wiper], look: float = SOON, batch: int = BATCH) -> None:
        """`wipers`: by the name that the ledger has for a channel; what belongs to others is left to them.

        `look`: seconds between two looks at the ledger, at most; `batch`: wipes claimed at once.
        """
        self._ledger = ledger
        self._wipers = wipers
        self._look = look
        self._batch = batch
        self._stopped = False

    async def run(self) -> None:
        """Do what is due, again and again, until told to `stop`."""
        await asyncio.gather(*(self._keep(account) for account in self._wipers))

    def stop(self) -> None:
        """Let `run` end once what it has begun is done."""
        self._stopped = True
        self._ledger.changed.set()

    async def once(self, account: str) -> bool:
        """Do one batch of what is due now in this account; false if there was no more than that."""
        self._ledger.changed.clear()
        wipes = await self._ledger.claim([account], self._batch, LEASE)
        chats = groupby(sorted(wipes, key=_chat), key=_chat)
        wiping = (self._wipe(account, chat, tuple(found)) for chat, found in chats)
        ended = await asyncio.gather(*wiping, return_exceptions=True)
        whole = [wiped for wiped in ended if not isinstance(wiped, BaseException)]
        await self._ledger.finish([wipe for wiped in whole for wipe in (*wiped.done, *wiped.refused)])
        for fault in ended:
            if isinstance(fault, BaseException):
                raise fault
        return len(wipes) == self._batch

    async def at(self, channel: str, chat: str) -> Wiped:
        """Do one batch of what is due now in this chat, but for what another process holds; tell what came of it."""
        wipes = await self._ledger.claim_chat(channel, chat, self._batch, LEASE)
        wiped = await self._wipe(channel, chat, wipes) if wipes else Wiped()
        await self._ledger.finish([*wiped.done, *wiped.refused])
        return wiped

    async def _keep(self, account: str) -> None:
        while not self._stopped:
            try:
                if not await self.once(account):
                    await self._sleep(account)
            except UNAVAILABLE as error:
                log.event("ledger_away", "warning", error=type(error).__name__)
                await asyncio.sleep(1)
            except Exception as error:  # noqa: BLE001 - a promise to wipe outlives any fault
                log.failure("due_failed", error)
                await asyncio.sleep(5)
        with suppress(*UNAVAILABLE):
            await self.once(account)  # what the last turns have left

    async def _wipe(self, channel: str, chat: str, wipes: Sequence[Wipe]) -> Wiped:
        """Wipe these messages of one chat, and put off those that must be tried again."""
        wiped = await self._wipers[channel].wipe(chat, wipes)
        over = {wipe.id for wipe in (*wiped.done, *wiped.refused)}
        self._report(channel.partition(":")[0], wiped)
        for wipe in wipes:
            if wipe.id not in over:
                pause = min(2.0 ** min(wipe.attempts, 30), LONGEST_DELAY)
                await self._ledger.postpone([wipe], max(wiped.delay, pause))
        return wiped

    def _report(self, channel: str, wiped: Wiped) -> None:
        metric.wipes.labels(channel, "done").inc(len(wiped.done))
        metric.wipes.labels(channel, "refused").inc(len(wiped.refused))
        expired = sum(wipe.part is Part.SCREEN and wipe.message is not None for wipe in (*wiped.done, *wiped.refused))
        metric.checks.labels(channel, "expired").inc(expired)
        if wiped.refused:
            log.event("wipe_refused", "warning", channel=channel, count=len(wiped.refused))

    async def _sleep(self, account: str) -> None:
        pause = await self._ledger.next_due([account])
        if self._stopped:
            return
        try:
            async with asyncio.timeout(self._look if pause is None else min(pause, self._look)):
                await self._ledger.changed.wait()
        except TimeoutError:
            pass


def _chat(wipe: Wipe) -> str:
    return wipe.chat
