"""Spaces out posts to one chat, because platforms limit the rate per chat."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from adapters.platforms.errors import UnavailableError


@dataclass(slots=True)
class _Chat:
    """A recently used chat. `turns`: the number of turns that are waiting or under way."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    turns: int = 0
    free_at: float = 0.0


class Pacer:
    """Gives each chat one turn at a time. Only recently used chats are remembered."""

    def __init__(self, apart: float, longest_wait: float = float("inf")) -> None:
        """Start with no chat.

        Args:
            apart: Seconds between the end of a chat's turn and the start of its next.
            longest_wait: The most seconds that a caller waits for a turn, assuming that earlier turns take no time.
        """
        self._apart = apart
        self._longest_wait = longest_wait
        self._chats: dict[str, _Chat] = {}

    def __len__(self) -> int:
        """Return how many chats are remembered."""
        return len(self._chats)

    @asynccontextmanager
    async def turn(self, chat: str) -> AsyncIterator[None]:
        """Wait for the chat's next turn; the turn after it waits for the end of the block.

        Raises:
            UnavailableError: The wait would exceed `longest_wait`; `delay` says how long it would be.
        """
        now = time.monotonic()
        self._chats = {id_: one for id_, one in self._chats.items() if one.turns or one.free_at > now}
        found = self._chats.setdefault(chat, _Chat())
        wait = max(0.0, found.free_at - now) + found.turns * self._apart
        if wait > self._longest_wait:
            raise UnavailableError(wait)
        found.turns += 1
        try:
            async with found.lock:
                await asyncio.sleep(max(0.0, found.free_at - time.monotonic()))
                try:
                    yield
                finally:
                    found.free_at = time.monotonic() + self._apart
        finally:
            found.turns -= 1
