"""Awaits something in the task of whoever calls, and something shorter beside it."""

import asyncio
from collections.abc import Coroutine
from typing import Any


async def beside(main: Coroutine[Any, Any, object], other: Coroutine[Any, Any, object]) -> None:
    """Await both: `main` here, and `other` in a task of its own, which costs a task less than `asyncio.gather`.

    It returns once both have ended. If one fails, the other goes on; cancelling this cancels both.

    Raises:
        Exception: What `main` raises, or else what `other` does.
    """
    task = asyncio.create_task(other)
    try:
        await main
    except BaseException as error:
        if isinstance(error, asyncio.CancelledError):
            task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        raise
    await task
