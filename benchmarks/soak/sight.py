"""What a process that serves has at a moment, seen from outside and as it tells itself."""

import json
import os
import signal
from dataclasses import dataclass

from benchmarks import memory
from benchmarks.idle import busy
from benchmarks.service import Service


@dataclass(frozen=True, slots=True)
class Sight:
    """`resident`: bytes of memory; `files`: open ones, sockets too; `busy`: seconds of processor time, ever."""

    resident: int
    files: int
    tasks: int
    objects: int
    busy: float


async def look(service: Service) -> Sight:
    """Look at it, once it has thrown away what nobody needs."""
    os.kill(service.id, signal.SIGUSR1)
    told = json.loads(await service.output.readline())
    files = len(os.listdir(f"/proc/{service.id}/fd"))  # noqa: PTH208 - each open file is one name
    return Sight(memory.resident(service.statm), files, told["tasks"], told["objects"], busy(service))
