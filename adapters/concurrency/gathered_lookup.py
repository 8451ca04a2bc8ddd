"""Looks up many keys by one call, for all who ask while the call before is under way."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)


class GatheredLookup(Generic[Key]):
    """Answers whether a key is there. Each answer comes from a call that began after the question."""

    def __init__(self, look_up: Callable[[Collection[Key]], Awaitable[Collection[Key]]]) -> None:
        """Prepare. `look_up`: returns those of these keys that are there."""
        self._look_up = look_up
        self._asked: set[Key] = set()
        self._coming: asyncio.Task[Collection[Key]] | None = None
        self._under_way: asyncio.Task[Collection[Key]] | None = None

    async def __call__(self, key: Key) -> bool:
        """Return whether this key is there, or raise what looking it up raises."""
        self._asked.add(key)
        self._coming = self._coming or asyncio.create_task(self._call(self._under_way))
        return key in await asyncio.shield(self._coming)

    async def _call(self, before: asyncio.Task[Collection[Key]] | None) -> Collection[Key]:
        """Look up all that is asked by the time that the call before is over."""
        if before:
            await asyncio.wait([before])
        asked, self._asked = self._asked, set()
        self._under_way, self._coming = self._coming, None
        return await self._look_up(asked)
