"""What SIGTERM and SIGINT do: the first lets what is under way finish, the second ends it; and whatever hangs is left.

So does SIGHUP, when the terminal that it runs in is closed; but that comes more than once, and only the first counts.
Where it was ignored from the start (nohup), it stays so.

By then everything that must be known is written. What is left behind is a thread that waits for a disk or for the name
of a host, or a connection that can't even be closed. Python's own teardown, in which nothing waits for anything but the
processor, is left its time: it takes our handler of the alarm away, so that the alarm would kill the process.
"""

import asyncio
import atexit
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

LONGEST = 55.0
"""Seconds from the first signal to the end of the process, whatever hangs: less than service managers wait."""
AT_ONCE = 5.0
"""Seconds from a second signal, or one during the start, to the end of the process."""
LEAVING = 3.0
"""Seconds that the process has to end once it has stopped."""


class Termination:
    """Takes the signals on behalf of the current task.

    Attributes:
        asked: Set when the task is to end by itself.
    """

    def __init__(self) -> None:
        """Take the signals from now on: the first one cancels the task."""
        self.asked = asyncio.Event()
        self._task = asyncio.current_task()
        self._gentle = False
        signal.signal(signal.SIGALRM, lambda *_: os._exit(0))
        atexit.register(leave_within, 0)  # no alarm; it is called once every thread has ended
        for name in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(name, self._signalled)
        if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
            asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, self._hung_up)

    @contextmanager
    def gently(self) -> Iterator[asyncio.Event]:
        """Within the block, have the first signal set `asked`, and only the second cancel the task."""
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
    """End the process after this many seconds, if it hasn't ended by then; 0 for never."""
    signal.setitimer(signal.ITIMER_REAL, seconds)
