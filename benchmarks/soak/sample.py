"""Sample a running process, from outside and by its own report."""

import json
import os
import signal
from dataclasses import dataclass

from benchmarks import statm
from benchmarks.processor import busy
from benchmarks.service import Service


@dataclass(frozen=True, slots=True)
class Sample:
    """The resources of a process at a point in time.

    Attributes:
        resident: Resident memory in bytes.
        peak: Peak resident memory so far, in bytes.
        files: Open files, including sockets.
        tasks: asyncio tasks.
        objects: Objects tracked by the garbage collector.
        busy: CPU time in seconds since its start.
    """

    resident: int
    peak: int
    files: int
    tasks: int
    objects: int
    busy: float


async def take(service: Service) -> Sample:
    """Sample the process after it has collected garbage."""
    os.kill(service.id, signal.SIGUSR1)
    report = json.loads(await service.output.readline())
    files = len(os.listdir(f"/proc/{service.id}/fd"))  # noqa: PTH208 - only the number matters
    return Sample(
        statm.resident(service.statm),
        statm.peak(service.status),
        files,
        report["tasks"],
        report["objects"],
        busy(service),
    )
