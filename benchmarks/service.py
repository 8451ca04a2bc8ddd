"""The bot as a process of its own."""

import asyncio
import os
import socket
import sys
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx

from adapters.settings import PREFIXES

LATENCY = 0.05
"""Seconds that a platform on loopback takes for a call."""
PROGRAM = ("-m", "adapters", "serve")


@dataclass(frozen=True, slots=True)
class Service:
    """A bot that is ready. `start`: seconds that took; `id`: of its process; `output`: what it writes."""

    start: float
    id: int
    output: asyncio.StreamReader

    @property
    def stat(self) -> Path:
        """Give where the system tells of its processor time."""
        return Path(f"/proc/{self.id}/stat")

    @property
    def statm(self) -> Path:
        """Give where the system tells of its memory."""
        return Path(f"/proc/{self.id}/statm")


@asynccontextmanager
async def serving(port: int, setting: Mapping[str, str], program: Sequence[str] = PROGRAM) -> AsyncIterator[Service]:
    """Run this on this port until the end of the block, with nothing set but this."""
    with TemporaryDirectory() as folder:
        unset = {name: value for name, value in os.environ.items() if not name.startswith(PREFIXES)}
        own = {
            "GROOMINGCHECK_DATABASE_URL": f"sqlite:///{Path(folder) / 'ledger.db'}",
            "GROOMINGCHECK_PORT": str(port),
        }
        before = time.perf_counter()
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, *program),
            env={**unset, **own, **setting},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
        if not process.stdout:
            raise RuntimeError
        try:
            await _ready(port)
            yield Service(time.perf_counter() - before, process.pid, process.stdout)
        finally:
            process.terminate()
            await process.wait()


async def _ready(port: int) -> None:
    async with httpx.AsyncClient(trust_env=False) as client:
        while True:
            try:
                if (await client.get(f"http://127.0.0.1:{port}/readyz")).is_success:
                    return
            except httpx.TransportError:
                pass
            await asyncio.sleep(0.02)


def free_port() -> int:
    """Give a port that nothing listens on."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])
