"""Overwrite freed memory, so that it can't be read afterwards.

CPython's own allocator leaves freed text in memory. With `PYTHONMALLOC` all memory comes from the C library, and glibc
overwrites it when it is freed (`perturb`), except blocks in a thread's cache (`tcache`), which is switched off. The
environment is read when a process starts, so the program restarts itself with these variables. See also `garbage`.
"""

import os
import sys
from collections.abc import Mapping, Sequence

ENVIRONMENT: Mapping[str, str] = {
    "PYTHONMALLOC": "malloc",
    "GLIBC_TUNABLES": "glibc.malloc.perturb=181:glibc.malloc.tcache_count=0",
}
"""The variables that make glibc overwrite freed memory; the byte itself doesn't matter (mallopt(3), M_PERTURB)."""
SETTING = "GROOMINGCHECK_OVERWRITE_MEMORY"
"""The setting that enables it; on by default."""


def overwrites(environment: Mapping[str, str]) -> bool:
    """Return whether a process with this environment overwrites freed memory."""
    allocator, tunables = (environment.get(name, "") for name in ENVIRONMENT)
    return allocator == ENVIRONMENT["PYTHONMALLOC"] and ENVIRONMENT["GLIBC_TUNABLES"] in tunables


def supported() -> bool:
    """Return whether this system's C library can overwrite freed memory."""
    try:
        return (os.confstr("CS_GNU_LIBC_VERSION") or "").startswith("glibc")
    except (AttributeError, ValueError, OSError):  # Windows has no confstr, and other systems don't know this name
        return False


def restart(arguments: list[str], *, overwriting: bool) -> None:
    """Restart this program with overwriting on or off; return if it already is.

    Args:
        arguments: The arguments of the new process.
        overwriting: Whether it should overwrite freed memory.
    """
    if overwrites(os.environ) == overwriting or not supported():
        return
    kept = {name: value for name, value in os.environ.items() if name not in ENVIRONMENT}
    tunables = os.environ.get("GLIBC_TUNABLES", "").replace(ENVIRONMENT["GLIBC_TUNABLES"], "").strip(":")
    wanted = dict(ENVIRONMENT) if overwriting else {}
    if joined := ":".join(filter(None, [tunables, wanted.get("GLIBC_TUNABLES")])):
        wanted["GLIBC_TUNABLES"] = joined
    # Without -P, it would run a folder named adapters in the working directory.
    os.execve(sys.executable, [sys.executable, "-P", "-m", "adapters", *arguments], kept | wanted)  # noqa: S606 - no shell


def restart_early(arguments: Sequence[str]) -> None:
    """Restart `serve` before the settings are read, if they can't matter; otherwise return.

    Reading them is 1/8 of the startup time, and the restarted program reads them again.

    Args:
        arguments: The arguments of this process.
    """
    unset = not any(name.startswith(SETTING) for name in os.environ) and not os.path.lexists(".env")
    if unset and [*arguments] == ["serve"]:
        restart(["serve"], overwriting=True)
