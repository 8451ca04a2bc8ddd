"""Deadlines that move with each press, gathered for a moment, so that no press waits for the database.

A process that dies before it has written them loses a second of somebody's idle time, and no wipe. But while the
database is away they are all that has moved since, and on Slack also what was opened and could not be noted. A process
that dies then has a screen that was noted wiped too early, and one that was not is never wiped.
"""

import asyncio
from typing import NoReturn

from adapters import log
from adapters.ledger.fault import UNAVAILABLE
from adapters.ledger.ledger import Ledger
from adapters.ledger.wipe import Message, Part


class Deadlines:
    """The screens that people have just used, for a second at most."""

    def __init__(self, ledger: Ledger, within: float, gather: float) -> None:
        """`within`: seconds after its last use that a screen is wiped; `gather`: before what has moved is written."""
        self._ledger = ledger
        self._within = within
        self._gather = gather
        self._moved: dict[tuple[str, str], dict[str, Message]] = {}
        self._some = asyncio.Event()
        self._writing = asyncio.Lock()

    def move(self, message: Message) -> None:
        """Have this screen wiped later: its time starts again."""
        self._moved.setdefault((message.channel, message.chat), {})[message.id] = message
        self._some.set()

    async def forget(self, channel: str, chat: str) -> None:
        """Move nothing of this chat any more but notices, which nothing else may cover: its check is over."""
        async with self._writing:
            moved = self._moved.pop((channel, chat), {})
            for message in moved.values():
                if message.part is Part.NOTICE:
                    self.move(message)

    async def flush(self) -> None:
        """Write what has moved. Raises one of `UNAVAILABLE`; whatever it raises, it keeps it for the next time."""
        async with self._writing:
            moved, self._moved = self._moved, {}
            self._some.clear()
            try:
                await self._ledger.move((one for chat in moved.values() for one in chat.values()), self._within)
            except BaseException:
                later, self._moved = self._moved, moved
                for message in (one for chat in later.values() for one in chat.values()):
                    self.move(message)
                raise

    async def run(self) -> NoReturn:
        """Write whenever there is something to write, until cancelled."""
        while True:
            await self._some.wait()
            await asyncio.sleep(self._gather)
            try:
                await self.flush()
            except UNAVAILABLE as error:
                log.event("ledger_away", "warning", error=type(error).__name__)
            except Exception as error:  # noqa: BLE001 - screens in use must not be wiped for a fault of ours
                log.failure("deadlines_failed", error)
