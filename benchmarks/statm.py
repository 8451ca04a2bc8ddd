"""The resident memory of a process, as the system reports it."""

import gc
import os
from pathlib import Path

_STATM = Path("/proc/self/statm")


def known() -> bool:
    """Return whether the system reports the memory of processes."""
    return _STATM.exists()


def resident(statm: Path = _STATM) -> int:
    """Return the resident memory of this process, or of the one with this `statm`, in bytes."""
    gc.collect()
    return int(statm.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def peak(status: Path) -> int:
    """Return the peak resident memory of the process with this `status`, in bytes."""
    lines = status.read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))
