"""Notes what was posted, with patience: a post that was made must not be lost track of while the database is away."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from adapters.platforms.retry import retry
from adapters.storage.errors import DATABASE_UNAVAILABLE

PERSISTENCE = (1.0, 5.0, 20.0)
"""Seconds before each further attempt."""
_Result = TypeVar("_Result")


async def noted(work: Callable[[], Awaitable[_Result]]) -> _Result:
    """Do this work on a store, and try again while the database is away. Raises one of `DATABASE_UNAVAILABLE`."""
    return await retry(work, PERSISTENCE, lambda error: 0.0 if isinstance(error, DATABASE_UNAVAILABLE) else None)
