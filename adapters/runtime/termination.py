"""Handle SIGTERM and SIGINT: the first starts a graceful shutdown, the second cuts it short; both have a time limit.

SIGHUP, when the terminal is closed, does the same; as it is sent more than once, only the first counts. If it was
ignored at the start (nohup), it stays ignored.

At the time limit, all state has been saved. What may still hang is a thread that waits for a disk or a DNS lookup, or a
connection that can't be closed. The alarm is cancelled before Python's own teardown, which only needs CPU time: it
removes our handler, so the alarm would kill the process.
"""

import asyncio
import atexit
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

LONGEST = 55.0
"""Maximum seconds from the first signal to the end of the process; less than service managers wait."""
AT_ONCE = 5.0
"""Maximum seconds from a second signal, or one during startup, to the end of the process."""
LEAVING = 3.0
"""Seconds for the process to exit after it has stopped."""


class Termination:
    """Handles the signals on behalf of the current task.

    Attributes:
        asked: Set when the task should stop gracefully.
    """

    def __init__(self) -> None:
        """Handle signals from now on: the first one cancels the task."""
        self.asked = asyncio.Event()
        self._task = asyncio.current_task()
        self._gentle = False
        signal.signal(signal.SIGALRM, lambda *_: os._exit(0))
        atexit.register(leave_within, 0)  # cancels the alarm; called once every thread has ended
        for name in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(name, self._signalled)
        if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
            asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, self._hung_up)

    @contextmanager
    def gently(self) -> Iterator[asyncio.Event]:
        """Within the block, the first signal sets `asked`, and only the second cancels the task."""
        self._gentle = True
        yield self.asked
        self._gentle = False

    def _hung_up(self) -> None:
        if not self.asked.is_set():
            self._signalled()

    def _signalled(self) -> None:
        if self._gentle and not self.asked.is_set():
            self.asked.set()
            leave_within(LONGEST)
        elif self._task:
            leave_within(AT_ONCE)
            self._task.cancel()


def leave_within(seconds: float) -> None:
    """Kill the process after this many seconds if it hasn't ended by then; 0 cancels that."""
    signal.setitimer(signal.ITIMER_REAL, seconds)
