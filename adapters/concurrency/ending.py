"""Waits a limited time for tasks to end."""

import asyncio
from collections.abc import Collection
from typing import Any

CANCELLING = 1.0
"""Seconds that tasks get to end after being cancelled; those that hang even then are abandoned."""


async def ended(tasks: Collection[asyncio.Task[Any]], seconds: float, cancelling: float = CANCELLING) -> None:
    """Wait this long for tasks to end, then cancel those that haven't.

    Args:
        tasks: The tasks to wait for.
        seconds: How long they may take.
        cancelling: Seconds that they get to end after being cancelled.

    Raises:
        Exception: The error of the first task that failed.
    """
    if not tasks:
        return
    try:
        await asyncio.wait(tasks, timeout=max(0.0, seconds))
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks, timeout=cancelling)
    for task in tasks:
        if task.done() and not task.cancelled() and (fault := task.exception()):
            raise fault
