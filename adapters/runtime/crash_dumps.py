"""Prevent core dumps, which would write memory to disk after a crash."""

import sys
from contextlib import suppress

if sys.platform != "win32":
    import resource

_NONE = 1
"""Limit of a core dump, in bytes. Not 0, as Linux would still pipe a dump to a crash handler then.

Source: `vfs_coredump` in fs/coredump.c of Linux: a limit of 1 aborts a dump, piped or not.
"""


def prevent() -> None:
    """Prevent core dumps of this process and its children."""
    if sys.platform != "win32":
        with suppress(OSError, ValueError):  # a hard limit of 0 can't be raised to 1
            resource.setrlimit(resource.RLIMIT_CORE, (_NONE, _NONE))
