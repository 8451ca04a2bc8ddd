"""Overwrites freed memory, so that it can't be read afterwards.

CPython's own allocator leaves freed text in memory. With `PYTHONMALLOC` all memory comes from the C library, and glibc
overwrites what is freed (`perturb`), unless a thread caches it first (`tcache`). The environment is read when a process
starts, so the program restarts itself with these variables. `garbage` frees what isn't freed by itself.
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
"""The setting that says whether it should; it does if nothing is set."""


def overwrites(environment: Mapping[str, str]) -> bool:
    """Return whether a process started with this environment overwrites the memory that it frees."""
    allocator, tunables = (environment.get(name, "") for name in ENVIRONMENT)
    return allocator == ENVIRONMENT["PYTHONMALLOC"] and ENVIRONMENT["GLIBC_TUNABLES"] in tunables


def supported() -> bool:
    """Return whether this system has a C library that can overwrite freed memory."""
    try:
        return (os.confstr("CS_GNU_LIBC_VERSION") or "").startswith("glibc")
    except (AttributeError, ValueError, OSError):  # Windows has no confstr, and other systems don't know this name
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


def restart_early(arguments: Sequence[str]) -> None:
    """Restart `serve` where no setting can be in the way; else return, and leave it until the settings are read.

    To read them takes an eighth of a start, and the program that is started anew reads them as well.

    Args:
        arguments: Those of this process.
    """
    unset = not any(name.startswith(SETTING) for name in os.environ) and not os.path.lexists(".env")
    if unset and [*arguments] == ["serve"]:
        restart(["serve"], overwriting=True)
