"""A run of the benchmarks, which can be saved in a file."""

import datetime as dt
import json
import os
import platform
from dataclasses import asdict, dataclass, field
from pathlib import Path

from benchmarks import machine, row
from benchmarks.row import Row


@dataclass(frozen=True, slots=True)
class Run:
    """A run: its circumstances and results.

    Attributes:
        machine: The machine, as one line.
        python: The version of Python.
        date: The date.
        commit: The commit; empty if unknown.
        code: A digest of the measured code.
        load: The load average of the minute before it.
        rows: The results.
        seconds: Its duration.
    """

    machine: str
    python: str
    date: str
    commit: str
    code: str
    load: float
    rows: tuple[Row, ...] = field(default=())
    seconds: int = 0

    def save(self, file: Path) -> None:
        """Write the run to a file, and create its folder if needed."""
        file.parent.mkdir(parents=True, exist_ok=True)
        head = {**asdict(self), "rows": None}
        lines = [json.dumps(one.json(), ensure_ascii=False) for one in self.rows]
        said = json.dumps(head, indent=1, ensure_ascii=False)
        file.write_text(said.replace("null", "[\n  " + ",\n  ".join(lines) + "\n ]") + "\n")


def here() -> Run:
    """Return a run of this code on this machine, without results yet."""
    today = dt.datetime.now(dt.UTC).date().isoformat()
    load = round(os.getloadavg()[0], 1)
    return Run(machine.described(), platform.python_version(), today, machine.commit(), machine.code(), load)


def load(file: Path) -> Run:
    """Load a saved run.

    Raises:
        OSError: The file can't be read.
        ValueError: It doesn't contain a run.
    """
    saved = json.loads(file.read_text())
    try:
        return Run(**{**saved, "rows": tuple(map(row.read, saved["rows"]))})
    except (KeyError, TypeError) as error:
        raise ValueError(file) from error
