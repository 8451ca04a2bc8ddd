"""Buffers the deadlines that move with each press, so that no press waits for the database.

A process that dies before it has written them loses a second of somebody's idle time, and no wipe. But while the
database is unavailable, the buffer holds all that has moved since, and on Slack also what was opened and could not be
noted. If the process dies then, a noted screen is wiped too early, and one that wasn't noted is never wiped.
"""

import asyncio
from typing import NoReturn

from adapters.storage.errors import DATABASE_UNAVAILABLE
from adapters.storage.wipe_store import WipeStore
from adapters.storage.wipes import ChatMessage, MessageKind
from adapters.telemetry import log


class DeadlineBuffer:
    """A buffer of the screens that people have just used, for a second at most."""

    def __init__(self, wipe_store: WipeStore, within: float, gather: float) -> None:
        """Start with an empty buffer.

        Args:
            wipe_store: Where the deadlines are written.
            within: Seconds after its last use that a screen is wiped.
            gather: Seconds that deadlines are gathered before they are written.
        """
        self._wipe_store = wipe_store
        self._within = within
        self._gather = gather
        self._moved: dict[tuple[str, str], dict[str, ChatMessage]] = {}
        self._nonempty = asyncio.Event()
        self._writing = asyncio.Lock()

    def move(self, message: ChatMessage) -> None:
        """Postpone the wipe of this screen: its idle time starts again."""
        self._moved.setdefault((message.channel, message.chat), {})[message.id] = message
        self._nonempty.set()

    async def forget(self, channel: str, chat: str, until: str) -> None:
        """Drop the deadlines of this message and of what is older in its chat: that check is over.

        Those of notices stay, as nothing else may cover them.
        """
        async with self._writing:
            moved = self._moved.pop((channel, chat), {})
            for message in moved.values():
                if message.part is MessageKind.NOTICE or not message.is_until(until):
                    self.move(message)

    async def flush(self) -> None:
        """Write the buffer to the store. If that fails, everything stays in the buffer.

        Raises:
            DBAPIError: Or another of `DATABASE_UNAVAILABLE`, if the database is unavailable.
        """
        async with self._writing:
            moved, self._moved = self._moved, {}
            self._nonempty.clear()
            try:
                await self._wipe_store.move((one for chat in moved.values() for one in chat.values()), self._within)
            except BaseException:
                newer, self._moved = self._moved, moved
                for message in (one for chat in newer.values() for one in chat.values()):
                    self.move(message)
                raise

    async def run(self) -> NoReturn:
        """Write the buffer whenever there is something in it, until cancelled."""
        while True:
            await self._nonempty.wait()
            try:
                await self.flush()
            except DATABASE_UNAVAILABLE as error:
                log.event("database_unavailable", "warning", error=type(error).__name__)
            except Exception as error:  # noqa: BLE001 - screens in use must not be wiped because of a bug
                log.failure("deadline_write_failed", error)
            await asyncio.sleep(self._gather)
