"""Reads the file `.env`. A line that isn't understood is a fault: skipped, the bot would serve without what it sets.

A name that is set twice is one too, as nobody can see which of the two counts.
"""

import re
import stat
from collections.abc import Iterator, Mapping
from io import StringIO
from pathlib import Path

from dotenv.parser import Binding, parse_stream

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_END = re.compile(r"\r\n|\n|\r")
UNCLEAR = "Must be NAME=value, with a quote at both ends of the value or at neither."
SPREAD = "The value must end on the line that it starts on; is a quote missing?"


def read(path: Path) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return the values in this file by their names, and what is wrong with it by the place.

    There are none if the file doesn't exist.
    """
    values: dict[str, str] = {}
    faults: dict[str, str] = {}
    lines: dict[str, int] = {}
    try:
        text = _text(path)
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return {}, {f"{path}, line {line}": "Must be text in UTF-8."}
    except OSError:
        return {}, {str(path): "Must be a file that can be read."}
    for line, binding in _bindings(text):
        fault = _fault(binding, lines)
        if fault:
            faults[f"{path}, line {line}"] = fault
        elif binding.key:
            values[binding.key], lines[binding.key] = binding.value or "", line
    return values, faults


def _text(path: Path) -> str:
    try:
        path.lstat()
    except FileNotFoundError:
        return ""
    if stat.S_ISFIFO(path.stat().st_mode):
        raise OSError  # it could be read once, and the program starts itself anew
    return path.read_bytes().decode("utf-8-sig")


def _bindings(text: str) -> Iterator[tuple[int, Binding]]:
    """Return each line that sets something, or can't be understood, with its number."""
    for binding in parse_stream(StringIO(text, newline="")):
        whole = binding.original.string
        blank = whole[: len(whole) - len(whole.lstrip())]
        yield binding.original.line + len(_END.findall(blank)), binding


def _fault(binding: Binding, lines: Mapping[str, int]) -> str | None:
    """Return what is wrong with a line. `lines`: those on which each name was set before it."""
    name, value = binding.key, binding.value
    if binding.error or (name and (value is None or not _NAME.fullmatch(name))):
        return UNCLEAR
    if _END.search(binding.original.string.strip()):
        return SPREAD
    return f"{name} is set on line {lines[name]} as well." if name and name in lines else None
