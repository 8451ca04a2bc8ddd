"""Batches calls: those requested while one is under way are combined into the next."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Result = TypeVar("Result")


class GatheredCall(Generic[Key, Result]):
    """Combines calls with single keys. Each caller gets the result of a call that started after their request."""

    def __init__(self, call: Callable[[Collection[Key]], Awaitable[Result]]) -> None:
        """Set up. `call`: called with the keys of all waiting callers, and completed even if they are cancelled."""
        self._make = call
        self._asked: set[Key] = set()
        self._coming: asyncio.Task[Result] | None = None
        self._under_way: asyncio.Task[Result] | None = None

    async def __call__(self, key: Key) -> Result:
        """Return the result of a call with this key among others, or raise its error."""
        self._asked.add(key)
        self._coming = self._coming or asyncio.create_task(self._call(self._under_way))
        return await asyncio.shield(self._coming)

    async def _call(self, before: asyncio.Task[Result] | None) -> Result:
        """Call with all keys requested by the time the previous call ends."""
        if before:
            await asyncio.wait([before])
        asked, self._asked = self._asked, set()
        self._under_way, self._coming = self._coming, None
        return await self._make(asked)
