"""Samples a serving process, from outside and as it reports itself."""

import json
import os
import signal
from dataclasses import dataclass

from benchmarks import statm
from benchmarks.processor import busy
from benchmarks.service import Service


@dataclass(frozen=True, slots=True)
class Sample:
    """The resources of a process at one moment.

    Attributes:
        resident: Bytes of memory.
        peak: The most bytes of memory so far.
        files: Open files, sockets included.
        tasks: Tasks of asyncio.
        objects: Objects that the garbage collector tracks.
        busy: Seconds of processor time since its start.
    """

    resident: int
    peak: int
    files: int
    tasks: int
    objects: int
    busy: float


async def take(service: Service) -> Sample:
    """Sample the process, after it has collected its garbage."""
    os.kill(service.id, signal.SIGUSR1)
    report = json.loads(await service.output.readline())
    files = len(os.listdir(f"/proc/{service.id}/fd"))  # noqa: PTH208 - only the number of names matters
    return Sample(
        statm.resident(service.statm),
        statm.peak(service.status),
        files,
        report["tasks"],
        report["objects"],
        busy(service),
    )
