"""Free memory that isn't freed automatically, so that it is overwritten.

1. Reference cycles are freed only by the garbage collector. It runs every few seconds, and is cheap because it skips
   objects that existed at the start.
2. Python's standard library caches the URLs it has parsed. That cache is cleared at the same times.
3. Memory that a busy period needed is returned to the system afterwards.
"""

import asyncio
import ctypes
import gc
from urllib import parse

from adapters.runtime import memory


async def collect(interval: float) -> None:
    """Collect garbage, clear the cache of URLs and return free memory every `interval` seconds, until cancelled.

    On some platforms, URLs contain chat ids.

    Objects that exist at the start are frozen; they are unfrozen at the end, unless others were frozen before.
    """
    ours = not gc.get_freeze_count()
    if ours:
        gc.collect()
        gc.freeze()
    try:
        while True:
            await asyncio.sleep(interval)
            gc.collect()
            parse.clear_cache()  # type: ignore[attr-defined]  # missing in typeshed
            _give_back()
    finally:
        if ours:
            gc.unfreeze()


def _give_back() -> None:
    """Return free pages to the system; glibc by itself only returns those at the end of its heap."""
    if memory.supported():
        ctypes.CDLL(None).malloc_trim(0)
