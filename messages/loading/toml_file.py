"""Reads a TOML file, and says in terms that its author can search for why it can't be read."""

import re
import tomllib
from pathlib import Path

from messages.loading.faults import Faults
from messages.loading.tables import Table

_MISSPELT = re.compile(r"(?P<reason>.*) \(at (line (?P<line>\d+), column (?P<column>\d+)|\D*)\)", re.DOTALL)


def read_table(path: Path, faults: Faults) -> Table:
    """Return the table in a file, in UTF-8 with or without a byte order mark; an empty one if it has a fault."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        return tomllib.loads(f"{text}\n")  # so that a fault in a last line has the number of that line
    except FileNotFoundError:
        faults.add("dangling")
    except tomllib.TOMLDecodeError as error:
        _note(str(error), faults)
    except UnicodeDecodeError:
        faults.add("not_utf8")
    except RecursionError:
        faults.add("nested")
    except ValueError:  # Python reads no number of more than 4,300 digits
        faults.add("long_number")
    except OSError as error:
        faults.add("unreadable", reason=error.strerror)
    return {}


def _note(error: str, faults: Faults) -> None:
    found = _MISSPELT.fullmatch(error)
    if not found or not found["line"]:
        faults.add("cut_off", reason=found["reason"] if found else error)
    else:
        again = found["reason"].startswith("Cannot ")  # such as "Cannot overwrite a value"
        faults.add("again" if again else "not_toml", **found.groupdict())
