"""The window that a conversation in a terminal is held in: what comes in, what goes out, and what it can do."""

import os
import re
import select
import textwrap
import time
from collections.abc import Mapping
from html import unescape
from typing import TextIO

WIDEST = 80
"""Columns of a line, at most; a narrower window has fewer."""
_UNNAMED = "dumb" if os.name == "posix" else ""  # Windows names no terminal, and its own can be wiped
_LINE = 4096  # bytes; a terminal hands on no longer line
_WIPE = "\x1b[H\x1b[2J\x1b[3J"
_LINK = re.compile(r'<a href="([^"]*)">(.*?)</a>', re.DOTALL)
# While lines are wrapped, a tag is one character that no text has, so that it hardly counts in the width.
_MARKS = {"<b>": "\ue000", "<i>": "\ue001", "</b>": "\ue002", "</i>": "\ue002"}
_STYLES = {"\ue000": "\x1b[1m", "\ue001": "\x1b[3m", "\ue002": "\x1b[0m"}


class Window:
    """A source of lines and a sink of text; `keyboard`: a person is at both; `erasable`: it can be wiped."""

    def __init__(self, source: TextIO, sink: TextIO, environment: Mapping[str, str]) -> None:
        """`environment`: TERM and NO_COLOR are looked at (no-color.org)."""
        self._source = source
        self._sink = sink
        able = sink.isatty() and (environment.get("TERM") or _UNNAMED) != "dumb"
        self._styled = able and not environment.get("NO_COLOR")
        self.keyboard = source.isatty() and sink.isatty()
        self.erasable = self.keyboard and able
        self._typed = b""

    def show(self, html: str) -> None:
        """Write a text and an empty line, with the text's tags as far as the window can show them."""
        text = _LINK.sub(r"\2 (\1)", html)
        for tag, mark in _MARKS.items():
            text = text.replace(tag, mark if self._styled else "")
        text = "\n".join(line for part in unescape(text).split("\n") for line in self._wrap(part))
        for mark, style in _STYLES.items():
            text = text.replace(mark, style)
        self.write(f"{text}\n\n")

    def write(self, text: str) -> None:
        """Write plain text at once, without a line end."""
        self._sink.write(text)
        self._sink.flush()

    def read(self, seconds: float | None) -> str | None:
        """Give the next line, or None after the last. At a keyboard, raises `TimeoutError` after so many seconds."""
        line = self._line(seconds) if self.keyboard and os.name == "posix" else self._source.readline()
        self.write("\n")
        return line or None

    def wipe(self) -> None:
        """Clear the window, and what has scrolled out of it."""
        if self.erasable:
            self.write(_WIPE)

    def _line(self, seconds: float | None) -> str:
        """Gather a line piece by piece: after half of one, `readline` would wait for the rest without an end."""
        end = None if seconds is None else time.monotonic() + seconds
        while b"\n" not in self._typed:
            left = None if end is None else max(0.0, end - time.monotonic())
            if not select.select([self._source], [], [], left)[0]:
                self._typed = b""
                raise TimeoutError
            piece = os.read(self._source.fileno(), _LINE)
            self._typed += piece
            if not piece:
                break
        line, mark, self._typed = self._typed.partition(b"\n")
        return (line + mark).decode(self._source.encoding, "replace")

    def _wrap(self, line: str) -> list[str]:
        if not self._sink.isatty():
            return [line]
        width = min(WIDEST, os.get_terminal_size(self._sink.fileno()).columns or WIDEST)
        return textwrap.wrap(line, width, subsequent_indent="  " if line.startswith("• ") else "") or [""]
