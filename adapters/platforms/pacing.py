"""Spaces out what is posted to one chat, as platforms limit the rate for each chat."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from adapters.platforms.errors import UnavailableError


@dataclass(slots=True)
class _Chat:
    """A chat that had a turn just now. `turns`: the number of turns that wait or are under way."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    turns: int = 0
    free_at: float = 0.0


class Pacer:
    """Lets each chat have one turn at a time. Only chats that had a turn just now are remembered."""

    def __init__(self, apart: float, longest_wait: float = float("inf")) -> None:
        """Start with no chat.

        Args:
            apart: Seconds between the end of a chat's turn and its next, so that they are apart wherever they arrive.
            longest_wait: The most seconds that a caller waits here for a turn, if those before it take no time.
        """
        self._apart = apart
        self._longest_wait = longest_wait
        self._chats: dict[str, _Chat] = {}

    def __len__(self) -> int:
        """Return how many chats are remembered."""
        return len(self._chats)

    @asynccontextmanager
    async def turn(self, chat: str) -> AsyncIterator[None]:
        """Wait for the chat's next turn, and make the turn after it wait.

        Raises:
            UnavailableError: It would take longer than `longest_wait`; `delay` says how long.
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
