"""Waits for tasks to end, and never for longer than it may."""

import asyncio
from collections.abc import Collection
from typing import Any

CANCELLING = 1.0
"""Seconds that tasks have by default to end after they were cancelled; what hangs even then is left behind."""


async def ended(tasks: Collection[asyncio.Task[Any]], seconds: float, cancelling: float = CANCELLING) -> None:
    """Wait this long for tasks to end, and cancel those that haven't.

    Args:
        tasks: What to wait for.
        seconds: How long they may take.
        cancelling: How long they have to end after they were cancelled.

    Raises:
        Exception: What the first of those that failed raised.
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
