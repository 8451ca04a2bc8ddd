"""Holds very many checks through one process and tells what became of it: `python -m benchmarks.soak`.

100,000 checks take most of an hour on two cores that do nothing else; each tenth is told on the error output as it is
done. A number behind it is that of the checks to hold instead.
"""

import asyncio
import json
import logging
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import table
from benchmarks.conversation import buttons, conversations
from benchmarks.figure import Figure
from benchmarks.soak import course
from benchmarks.soak.course import Part, Soak
from benchmarks.soak.sight import Sight
from messages import content
from messages.organisation import Organisation

CHECKS, WARM = 100_000, 2_000
_SHORT = Path("/dev/shm")  # noqa: S108 - a file system without a disk, where a ledger is written quickly


def main() -> None:
    """Hold as many checks as are asked for."""
    logging.disable()
    checks = int(sys.argv[1]) if len(sys.argv) > 1 else CHECKS
    with TemporaryDirectory(dir=_SHORT if _SHORT.is_dir() else None) as folder:
        seen = asyncio.run(_soak(checks, f"sqlite:///{Path(folder) / 'ledger.db'}"))
    print("\n".join(table.lines(_figures(checks, seen))))


async def _soak(checks: int, database: str) -> Soak:
    check = next(iter(content.load(Organisation()).checks.values()))
    walks = [tuple(buttons(check, events)) for events in conversations(check)]
    setting = {"GROOMINGCHECK_DATABASE_URL": database}
    async with course.opened(f"/{check.id}", walks, setting) as run:
        return await course.soak(run, WARM, checks, _tell)


def _tell(part: Part, sight: Sight) -> None:
    print(json.dumps(asdict(part) | asdict(sight)), file=sys.stderr, flush=True)


def _figures(checks: int, seen: Soak) -> Iterator[Figure]:
    before, after, first, last = seen.before, seen.after, seen.parts[0], seen.parts[-1]
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
