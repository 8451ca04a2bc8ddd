"""The program that is audited: a process of its own, in a folder of its own, at its most talkative."""

import asyncio
import os
import secrets
import signal
import socket
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import httpx

PROGRAM = (sys.executable, "-P", "-m", "adapters", "serve")
IDLE = "0.5"
"""Minutes after which a check that somebody walked away from is wiped."""
HANDED = ("PATH", "LANG", "GROOMINGCHECK_OVERWRITE_MEMORY")
"""What of our own environment it has as well."""
FOLDERS = ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
"""Where a program writes by itself."""
PATIENCE = 120.0
"""Seconds that it may take to start, and to end."""


class SubjectError(Exception):
    """It didn't start, or didn't end well. Its text says which."""


class Subject:
    """A process that serves. `folder`: where it may write; `url`: of its own web server."""

    def __init__(self, folder: Path, program: Sequence[str] = PROGRAM) -> None:
        """`folder`: exists, and is empty; `program`: what to run there."""
        self.folder = folder
        self.url = f"http://127.0.0.1:{_free_port()}"
        self.log = folder / "log"
        self.database = folder / "ledger.db"
        self._program = program
        self._client = httpx.AsyncClient(base_url=self.url, trust_env=False, verify=False)  # noqa: S501 - on loopback

    async def start(self, settings: Mapping[str, str]) -> None:
        """Start it, and wait until it is ready. Raises `SubjectError` if it isn't."""
        with self.log.open("wb") as log:
            self._process = await asyncio.create_subprocess_exec(
                *self._program, cwd=self.folder, env=self._environment(settings), stdout=log, stderr=log
            )
        try:
            async with asyncio.timeout(PATIENCE):
                while not await self._ready():
                    await asyncio.sleep(0.05)
        except TimeoutError:
            msg = "the program didn't get ready"
            raise SubjectError(msg) from None

    @property
    def pid(self) -> int:
        """Give its number."""
        return self._process.pid

    async def metrics(self) -> str:
        """Give its figures."""
        return (await self._client.get("/metrics")).text

    async def stop(self) -> None:
        """Have it end, and wait until it has. Raises `SubjectError` where it ends badly."""
        await self._client.aclose()
        if self._process.returncode is None:
            self._process.send_signal(signal.SIGTERM)
        if status := await asyncio.wait_for(self._process.wait(), PATIENCE):
            msg = f"the program ended with status {status}"
            raise SubjectError(msg)

    async def _ready(self) -> bool:
        if self._process.returncode is not None:
            msg = "the program ended at its start"
            raise SubjectError(msg)
        try:
            return (await self._client.get("/readyz")).is_success
        except httpx.HTTPError:
            return False

    def _environment(self, settings: Mapping[str, str]) -> dict[str, str]:
        """Give everything that it is told: whatever it writes by itself lands in its folder."""
        return {
            **{name: os.environ[name] for name in HANDED if name in os.environ},
            **dict.fromkeys(FOLDERS, str(self.folder)),
            "GROOMINGCHECK_DATABASE_URL": f"sqlite:///{self.database}",
            "GROOMINGCHECK_IDLE_MINUTES": IDLE,
            "GROOMINGCHECK_LOG_LEVEL": "debug",
            "GROOMINGCHECK_PORT": self.url.rpartition(":")[2],
            "GROOMINGCHECK_SECRET": secrets.token_hex(32),
            **settings,
        }


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])
