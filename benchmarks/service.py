"""The bot as a process of its own, on a Telegram on loopback."""

import asyncio
import os
import socket
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx

from adapters.settings import PREFIXES
from adapters.telegram.fake.server import FakeTelegram

LATENCY = 0.05
"""Seconds that this Telegram takes for a call."""


@dataclass(frozen=True, slots=True)
class Service:
    """A bot that is ready. `start`: seconds that took; `id`: of its process."""

    telegram: FakeTelegram
    start: float
    id: int

    @property
    def stat(self) -> Path:
        """Give where the system tells of its processor time."""
        return Path(f"/proc/{self.id}/stat")

    @property
    def statm(self) -> Path:
        """Give where the system tells of its memory."""
        return Path(f"/proc/{self.id}/statm")


@asynccontextmanager
async def serving(*, webhook: bool = False) -> AsyncIterator[Service]:
    """Run `adapters serve` until the end of the block, with nothing set but what it needs."""
    with TemporaryDirectory() as folder:
        async with FakeTelegram(latency=LATENCY, limits=False) as telegram:
            port = _free_port()
            before = time.perf_counter()
            environment = _environment(telegram, port, Path(folder), webhook=webhook)
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "adapters", "serve"), env=environment, stderr=asyncio.subprocess.DEVNULL
            )
            try:
                await _ready(port)
                yield Service(telegram, time.perf_counter() - before, process.pid)
            finally:
                process.terminate()
                await process.wait()


def _environment(telegram: FakeTelegram, port: int, folder: Path, *, webhook: bool) -> dict[str, str]:
    unset = {name: value for name, value in os.environ.items() if not name.startswith(PREFIXES)}
    hook = {"TELEGRAM_WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram", "TELEGRAM_WEBHOOK_SECRET": "benchmark" * 4}
    return {
        **unset,
        "GROOMINGCHECK_DATABASE_URL": f"sqlite:///{folder / 'ledger.db'}",
        "GROOMINGCHECK_PORT": str(port),
        "TELEGRAM_API_URL": telegram.url,
        "TELEGRAM_BOT_TOKEN": telegram.token,
        **(hook if webhook else {}),
    }


async def _ready(port: int) -> None:
    async with httpx.AsyncClient(trust_env=False) as client:
        while True:
            try:
                if (await client.get(f"http://127.0.0.1:{port}/readyz")).is_success:
                    return
            except httpx.TransportError:
                pass
            await asyncio.sleep(0.02)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])
