"""Overwrites freed memory, so that it can't be read afterwards.

1. CPython's own allocator leaves freed text in memory. With `PYTHONMALLOC` all memory comes from the C library, and
   glibc overwrites what is freed (`perturb`), unless a thread caches it first (`tcache`). The environment is read when
   a process starts, so the program restarts itself with these variables.
2. Reference cycles are freed only by the garbage collector. It runs every few seconds, and skips the objects that
   existed at the start, which makes it cheap.
3. Python's library keeps the last addresses that it has read. They are dropped as often.
"""

import asyncio
import gc
import os
import sys
from collections.abc import Mapping
from urllib import parse

ENVIRONMENT: Mapping[str, str] = {
    "PYTHONMALLOC": "malloc",
    "GLIBC_TUNABLES": "glibc.malloc.perturb=181:glibc.malloc.tcache_count=0",
}
"""The variables that make glibc overwrite freed memory; the byte itself doesn't matter (mallopt(3), M_PERTURB)."""


def overwrites(environment: Mapping[str, str]) -> bool:
    """Return whether a process started with this environment overwrites the memory that it frees."""
    allocator, tunables = (environment.get(name, "") for name in ENVIRONMENT)
    return allocator == ENVIRONMENT["PYTHONMALLOC"] and ENVIRONMENT["GLIBC_TUNABLES"] in tunables


def supported() -> bool:
    """Return whether this system has a C library that can overwrite freed memory."""
    try:
        return (os.confstr("CS_GNU_LIBC_VERSION") or "").startswith("glibc")
    except (ValueError, OSError):  # other systems don't know this name
        return False


def restart(arguments: list[str], *, overwriting: bool) -> None:
    """Restart this program, so that it overwrites the memory that it frees, or doesn't; return if it already is so.

    Args:
        arguments: The arguments to restart with.
        overwriting: Whether it should overwrite.
    """
    if overwrites(os.environ) == overwriting or not supported():
        return
    kept = {name: value for name, value in os.environ.items() if name not in ENVIRONMENT}
    tunables = os.environ.get("GLIBC_TUNABLES", "").replace(ENVIRONMENT["GLIBC_TUNABLES"], "").strip(":")
    wanted = dict(ENVIRONMENT) if overwriting else {}
    if joined := ":".join(filter(None, [tunables, wanted.get("GLIBC_TUNABLES")])):
        wanted["GLIBC_TUNABLES"] = joined
    # Without -P, a folder called adapters in the working directory would be run instead.
    os.execve(sys.executable, [sys.executable, "-P", "-m", "adapters", *arguments], kept | wanted)  # noqa: S606 - no shell is wanted


async def collect_garbage(interval: float) -> None:
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
