"""Run one soak test, of a process that overwrites freed memory or of one that doesn't.

`python -m benchmarks.soak.way on CHECKS MINUTES`, or `off`: prints a line of JSON at each stage, and continues when it
receives a line. `MINUTES`: the idle time of a screen.
"""

import asyncio
import json
import logging
import sys
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

from adapters.runtime.memory import ENVIRONMENT
from benchmarks import subject
from benchmarks.conversation import walks
from benchmarks.soak import workload

WARM = 2_000
_MEMORY = Path("/dev/shm")  # noqa: S108 - a file system in memory, where a database is written quickly


async def main(overwriting: str, checks: int, minutes: str, database: str) -> None:
    """Run the checks, and report each stage: the resources of the process, and the results of the checks."""
    check = subject.loaded().check
    setting = {
        "GROOMINGCHECK_DATABASE_URL": database,
        "GROOMINGCHECK_IDLE_MINUTES": minutes,
        "GROOMINGCHECK_OVERWRITE_MEMORY": overwriting,
    }
    if overwriting == "on":
        setting |= ENVIRONMENT  # otherwise it would restart as the normal program
    async with workload.opened(f"/{check.id}", walks(check), setting) as run:
        async for part, sample in workload.soak(run, min(WARM, checks), checks):
            print(json.dumps((asdict(part) if part else {}) | asdict(sample)), flush=True)
            await asyncio.to_thread(sys.stdin.readline)


if __name__ == "__main__":
    logging.disable()
    with TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else None) as folder:
        asyncio.run(main(sys.argv[1], int(sys.argv[2]), sys.argv[3], f"sqlite:///{Path(folder) / 'ledger.db'}"))
