"""Run benchmarks and print a table: `python -m benchmarks`, or `python -m benchmarks NAME...` for some parts.

Everything is measured several times per run, and a run is saved in a file. The table can be compared with a saved run
of the same machine.
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
    """Run the requested parts, and save after each, so that an interrupted run keeps its results."""
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
    """Yield the results of each part; if one fails, print the reason and continue."""
    measured = subject.loaded()
    for name, part in parts.items():
        try:
            yield rows(part(measured), name)
        except Exception:  # noqa: BLE001 - an error in one part must not stop the others
            print(f"{name} has no figures:", traceback.format_exc(), sep="\n", file=sys.stderr)


def _parser(parts: Iterable[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("benchmarks", description="Benchmarks of the bot, compared with other frameworks.")
    known = [*parts, []]  # argparse also checks the empty list against the choices
    parser.add_argument("parts", nargs="*", choices=known, metavar="NAME", help=f"of {', '.join(parts)}")
    parser.add_argument("--save", type=Path, default=SAVED, help="the file to save the run in (default: %(default)s)")
    parser.add_argument("--against", type=Path, help="a saved run to compare with")
    parser.add_argument("--json", action="store_true", help="print one JSON object per row")
    return parser


def _former(file: Path) -> Run:
    """Load a run of this machine, or exit if the file has none."""
    try:
        former = run.load(file)
    except (OSError, ValueError) as error:
        sys.exit(f"{file}: not a saved run ({error})")
    if former.machine != described():
        sys.exit(f"{file}: from another machine ({former.machine})")
    return former


if __name__ == "__main__":
    logging.disable()  # a stopping bot abandons a request, which the simulator's web server would log
    log.configure("error")
    main()
