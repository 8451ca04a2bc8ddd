"""Signals during a check in a terminal: one that would end the program ends the check, and Ctrl-Z wipes first.

Only a crash, SIGKILL and SIGSTOP, which no program can catch, leave the terminal unwiped.
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
"""The catchable signals that end a program by default."""


class StopRequestedError(Exception):
    """Ctrl-Z was pressed."""


class TerminalSignals:
    """Handles signals, and waits for input without missing any of them."""

    def __init__(self) -> None:
        """Set up; nothing is handled before `handled`."""
        self._asked = False
        self._ended = False
        self._woken: list[int] = []

    @contextmanager
    def handled(self, *, stopping: bool) -> Iterator[None]:
        """Handle signals for a block: the first that would end the program raises `KeyboardInterrupt`.

        Later ones are ignored for as long as the program runs: a terminal that hangs up sends several, and none may
        interrupt the wiping or the exit. A signal that was ignored from the start (nohup) stays ignored.

        Args:
            stopping: Whether Ctrl-Z is delayed until the program waits for input.
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
            StopRequestedError: Ctrl-Z was pressed.
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
        """Stop this process, and return once it is resumed in the foreground (`fg`).

        Without a shell that could resume it, the system doesn't stop it.
        """
        self._asked = False
        handler = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGTSTP)
        while os.tcgetpgrp(terminal.fileno()) != os.getpgrp():  # in the background (`bg`) it would write over the shell
            os.kill(os.getpid(), signal.SIGSTOP)
        signal.signal(signal.SIGTSTP, handler)

    def _wake(self, undone: ExitStack) -> None:
        """Make each signal wake `wait`, even one that arrives just before `wait` starts."""
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
