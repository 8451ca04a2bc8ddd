"""Receiving by asking: long polling, for a bot that no one can reach from outside.

1. A batch is confirmed by the next request, so only after everything in it is noted. A process that dies in between is
   told it again: the same press gives the same screen.
2. When somebody else receives this bot's updates (409), or Telegram can't be reached, it tries again, ever less often,
   and says meanwhile that it is deaf.
"""

import asyncio
import random
from contextlib import suppress

from adapters import log
from adapters.health import Health
from adapters.ledger.fault import UNAVAILABLE
from adapters.telegram.api import LONG_POLL, Api
from adapters.telegram.call import NAME
from adapters.telegram.error import AwayError, ConflictError, RefusedError
from adapters.telegram.inbox import Inbox
from adapters.telegram.wire import number

PATIENCE = LONG_POLL + 15.0
"""Seconds without an answer to a request for updates after which the bot counts as deaf."""
SHORTEST_PAUSE, LONGEST_PAUSE = 0.5, 20.0
"""Seconds before it is tried again."""


class Polling:
    """The way in that asks."""

    def __init__(self, api: Api, inbox: Inbox, health: Health) -> None:
        """`health`: told whether this way in works."""
        self._api = api
        self._inbox = inbox
        self._health = health
        self._next = 0
        self._alone = False

    async def run(self) -> None:
        """Receive until cancelled."""
        self._health.expect(NAME, PATIENCE)
        pause, wait = SHORTEST_PAUSE, 0  # the first answer, and the first after a failure, comes at once
        while True:
            try:
                await self._once(wait)
                pause, wait = SHORTEST_PAUSE, LONG_POLL
            except UNAVAILABLE as error:
                self._tell(error)
                await asyncio.sleep(SHORTEST_PAUSE)  # presses need no ledger, and wait for the next request
            except (AwayError, RefusedError) as error:
                self._tell(error)
                asked = error.delay if isinstance(error, AwayError) else 0.0
                await asyncio.sleep(max(asked, pause * random.uniform(0.5, 1)))  # noqa: S311 - it only spreads
                pause, wait = min(pause * 2, LONGEST_PAUSE), 0

    async def confirm(self) -> None:
        """Tell Telegram what was taken, so that the next process isn't told it again."""
        if self._next:
            with suppress(AwayError, RefusedError):
                await self._api.updates(self._next, wait=0)

    async def _once(self, wait: int) -> None:
        if not self._alone:
            await self._api.undeliver()  # a webhook of earlier days would keep every update
            self._alone = True
        updates = await self._api.updates(self._next, wait)
        self._health.hear(NAME)
        await self._inbox.take(updates)
        self._next = max((found + 1 for update in updates if (found := number(update)) is not None), default=self._next)

    def _tell(self, error: Exception) -> None:
        if isinstance(error, ConflictError):
            self._health.deafen(NAME)
        reason = "conflict" if isinstance(error, ConflictError) else type(error).__name__
        log.event("deaf", "warning", channel=NAME, transport="polling", reason=reason)
