"""Buffers the deadlines that each press moves, so that no press waits for the database.

If the process dies before writing them, a screen is wiped a second early, but none is forgotten. During a database
outage, however, the buffer holds every deadline that has moved since, and on Slack also modals that couldn't be
recorded. If the process dies then, recorded screens are wiped too early, and unrecorded ones are never wiped.
"""

import asyncio
from typing import NoReturn

from adapters.storage.errors import DATABASE_UNAVAILABLE
from adapters.storage.wipe_store import WipeStore
from adapters.storage.wipes import ChatMessage, MessageKind
from adapters.telemetry import log


class DeadlineBuffer:
    """A buffer of the screens that people have just used, normally for at most a second."""

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
        """Drop the deadlines of this message and of older ones in its chat, because that check is over.

        Those of notices stay, because there may be no row for them.
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
        """Write the buffer whenever it isn't empty, until cancelled."""
        while True:
            await self._nonempty.wait()
            try:
                await self.flush()
            except DATABASE_UNAVAILABLE as error:
                log.event("database_unavailable", "warning", error=type(error).__name__)
            except Exception as error:  # noqa: BLE001 - a bug must not get screens in use wiped
                log.failure("deadline_write_failed", error)
            await asyncio.sleep(self._gather)
