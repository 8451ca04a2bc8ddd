"""Awaits one coroutine in the caller's task, and a shorter one concurrently."""

import asyncio
from collections.abc import Coroutine
from typing import Any


async def beside(main: Coroutine[Any, Any, object], other: Coroutine[Any, Any, object]) -> None:
    """Await both: `main` in this task, and `other` in a new one; `asyncio.gather` would create two.

    Returns when both have ended. If one fails, the other continues; cancelling this cancels both.

    Raises:
        Exception: The error of `main`, or else that of `other`.
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
