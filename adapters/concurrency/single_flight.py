"""Does something once for all who ask for it at the same moment."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, Generic, TypeVar

_Result = TypeVar("_Result")


class SingleFlight(Generic[_Result]):
    """Lets whoever asks while the work is under way wait for its result."""

    def __init__(self, work: Callable[[], Coroutine[Any, Any, _Result]]) -> None:
        """Prepare. `work`: started for the first who asks, and completed even if all who wait are gone."""
        self._work = work
        self._under_way: asyncio.Task[_Result] | None = None

    async def __call__(self) -> _Result:
        """Return the result, or raise what the work raises."""
        if not self._under_way or self._under_way.done():
            self._under_way = asyncio.create_task(self._work())
        return await asyncio.shield(self._under_way)
