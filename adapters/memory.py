"""What the process lets go of in its memory is overwritten, and not only forgotten.

1. CPython's own allocator leaves freed text as it was, to be read by whoever gets at the memory. With `PYTHONMALLOC`
   all comes from the C library, and glibc overwrites what is freed (`perturb`), unless a thread keeps it for itself
   first (`tcache`). An environment is read at the start of a process, so the program starts itself anew with it.
2. What hangs together in a circle is freed only when somebody looks: somebody looks every few seconds, and at nothing
   that was there at the start, which makes it cheap.
3. No core is dumped, as the memory of a crash would land on a disk; where the system hands cores to a program of its
   own (a `core_pattern` that begins with |), only that program can leave it.
"""

import asyncio
import gc
import os
import resource
import sys
from collections.abc import Mapping
from contextlib import suppress

PAUSE = 5.0
"""Seconds between two looks for what can be freed."""
ENVIRONMENT: Mapping[str, str] = {
    "PYTHONMALLOC": "malloc",
    "GLIBC_TUNABLES": "glibc.malloc.perturb=181:glibc.malloc.tcache_count=0",
}
"""What has glibc overwrite memory, whatever the byte is (mallopt(3), M_PERTURB)."""


def overwritten(environment: Mapping[str, str]) -> bool:
    """Tell whether a process that was started with this environment overwrites what it frees."""
    allocator, tunables = (environment.get(name, "") for name in ENVIRONMENT)
    return allocator == ENVIRONMENT["PYTHONMALLOC"] and ENVIRONMENT["GLIBC_TUNABLES"] in tunables


def possible() -> bool:
    """Tell whether this system has a C library that overwrites what is freed."""
    try:
        return (os.confstr("CS_GNU_LIBC_VERSION") or "").startswith("glibc")
    except (ValueError, OSError):  # a name that other systems don't know
        return False


def dump_no_core() -> None:
    """Let a crash of this process leave none of its memory on a disk."""
    with suppress(OSError, ValueError):  # a service manager that lets nobody set limits has set this one
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def start_anew(arguments: list[str], given: Mapping[str, str], *, overwriting: bool) -> None:
    """Start this program anew, with these arguments, so that it overwrites what it frees, or so that it doesn't.

    Where it is so already, go on. `given`: the environment that it was started with.
    """
    if overwritten(given) == overwriting or not possible():
        return
    kept = {name: value for name, value in given.items() if name not in ENVIRONMENT}
    tunables = given.get("GLIBC_TUNABLES", "").replace(ENVIRONMENT["GLIBC_TUNABLES"], "").strip(":")
    wanted = dict(ENVIRONMENT) if overwriting else {}
    if joined := ":".join(filter(None, [tunables, wanted.get("GLIBC_TUNABLES")])):
        wanted["GLIBC_TUNABLES"] = joined
    # Without -P, whatever is called adapters in the folder that it is started from would be run.
    os.execve(sys.executable, [sys.executable, "-P", "-m", "adapters", *arguments], kept | wanted)  # noqa: S606


async def tidy(pause: float = PAUSE) -> None:
    """Free what hangs together in circles, every `pause` seconds, until cancelled."""
    gc.collect()
    gc.freeze()
    try:
        while True:
            await asyncio.sleep(pause)
            gc.collect()
    finally:
        gc.unfreeze()
