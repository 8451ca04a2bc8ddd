"""The resident memory of a process, as the system reports it."""

import gc
import os
from pathlib import Path

_STATM = Path("/proc/self/statm")


def known() -> bool:
    """Return whether the system reports how much memory a process has."""
    return _STATM.exists()


def resident(statm: Path = _STATM) -> int:
    """Return the resident memory of this process, or of the one with this `statm`, in bytes."""
    gc.collect()
    return int(statm.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def peak(status: Path) -> int:
    """Return the most resident memory that the process with this `status` has had, in bytes."""
    lines = status.read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))
