"""A stream for the log that never fails or blocks: what can't be written immediately is lost.

The disk may be full, and the reader of a pipe may be gone or stalled, such as Docker's daemon while it is down or a
terminal after Ctrl-S. That must never interrupt or delay a wipe or a turn.
Source: https://docs.docker.com/engine/daemon/live-restore/#impact-of-live-restore-on-running-containers
"""

import os
import select
from contextlib import suppress
from typing import TextIO


class LogStream:
    """Writes to a stream's file descriptor, bypassing its buffer, which would keep unwritten lines and fail at exit."""

    def __init__(self, stream: TextIO) -> None:
        """Wrap this stream. One without a file descriptor is written to normally."""
        self._stream = stream
        self._descriptor: int | None = None
        with suppress(OSError, ValueError):
            self._descriptor = stream.fileno()

    def write(self, text: str) -> None:
        """Write this line if that is possible without waiting."""
        with suppress(OSError, ValueError):
            if self._descriptor is None:
                self._stream.write(text)
            elif _has_room(self._descriptor):
                os.write(self._descriptor, text.encode(errors="replace"))

    def flush(self) -> None:
        """Do nothing, as nothing is buffered."""


def _has_room(descriptor: int) -> bool:
    """Return whether a line can be written without waiting; True if the system can't tell."""
    try:
        return bool(select.select([], [descriptor], [], 0)[1])
    except (OSError, ValueError):
        return True
