"""The updates pending for the bot, and the long poll that fetches them.

1. An update expires: a message's after a day, a press's after 150 seconds.
2. A poll confirms every update before its offset.
3. If two polls are waiting, the older gets a conflict; a poll that finds updates immediately doesn't end another.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from adapters.simulators.clock import Clock
from adapters.simulators.json_object import JsonObject
from adapters.simulators.telegram.errors import ApiError, conflict

LIFE = {"callback_query": 150}
_DAY = 86400
_NOT_BY_DEFAULT = {"chat_member", "message_reaction", "message_reaction_count"}


@dataclass(frozen=True)
class Update:
    """An update that the bot hasn't confirmed.

    Attributes:
        id: The update_id.
        kind: The name of its only field, such as "message".
        body: That field, by its name.
        sequence: Its sequence; updates in one sequence are posted to a webhook one after the other.
        until: When it expires, in seconds since 1970.
    """

    id: int
    kind: str
    body: JsonObject
    sequence: str
    until: float

    def object(self) -> JsonObject:
        """Return the Update object."""
        return {"update_id": self.id, **self.body}


class UpdateQueue:
    """The updates that the bot hasn't confirmed, oldest first.

    Attributes:
        allowed: The kinds that the bot asked for, or None for Telegram's default; others are dropped.
        woken: Called whenever an update is added.
    """

    def __init__(self, clock: Clock, first: int = 10_001) -> None:
        """Start empty. `first`: the first update_id."""
        self.allowed: set[str] | None = None
        self.woken: Callable[[], None] = lambda: None
        self._clock = clock
        self._next = first
        self._updates: list[Update] = []
        self._waiting: asyncio.Future[None] | None = None

    @property
    def waited(self) -> bool:
        """Return whether a poll is waiting for an update."""
        return self._waiting is not None and not self._waiting.done()

    def allow(self, kinds: object) -> None:
        """Apply allowed_updates: an empty list means Telegram's default, and a missing one changes nothing."""
        if isinstance(kinds, list) and all(isinstance(kind, str) for kind in kinds):
            self.allowed = set(kinds) or None

    def add(self, kind: str, body: object, sequence: str) -> None:
        """Queue an update, unless the bot didn't ask for its kind."""
        wanted = kind not in _NOT_BY_DEFAULT if self.allowed is None else kind in self.allowed
        if wanted:
            self._push(kind, {kind: body}, sequence)

    def inject(self, body: JsonObject) -> int:
        """Queue any update, regardless of what the bot asked for, and return its update_id."""
        return self._push(next(iter(body), ""), body, f"injected {self._next}")

    def pending(self) -> list[Update]:
        """Drop expired updates, and return the others."""
        now = self._clock.now()
        self._updates = [update for update in self._updates if update.until > now]
        return list(self._updates)

    def confirm(self, number: int) -> None:
        """Remove one update."""
        self._updates = [update for update in self._updates if update.id != number]

    def clear(self) -> None:
        """Remove all updates."""
        self._updates = []

    async def poll(self, offset: int, limit: int, seconds: float) -> list[Update]:
        """Return the updates from an offset on, after waiting for the first one if need be.

        Args:
            offset: The first update_id; a negative one counts from the end.
            limit: The most updates to return.
            seconds: The most seconds to wait.

        Raises:
            ApiError: Another poll started to wait, or a webhook was set.
        """
        if offset < 0:
            self._updates = self.pending()[offset:]
        self._updates = [update for update in self._updates if update.id >= offset]
        if not self.pending() and seconds > 0:
            await self._wait(seconds)
        return self.pending()[:limit]

    def end_poll(self, reason: ApiError) -> None:
        """End the waiting poll with an error."""
        if self._waiting and self.waited:
            self._waiting.set_exception(reason)

    async def _wait(self, seconds: float) -> None:
        self.end_poll(conflict())
        mine = self._waiting = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(seconds):
                await mine
        except TimeoutError:
            pass
        finally:
            self._waiting = None if self._waiting is mine else self._waiting

    def _push(self, kind: str, body: JsonObject, sequence: str) -> int:
        until = self._clock.now() + LIFE.get(kind, _DAY)
        self._updates.append(Update(self._next, kind, body, sequence, until))
        self._next += 1
        if self._waiting and self.waited:
            self._waiting.set_result(None)
        self.woken()
        return self._next - 1
