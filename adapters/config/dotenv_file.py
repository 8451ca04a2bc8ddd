"""Read the file `.env`. An invalid line is an error: if it were skipped, the bot would run without that setting.

So is a name that is set twice, as it isn't obvious which value counts.
"""

import re
import stat
from collections.abc import Iterator, Mapping
from io import StringIO
from pathlib import Path

from dotenv.parser import Binding, parse_stream

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_END = re.compile(r"\r\n|\n|\r")
UNCLEAR = "Must be NAME=value, with quotes at both ends of the value or at neither."
SPREAD = "The value must end on the line where it starts; is a quote missing?"


def read(path: Path) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return the values in this file by name, and its errors by place, such as `.env, line 2`.

    Both are empty if the file doesn't exist.
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
        return {}, {str(path): "Must be a readable file."}
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
        raise OSError  # a pipe can be read once, but the program restarts itself
    return path.read_bytes().decode("utf-8-sig")


def _bindings(text: str) -> Iterator[tuple[int, Binding]]:
    """Return each assignment and each invalid line, with its line number."""
    for binding in parse_stream(StringIO(text, newline="")):
        whole = binding.original.string
        blank = whole[: len(whole) - len(whole.lstrip())]
        yield binding.original.line + len(_END.findall(blank)), binding


def _fault(binding: Binding, lines: Mapping[str, int]) -> str | None:
    """Return what is wrong with a line, or None. `lines`: the line on which each earlier name was set."""
    name, value = binding.key, binding.value
    if binding.error or (name and (value is None or not _NAME.fullmatch(name))):
        return UNCLEAR
    if _END.search(binding.original.string.strip()):
        return SPREAD
    return f"{name} is also set on line {lines[name]}." if name and name in lines else None
