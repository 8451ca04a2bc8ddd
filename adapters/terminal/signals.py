"""Signals while a check is in a terminal: one that would end the program ends the check, and Ctrl-Z wipes first.

Only what no program can catch (SIGKILL, SIGSTOP) and a crash leave the terminal as it is.
"""

import os
import select
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from types import FrameType
from typing import TextIO

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGALRM", "SIGUSR1", "SIGUSR2", "SIGVTALRM", "SIGPROF", "SIGXCPU")
ENDING = tuple(getattr(signal, name) for name in _NAMES if hasattr(signal, name))
"""The signals that end a program by default and that it can catch."""


class StopRequestedError(Exception):
    """The program was asked to stop, by Ctrl-Z."""


class TerminalSignals:
    """Handles the signals, and waits for input in a way that none of them is missed."""

    def __init__(self) -> None:
        """Prepare; nothing is handled before `handled`."""
        self._asked = False
        self._ended = False
        self._woken: list[int] = []

    @contextmanager
    def handled(self, *, stopping: bool) -> Iterator[None]:
        """Handle them for the length of a block: `KeyboardInterrupt` is raised at the first that would end the program.

        Those after it are ignored, for as long as the program still runs: a terminal that hangs up sends several, and
        none may interrupt the wiping or kill what ends by itself. A signal that is ignored from the start (nohup) stays
        so.

        Args:
            stopping: Whether a stop is delayed until the program waits for input.
        """
        with ExitStack() as undone:
            self._wake(undone)
            for number in (*ENDING, *((signal.SIGTSTP,) if stopping else ())):
                before = signal.getsignal(number)
                if before is not signal.SIG_IGN:
                    signal.signal(number, self._end if number in ENDING else self._ask)
                    undone.callback(self._undo, number, before)
            yield

    def wait(self, source: TextIO, end: float | None) -> bool:
        """Return whether there is input before this moment of the monotonic clock; None waits indefinitely.

        Raises:
            StopRequestedError: The program was asked to stop.
        """
        while True:
            if self._asked:
                raise StopRequestedError
            remaining = None if end is None else max(0.0, end - time.monotonic())
            sources: list[TextIO | int] = [source, *self._woken]
            ready = select.select(sources, [], [], remaining)[0]
            woken = [one for one in self._woken if one in ready]
            if not woken:
                return bool(ready)
            os.read(woken[0], 1)  # the handler runs before the next line

    def stop(self, terminal: TextIO) -> None:
        """Stop this process, and return once somebody has it go on in the foreground (`fg`).

        Where no shell could ever do that, the system doesn't stop it.
        """
        self._asked = False
        handler = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGTSTP)
        while os.tcgetpgrp(terminal.fileno()) != os.getpgrp():  # in the background (`bg`) it would write over a shell
            os.kill(os.getpid(), signal.SIGSTOP)
        signal.signal(signal.SIGTSTP, handler)

    def _wake(self, undone: ExitStack) -> None:
        """Let each signal wake `wait`: one that comes just before it begins to wait would be missed."""
        if os.name != "posix":
            return
        woken, waking = os.pipe()
        for end in (woken, waking):
            os.set_blocking(end, False)
            undone.callback(os.close, end)
        self._woken.append(woken)
        undone.callback(self._woken.clear)
        undone.callback(signal.set_wakeup_fd, signal.set_wakeup_fd(waking, warn_on_full_buffer=False))

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        self._asked = True

    def _undo(self, number: signal.Signals, before: signal.Handlers | Callable[..., object] | int | None) -> None:
        if not self._ended:
            signal.signal(number, before)

    def _end(self, _number: int, _frame: FrameType | None) -> None:
        self._ended = True
        for number in ENDING:
            signal.signal(number, signal.SIG_IGN)
        raise KeyboardInterrupt
