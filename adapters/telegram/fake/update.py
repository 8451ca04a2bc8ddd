"""The updates that wait for the bot, and the long poll that fetches them.

1. An update is dropped when its time is over: a message's after a day, a press's after 150 seconds.
2. A poll confirms everything before its offset.
3. Of two polls that wait, the older is told of the conflict; a poll that finds something at once ends no other.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from adapters.telegram.fake.clock import Clock
from adapters.telegram.fake.error import ApiError, Json, conflict

LIFE = {"callback_query": 150}
_DAY = 86400
_NOT_BY_DEFAULT = {"chat_member", "message_reaction", "message_reaction_count"}


@dataclass(frozen=True)
class Update:
    """An update; those of one `lane` reach a webhook one after the other."""

    id: int
    kind: str
    body: Json
    lane: str
    until: float

    def object(self) -> Json:
        """Give the Update object."""
        return {"update_id": self.id, **self.body}


class Queue:
    """The updates that were not confirmed yet, the oldest first.

    Attributes:
        allowed: the kinds that the bot asked for, or None for Telegram's choice. Others are dropped as they come.
        woken: called whenever an update is added.
    """

    def __init__(self, clock: Clock, first: int = 10_001) -> None:
        """Start empty; the first update gets the number `first`."""
        self.allowed: set[str] | None = None
        self.woken: Callable[[], None] = lambda: None
        self._clock = clock
        self._next = first
        self._updates: list[Update] = []
        self._waiting: asyncio.Future[None] | None = None

    @property
    def waited(self) -> bool:
        """Say whether a poll waits for an update."""
        return self._waiting is not None and not self._waiting.done()

    def allow(self, kinds: object) -> None:
        """Take the kinds that the bot wants from now on; an empty list is Telegram's choice, and no list no change."""
        if isinstance(kinds, list) and all(isinstance(kind, str) for kind in kinds):
            self.allowed = set(kinds) or None

    def add(self, kind: str, body: object, lane: str) -> None:
        """Let something be told to the bot, unless it doesn't want to hear of it."""
        wanted = kind not in _NOT_BY_DEFAULT if self.allowed is None else kind in self.allowed
        if wanted:
            self._push(kind, {kind: body}, lane)

    def inject(self, body: Json) -> int:
        """Let the bot be told anything at all, whatever it asked for; give the number that it got."""
        return self._push(next(iter(body), ""), body, f"injected {self._next}")

    def pending(self) -> list[Update]:
        """Give the updates that are still to be confirmed and whose time is not over."""
        now = self._clock.now()
        self._updates = [update for update in self._updates if update.until > now]
        return list(self._updates)

    def confirm(self, number: int) -> None:
        """Forget one update."""
        self._updates = [update for update in self._updates if update.id != number]

    def clear(self) -> None:
        """Forget all updates."""
        self._updates = []

    async def poll(self, offset: int, limit: int, seconds: float) -> list[Update]:
        """Give what is there, or wait for the next update at most so long.

        Raises:
            ApiError: another poll started to wait, or a webhook was set.
        """
        if offset < 0:
            self._updates = self.pending()[offset:]
        self._updates = [update for update in self._updates if update.id >= offset]
        if not self.pending() and seconds > 0:
            await self._wait(seconds)
        return self.pending()[:limit]

    def end_poll(self, reason: ApiError) -> None:
        """Answer the poll that waits with an error."""
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

    def _push(self, kind: str, body: Json, lane: str) -> int:
        until = self._clock.now() + LIFE.get(kind, _DAY)
        self._updates.append(Update(self._next, kind, body, lane, until))
        self._next += 1
        if self._waiting and self.waited:
            self._waiting.set_result(None)
        self.woken()
        return self._next - 1
