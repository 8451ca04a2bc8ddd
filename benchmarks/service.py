"""The bot in a separate process."""

import asyncio
import sys
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx

from benchmarks import environment

LATENCY = 0.05
"""The latency of a platform on loopback, in seconds per call."""
PROGRAM = ("-m", "adapters", "serve")


@dataclass(frozen=True, slots=True)
class Service:
    """A bot that is ready to serve.

    Attributes:
        start: The startup time in seconds.
        id: The process id.
        port: The port of its web server.
        output: Its standard output.
    """

    start: float
    id: int
    port: int
    output: asyncio.StreamReader

    @property
    def stat(self) -> Path:
        """Return the file in `/proc` with its CPU time."""
        return Path(f"/proc/{self.id}/stat")

    @property
    def statm(self) -> Path:
        """Return the file in `/proc` with its memory."""
        return Path(f"/proc/{self.id}/statm")

    @property
    def status(self) -> Path:
        """Return the file in `/proc` with its peak memory."""
        return Path(f"/proc/{self.id}/status")


@asynccontextmanager
async def serving(port: int, setting: Mapping[str, str], program: Sequence[str] = PROGRAM) -> AsyncIterator[Service]:
    """Run the bot until the end of the block.

    Args:
        port: The port of its web server.
        setting: Its settings; no others are set.
        program: The arguments to Python.
    """
    with TemporaryDirectory() as folder:
        defaults = {
            "GROOMINGCHECK_DATABASE_URL": f"sqlite:///{Path(folder) / 'ledger.db'}",
            "GROOMINGCHECK_PORT": str(port),
        }
        before = time.perf_counter()
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, *program),
            env={**environment.bare(), **defaults, **setting},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
        if not process.stdout:
            raise RuntimeError
        try:
            await _ready(port)
            yield Service(time.perf_counter() - before, process.pid, port, process.stdout)
        finally:
            if process.returncode is None:
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
