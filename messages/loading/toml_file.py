"""Read a TOML file, and explain errors in terms that its author understands."""

import re
import tomllib
from pathlib import Path

from messages.loading.faults import Faults
from messages.loading.tables import Table

DEEPEST = 20
"""Maximum number of names before a value, including the last one."""
_CURLY = re.compile(r"[“”„«»‘’]")
_HALF_CURLY = re.compile(r"""[^"#]*"[^"]*[“”]\s*""")
"""Matches a line whose text begins with a straight quote and ends with another kind."""
_SPACE = re.compile(r"[^\S ]|[\u200b-\u200f\u2060\ufeff]")
"""Matches characters that look like a space but aren't one in TOML, or that are invisible."""
_MISSPELT = re.compile(r"(?P<reason>.*) \(at (line (?P<line>\d+), column (?P<column>\d+)|\D*)\)", re.DOTALL)


def read_table(path: Path, faults: Faults) -> Table:
    """Return the table in a file (UTF-8, with or without a byte order mark); an empty one if it has a fault."""
    text = ""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        table = tomllib.loads(f"{text}\n")  # so that an error in the last line has that line's number
        if not _is_deep(table):
            return table
        faults.add("nested")
    except FileNotFoundError:
        faults.add("dangling")
    except tomllib.TOMLDecodeError as error:
        _note(str(error), text, faults)
    except UnicodeDecodeError:
        faults.add("not_utf8")
    except RecursionError:
        faults.add("nested")
    except ValueError:  # Python can't parse numbers of more than 4,300 digits
        faults.add("long_number")
    except OSError as error:
        faults.add("unreadable", reason=error.strerror)
    return {}


def _note(error: str, text: str, faults: Faults) -> None:
    found = _MISSPELT.fullmatch(error)
    if not found or not found["line"]:
        faults.add("cut_off", reason=found["reason"] if found else error)
        return
    line = text.split("\n")[int(found["line"]) - 1].removesuffix("\r")
    again = found["reason"].startswith("Cannot ")  # such as "Cannot overwrite a value"
    at = int(found["column"]) - 1
    if not again and (_CURLY.match(line, at) or _HALF_CURLY.fullmatch(line)):
        faults.add("curly", line=found["line"])
    elif not again and _SPACE.match(line, at):
        faults.add("odd_space", line=found["line"], column=found["column"])
    else:
        faults.add("again" if again else "not_toml", **found.groupdict())


def _is_deep(table: Table) -> bool:
    """Return whether tables are nested deeper than any content needs, which could exceed the recursion limit."""
    tables = [table]
    for _ in range(DEEPEST):
        tables = [value for one in tables for value in one.values() if isinstance(value, dict)]
    return bool(tables)
