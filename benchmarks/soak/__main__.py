"""Runs a soak test and prints its figures: `python -m benchmarks.soak`.

100,000 checks take most of an hour on two cores that do nothing else; each tenth is reported on the error output. An
argument is the number of checks to run instead.
"""

import asyncio
import json
import logging
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

from adapters.channels import registry
from benchmarks import table
from benchmarks.conversation import walks
from benchmarks.figure import Figure
from benchmarks.soak import workload
from benchmarks.soak.sample import Sample
from benchmarks.soak.workload import Part, Soak
from messages import content
from messages.loading.organisation import Organisation

CHECKS, WARM = 100_000, 2_000
_MEMORY = Path("/dev/shm")  # noqa: S108 - a file system without a disk, where a database is written quickly


def main() -> None:
    """Run as many checks as asked for."""
    logging.disable()
    checks = int(sys.argv[1]) if len(sys.argv) > 1 else CHECKS
    with TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else None) as folder:
        result = asyncio.run(_soak(checks, f"sqlite:///{Path(folder) / 'ledger.db'}"))
    print("\n".join(table.lines(_figures(checks, result))))


async def _soak(checks: int, database: str) -> Soak:
    check = next(iter(content.load(Organisation(), registry.limits()).checks.values()))
    setting = {"GROOMINGCHECK_DATABASE_URL": database}
    async with workload.opened(f"/{check.id}", walks(check), setting) as run:
        return await workload.soak(run, WARM, checks, _report)


def _report(part: Part, sample: Sample) -> None:
    print(json.dumps(asdict(part) | asdict(sample)), file=sys.stderr, flush=True)


def _figures(checks: int, result: Soak) -> Iterator[Figure]:
    before, after, first, last = result.before, result.after, result.parts[0], result.parts[-1]
    yield Figure("soak", checks, "checks")
    yield Figure("memory before", round(before.resident / 2**20, 2), "MiB")
    yield Figure("memory after", round(after.resident / 2**20, 2), "MiB")
    yield Figure("files before", before.files, "open")
    yield Figure("files after", after.files, "open")
    yield Figure("tasks before", before.tasks, "tasks")
    yield Figure("tasks after", after.tasks, "tasks")
    for name, part in (("first", first), ("last", last)):
        yield Figure(f"{name} tenth, p50", round(part.p50 * 1000), "ms")
        yield Figure(f"{name} tenth, p99", round(part.p99 * 1000), "ms")
        yield Figure(f"{name} tenth, processor", round(part.busy * 1000, 1), "ms/check")
        yield Figure(f"{name} tenth", round(part.rate, 1), "checks/s")


if __name__ == "__main__":
    main()
