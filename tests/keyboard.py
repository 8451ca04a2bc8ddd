"""The program as a person or a pipe finds it: in a real terminal, or between two pipes."""

import os
import pty
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

PROGRAM = [sys.executable, "-m", "adapters"]
ROOT = Path(__file__).parents[1]
PATIENCE = 20.0
"""Seconds that a program in a terminal gets for what is waited for."""


def piped(typed: str | bytes, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the program from pipe to pipe."""
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
    """A real terminal with the program in it."""

    def __init__(self, **environment: str) -> None:
        self.child, self._fd = pty.fork()
        if self.child == 0:
            for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
                signal.signal(number, signal.SIG_DFL)  # what runs the tests may ignore them, and that is inherited
            os.chdir(ROOT)
            os.execve(sys.executable, PROGRAM, {"PATH": os.environ["PATH"], "TERM": "xterm", **environment})
        self.shown = b""

    def until(self, expected: str) -> bytes:
        """Wait for this text and give what came since the last wait."""
        end, start = time.monotonic() + PATIENCE, len(self.shown)
        while expected.encode() not in self.shown[start:]:
            piece = self._read(end)
            assert piece, f"{expected!r} did not come; there is {self.shown[start:].decode()!r}"
        return self.shown[start:]

    def type(self, keys: str) -> None:
        os.write(self._fd, keys.encode())

    def ended(self) -> int:
        """Read to the end and give the exit status."""
        end = time.monotonic() + PATIENCE
        while self._read(end):
            pass
        os.close(self._fd)
        return os.waitstatus_to_exitcode(os.waitpid(self.child, 0)[1])

    def _read(self, end: float) -> bytes:
        """Give what comes next, empty at the end; a program that is silent too long is ended itself."""
        if not select.select([self._fd], [], [], max(0.0, end - time.monotonic()))[0]:
            os.kill(self.child, signal.SIGKILL)
            msg = f"nothing more came; there is {self.shown.decode()!r}"
            raise TimeoutError(msg)
        try:
            piece = os.read(self._fd, 65536)
        except OSError:  # on Linux a terminal whose other side has closed is an error, not an end
            piece = b""
        self.shown += piece
        return piece
