"""A console for a conversation: reads lines, writes text, and detects what the terminal can do."""

import os
import time
from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import TextIO

from adapters.terminal.layout import MARKS, MAX_WIDTH, lines
from adapters.terminal.signals import StopRequestedError, TerminalSignals

_UNNAMED = "dumb" if os.name == "posix" else ""  # Windows doesn't set TERM, but its terminal can be wiped
_LINE = 4096  # bytes, the longest line that a terminal passes on
_WIPE = "\x1b[H\x1b[2J\x1b[3J"
_STYLES = {"<b>": "\x1b[1m", "<i>": "\x1b[3m", "</b>": "\x1b[22m", "</i>": "\x1b[23m"}


class ResumedError(Exception):
    """The program was stopped while it waited, after wiping the terminal, and has been resumed."""


class Console:
    """Reads lines from one stream and writes text to another.

    Attributes:
        keyboard: Whether both streams are a terminal, with a person at it.
        erasable: Whether output can be wiped.
    """

    def __init__(self, source: TextIO, sink: TextIO, environment: Mapping[str, str]) -> None:
        """Detect what the terminal can do.

        Args:
            source: The stream to read lines from.
            sink: The stream to write text to.
            environment: Only TERM and NO_COLOR (no-color.org) are used.
        """
        self._source = source
        self._sink = sink
        capable = sink.isatty() and (environment.get("TERM") or _UNNAMED) != "dumb"
        self._styled = capable and not environment.get("NO_COLOR")
        self.keyboard = source.isatty() and sink.isatty()
        self.erasable = self.keyboard and capable
        self._buffer = b""
        self._signals = TerminalSignals()

    def show(self, html: str) -> None:
        """Write HTML as text, styled as far as the terminal supports it, followed by an empty line."""
        text = "\n".join(lines(html, self._width(), styled=self._styled))
        for tag, mark in MARKS.items():
            text = text.replace(mark, _STYLES[tag])
        self.write(f"{text}\n\n")

    def write(self, text: str) -> None:
        """Write plain text immediately, without a newline."""
        self._sink.write(text)
        self._sink.flush()

    def read(self, seconds: float | None) -> str | None:
        """Return the next line, or None at the end of the input.

        Args:
            seconds: How long to wait at a keyboard; None to wait indefinitely.

        Raises:
            TimeoutError: If nothing was typed at a keyboard in time.
            ResumedError: If the program was stopped meanwhile, and the terminal was wiped for that.
        """
        line = self._line(seconds) if self.keyboard and os.name == "posix" else self._source.readline()
        self.write("\n")
        return line or None

    def guarded(self) -> AbstractContextManager[None]:
        """Return a context in which signals end the check, not the program, and Ctrl-Z wipes before stopping it."""
        return self._signals.handled(stopping=self.erasable and os.name == "posix")

    def wipe(self) -> None:
        """Clear the terminal and its scrollback, if it can be wiped."""
        if self.erasable:
            self.write(_WIPE)

    def _line(self, seconds: float | None) -> str:
        """Read a line in pieces: `readline` would wait indefinitely for the rest of a half-typed line."""
        end = None if seconds is None else time.monotonic() + seconds
        while b"\n" not in self._buffer:
            if not self._wait(end):
                self._buffer = b""
                raise TimeoutError
            piece = os.read(self._source.fileno(), _LINE)
            self._buffer += piece
            if not piece:
                break
        line, end_of_line, self._buffer = self._buffer.partition(b"\n")
        return (line + end_of_line).decode(self._source.encoding, "replace")

    def _wait(self, end: float | None) -> bool:
        """Return whether there is input before this moment. Raises `ResumedError` if the program was stopped."""
        try:
            return self._signals.wait(self._source, end)
        except StopRequestedError:
            self._buffer = b""
            self.wipe()
            self._signals.stop(self._sink)
        if end is not None and end < time.monotonic():
            return False
        raise ResumedError

    def _width(self) -> int | None:
        """Return the width of a line in columns; None if lines aren't wrapped."""
        if not self._sink.isatty():
            return None
        return min(MAX_WIDTH, os.get_terminal_size(self._sink.fileno()).columns or MAX_WIDTH)
