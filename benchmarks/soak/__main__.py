"""Run two soak tests concurrently, and print the results: `python -m benchmarks.soak`.

One is of a process that overwrites the memory it frees, as `serve` does; the other of one that doesn't. Both wait for
one another after each tenth, so that the last tenth has the processors to itself no more than the first had. An
argument is the number of checks that each runs instead of 100,000. Each stage is reported on the error output. The last
one is 17 minutes after the last check, or 2 minutes more than `--idle`: by then both have forgotten which are over.
"""

import argparse
import asyncio
import json
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks import run, table
from benchmarks.figure import Figure
from benchmarks.row import rows
from benchmarks.soak.workload import PARTS

CHECKS = 100_000
IDLE = 15.0
STAGES = 1 + PARTS + 2
PEER = "left as it is"
Stages = Sequence[Mapping[str, Any]]
"""The results of the stages: after the warm-up, after each part, at rest, and once finished checks are forgotten."""


def main() -> None:
    """Parse the arguments, and run the checks."""
    parser = argparse.ArgumentParser("benchmarks.soak", description="Run very many checks in one process.")
    parser.add_argument(
        "checks", nargs="?", type=int, default=CHECKS, help="the number of checks (default: %(default)s)"
    )
    parser.add_argument(
        "--idle", type=float, default=IDLE, help="the idle time of a screen, in minutes (default: %(default)g)"
    )
    parser.add_argument("--save", type=Path, default=Path("dist/soak.json"), help="the file to save the run in")
    asked = parser.parse_args()
    made, since = run.here(), time.monotonic()
    found = rows(_figures(asked.checks, *asyncio.run(_both(asked.checks, asked.idle))), "soak")
    made = replace(made, rows=tuple(found), seconds=round(time.monotonic() - since))
    made.save(asked.save)
    print("\n".join([*table.head(made, None), *table.lines(found)]))


async def _both(checks: int, idle: float) -> tuple[Stages, Stages]:
    """Return the stages of both, that which overwrites memory first."""
    ways = [await _started(overwriting, checks, idle) for overwriting in ("on", "off")]
    stages: list[Stages] = []
    for stage in range(STAGES):
        print(f"stage {stage + 1} of {STAGES}", file=sys.stderr, flush=True)
        stages.append([json.loads(await _line(way)) for way in ways])
        print(*map(json.dumps, stages[-1]), sep="\n", file=sys.stderr, flush=True)
        for way in ways:
            assert way.stdin  # noqa: S101 - always requested above
            way.stdin.write(b"\n")
    for way in ways:
        await way.wait()
    ours, theirs = zip(*stages, strict=True)
    return ours, theirs


async def _started(overwriting: str, checks: int, idle: float) -> Process:
    command = (sys.executable, "-m", "benchmarks.soak.way", overwriting, str(checks), f"{idle:g}")
    return await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE)


async def _line(way: Process) -> bytes:
    assert way.stdout  # noqa: S101 - always requested above
    return await way.stdout.readline()


def _figures(checks: int, ours: Stages, theirs: Stages) -> Iterator[Figure]:
    def pair(name: str, stage: int, key: str, unit: str, scale: float = 1) -> Figure:
        value, other = (round(float(found[stage][key]) * scale, 2) for found in (ours, theirs))
        return Figure(f"soak, {name}", value, unit, PEER, other)

    yield Figure("soak", checks, "checks")
    for when, stage in (("before", 0), ("after", -2), ("once all is forgotten", -1)):
        yield pair(f"memory {when}", stage, "resident", "MiB", 2**-20)
    yield pair("memory at most", -1, "peak", "MiB", 2**-20)
    for when, stage in (("before", 0), ("after", -1)):
        yield pair(f"files {when}", stage, "files", "open")
        yield pair(f"tasks {when}", stage, "tasks", "tasks")
    for when, stage in (("first", 1), ("last", PARTS)):
        yield pair(f"{when} tenth, p50", stage, "p50", "ms", 1000)
        yield pair(f"{when} tenth, p99", stage, "p99", "ms", 1000)
        yield pair(f"{when} tenth, processor", stage, "used", "ms/check", 1000)
        yield pair(f"{when} tenth", stage, "rate", "checks/s")


if __name__ == "__main__":
    main()
