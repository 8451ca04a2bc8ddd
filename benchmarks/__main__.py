"""Measures, and prints a table: `python -m benchmarks`, or `python -m benchmarks NAME...` for the parts of these names.

Each thing is measured several times in one run, and a run is saved in a file. Beside a run that was saved before on the
same machine, the table has a column with what it was then.
"""

import argparse
import json
import logging
import sys
import time
import traceback
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from adapters.telemetry import log
from benchmarks import run, subject, table
from benchmarks.machine import described
from benchmarks.parts import APART, PARTS, Part
from benchmarks.row import Row, rows
from benchmarks.run import Run

SAVED = Path("dist/bench.json")


def main(arguments: Sequence[str] | None = None, parts: Mapping[str, Part] = PARTS) -> None:
    """Measure what is asked for, and save it after each part, so that a run that is broken off leaves what it found."""
    asked = _parser(parts).parse_args(arguments)
    former = _former(asked.against) if asked.against else None
    made, since = run.here(), time.monotonic()
    if not asked.json:
        print("\n".join(table.head(made, former)), flush=True)
    for found in _measured({name: parts[name] for name in asked.parts or parts if asked.parts or name not in APART}):
        made = replace(made, rows=(*made.rows, *found), seconds=round(time.monotonic() - since))
        made.save(asked.save)
        lines = (json.dumps(row.json()) for row in found) if asked.json else table.lines(found, former)
        print("\n".join(lines), flush=True)
    if not asked.json:
        print(f"\n{made.seconds} s; saved in {asked.save}")


def _measured(parts: Mapping[str, Part]) -> Iterator[list[Row]]:
    """Yield what each part finds; of one that fails it is told why, and the run goes on."""
    measured = subject.loaded()
    for name, part in parts.items():
        try:
            yield rows(part(measured), name)
        except Exception:  # noqa: BLE001 - whatever goes wrong in one part, the others are measured
            print(f"{name} has no figures:", traceback.format_exc(), sep="\n", file=sys.stderr)


def _parser(parts: Iterable[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("benchmarks", description="What it costs, side by side with others.")
    known = [*parts, []]  # argparse looks for no names at all among them as well
    parser.add_argument("parts", nargs="*", choices=known, metavar="NAME", help=f"of {', '.join(parts)}")
    parser.add_argument("--save", type=Path, default=SAVED, help="where the run is saved (default: %(default)s)")
    parser.add_argument("--against", type=Path, help="a run that was saved, to compare with")
    parser.add_argument("--json", action="store_true", help="print one JSON object for each row")
    return parser


def _former(file: Path) -> Run:
    """Return a run of this machine, or end the program if the file has none."""
    try:
        former = run.load(file)
    except (OSError, ValueError) as error:
        sys.exit(f"{file}: no run that was saved ({error})")
    if former.machine != described():
        sys.exit(f"{file}: of another machine ({former.machine})")
    return former


if __name__ == "__main__":
    logging.disable()  # a stopping bot abandons a request, which the simulator's web server would log
    log.configure("error")
    main()
