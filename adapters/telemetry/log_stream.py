"""The stream that the log is written to, which neither fails nor waits: what it doesn't take is lost.

The disk of a log may be full, and whoever reads a pipe may be gone, or stand still: as Docker's daemon does while it is
down, or a terminal after Ctrl-S. No wipe and no turn may end or wait because of that.
Source: https://docs.docker.com/engine/daemon/live-restore/#impact-of-live-restore-on-running-containers
"""

import os
import select
from contextlib import suppress
from typing import TextIO


class LogStream:
    """Writes lines past the buffer of a stream, which would keep what wasn't taken, and fail at the end as well."""

    def __init__(self, stream: TextIO) -> None:
        """Prepare. A stream without a descriptor is written to as it is."""
        self._stream = stream
        self._descriptor: int | None = None
        with suppress(OSError, ValueError):
            self._descriptor = stream.fileno()

    def write(self, text: str) -> None:
        """Write this, if there is room for it now."""
        with suppress(OSError, ValueError):
            if self._descriptor is None:
                self._stream.write(text)
            elif _has_room(self._descriptor):
                os.write(self._descriptor, text.encode(errors="replace"))

    def flush(self) -> None:
        """Do nothing, as nothing is buffered."""


def _has_room(descriptor: int) -> bool:
    """Return whether a line can be written without waiting; where the system can't tell, it is assumed."""
    try:
        return bool(select.select([], [descriptor], [], 0)[1])
    except (OSError, ValueError):
        return True
