"""Frees what isn't freed by itself, so that it is overwritten like other freed memory.

1. Reference cycles are freed only by the garbage collector. It runs every few seconds, and skips the objects that
   existed at the start, which makes it cheap.
2. Python's library keeps the last addresses that it has read. They are dropped as often.
"""

import asyncio
import gc
from urllib import parse


async def collect(interval: float) -> None:
    """Collect garbage every `interval` seconds, until cancelled, and drop what addresses Python has in its cache.

    On some platforms the id of a chat stands in the address of a call.

    The objects that exist at the start are skipped; if somebody has frozen them already, they stay frozen at the end.
    """
    ours = not gc.get_freeze_count()
    if ours:
        gc.collect()
        gc.freeze()
    try:
        while True:
            await asyncio.sleep(interval)
            gc.collect()
            parse.clear_cache()  # type: ignore[attr-defined]  # typeshed lacks it
    finally:
        if ours:
            gc.unfreeze()
