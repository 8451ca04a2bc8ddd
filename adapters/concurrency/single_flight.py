"""Shares one run of a task between concurrent callers."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, Generic, TypeVar

_Result = TypeVar("_Result")


class SingleFlight(Generic[_Result]):
    """Makes callers that arrive while the work is under way wait for its result."""

    def __init__(self, work: Callable[[], Coroutine[Any, Any, _Result]]) -> None:
        """Set up. `work`: started for the first caller, and completed even if all callers are cancelled."""
        self._work = work
        self._under_way: asyncio.Task[_Result] | None = None

    async def __call__(self) -> _Result:
        """Return the result of the work, or raise its error."""
        if not self._under_way or self._under_way.done():
            self._under_way = asyncio.create_task(self._work())
        return await asyncio.shield(self._under_way)
