"""Runs the program as a person or a pipe does: in a real terminal, or between two pipes."""

import os
import pty
import select
import signal
import subprocess
import sys
import termios
import time
from pathlib import Path
from typing import NoReturn

from adapters.__main__ import main

PROGRAM = [sys.executable, "-m", "adapters"]
SHELL = ["/bin/bash", "--norc", "--noprofile", "--noediting", "-i"]
ROOT = Path(__file__).parents[2]
PATIENCE = 20.0
"""Seconds that a program in a terminal has for what is waited for."""


def piped(typed: str | bytes, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the program in a process of its own, from pipe to pipe."""
    return subprocess.run(
        [*PROGRAM, *arguments],
        input=typed if isinstance(typed, bytes) else typed.encode(),
        capture_output=True,
        check=False,
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **environment},
        timeout=60,
    )


class Keyboard:
    """A real terminal with the program in it, in a process of its own."""

    def __init__(self, *, anew: bool = False, in_shell: bool = False, **environment: str) -> None:
        """Start it.

        Args:
            anew: Import the program as at every start; otherwise the process uses what is imported here, which takes a
                tenth of the time.
            in_shell: Start a shell instead, in which the program is a command among others.
            environment: Every variable that is set, except PATH and TERM.
        """
        self.child, self._fd = pty.fork()
        if self.child == 0:
            given = {"PATH": os.environ["PATH"], "TERM": "xterm", **environment}
            _become(given, SHELL if in_shell else PROGRAM if anew else None)
        self.shown = b""

    def until(self, expected: str) -> bytes:
        """Wait for this text, and return the output since the last wait."""
        end, start = time.monotonic() + PATIENCE, len(self.shown)
        while expected.encode() not in self.shown[start:]:
            piece = self._read(end)
            assert piece, f"{expected!r} did not come; there is {self.shown[start:].decode()!r}"
        return self.shown[start:]

    def type(self, keys: str) -> None:
        os.write(self._fd, keys.encode())

    def resize(self, rows: int, columns: int) -> None:
        """Set the window's size; it has none until then."""
        termios.tcsetwinsize(self._fd, (rows, columns))

    def hang_up(self) -> None:
        """Close the window."""
        os.close(self._fd)

    def ended(self) -> int:
        """Read to the end, and return the exit status."""
        end = time.monotonic() + PATIENCE
        while self._read(end):
            pass
        self.hang_up()
        return os.waitstatus_to_exitcode(os.waitpid(self.child, 0)[1])

    def _read(self, end: float) -> bytes:
        """Read more output, empty at the end; kill a program that is silent for too long."""
        if not select.select([self._fd], [], [], max(0.0, end - time.monotonic()))[0]:
            os.kill(self.child, signal.SIGKILL)
            msg = f"nothing more came; there is {self.shown.decode()!r}"
            raise TimeoutError(msg)
        try:
            piece = os.read(self._fd, 65536)
        except OSError:  # on Linux, reading a terminal whose other side is closed is an error, not an end of file
            piece = b""
        self.shown += piece
        return piece


def _become(environment: dict[str, str], command: list[str] | None) -> NoReturn:
    """Become a command, or the program as it is imported here, in a process that has just been forked."""
    status = 1
    try:
        for number in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM, signal.SIGTSTP):
            signal.signal(number, signal.SIG_DFL)  # the test runner may ignore them, which is inherited
        os.chdir(ROOT)
        if command:
            os.execve(command[0], command, environment)
        signal.signal(signal.SIGINT, signal.default_int_handler)  # as Python sets it at the start
        os.environ.clear()
        os.environ.update(environment)
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - as long as the process lives
        sys.stdout, sys.stderr = (open(number, "w", encoding="utf-8", closefd=False) for number in (1, 2))  # noqa: SIM115 - likewise
        status = main([])
    finally:
        os._exit(status)  # the forked copy of the tests must not continue
