"""Makes one call for all who ask while the call before is under way."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Result = TypeVar("Result")


class GatheredCall(Generic[Key, Result]):
    """Calls with many keys at once. Whoever asks gets the result of a call that began after that."""

    def __init__(self, call: Callable[[Collection[Key]], Awaitable[Result]]) -> None:
        """Prepare. `call`: called with the keys of all who wait for it, and completed even if they are gone."""
        self._make = call
        self._asked: set[Key] = set()
        self._coming: asyncio.Task[Result] | None = None
        self._under_way: asyncio.Task[Result] | None = None

    async def __call__(self, key: Key) -> Result:
        """Return the result of a call with this key and others, or raise what that raises."""
        self._asked.add(key)
        self._coming = self._coming or asyncio.create_task(self._call(self._under_way))
        return await asyncio.shield(self._coming)

    async def _call(self, before: asyncio.Task[Result] | None) -> Result:
        """Call with all that is asked by the time that the call before is over."""
        if before:
            await asyncio.wait([before])
        asked, self._asked = self._asked, set()
        self._under_way, self._coming = self._coming, None
        return await self._make(asked)
