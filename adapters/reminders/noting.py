"""Store what was posted, retrying while the database is unavailable, so that no post is lost track of."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from adapters.platforms.retry import retry
from adapters.storage.errors import DATABASE_UNAVAILABLE

PERSISTENCE = (1.0, 5.0, 20.0)
"""Seconds before each retry."""
_Result = TypeVar("_Result")


async def noted(work: Callable[[], Awaitable[_Result]]) -> _Result:
    """Do this work on a store, with retries while the database is unavailable. Raises one of `DATABASE_UNAVAILABLE`."""
    return await retry(work, PERSISTENCE, lambda error: 0.0 if isinstance(error, DATABASE_UNAVAILABLE) else None)
