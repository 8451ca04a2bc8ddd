"""Prevents core dumps: the memory of a crash would end up on a disk."""

import sys
from contextlib import suppress

if sys.platform != "win32":
    import resource

_NONE = 1
"""Bytes that a core dump may have. It is less than the least; and at 0, Linux still pipes one to a crash handler.

Source: `vfs_coredump` in fs/coredump.c of Linux, where a limit of 1 aborts a dump whether it is piped or not.
"""


def prevent() -> None:
    """Prevent core dumps of this process, and of those that it starts."""
    if sys.platform != "win32":
        with suppress(OSError, ValueError):  # where the limit is 0 already it can't be raised to 1
            resource.setrlimit(resource.RLIMIT_CORE, (_NONE, _NONE))
