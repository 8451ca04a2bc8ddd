"""The program that is audited: a process of its own, in a folder of its own, at its most talkative."""

import asyncio
import os
import secrets
import socket
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import httpx

from adapters import memory

PROGRAM = (sys.executable, "-P", "-m", "adapters", "serve")
IDLE = "0.5"
"""Minutes after which a check that somebody walked away from is wiped."""
HANDED = ("PATH", "LANG", "GROOMINGCHECK_OVERWRITE_MEMORY")
"""What of our own environment it has as well."""
FOLDERS = ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
"""Where a program writes by itself."""
PATIENCE = 120.0
"""Seconds that it may take to start, and to end."""


class ProgramError(Exception):
    """It didn't start, doesn't answer, or didn't end well. Its text says which."""


class Program:
    """A process that serves. `folder`: where it may write; `url`: of its own web server."""

    def __init__(self, folder: Path, program: Sequence[str] = PROGRAM) -> None:
        """`folder`: exists, and is empty; `program`: what to run there."""
        self.folder = folder
        self.url = f"http://127.0.0.1:{_free_port()}"
        self.log = folder / "log"
        self.database = folder / "ledger.db"
        self._program = program
        self._process: asyncio.subprocess.Process | None = None
        self._client = httpx.AsyncClient(base_url=self.url, trust_env=False, verify=False, timeout=PATIENCE)  # noqa: S501 - on loopback

    async def start(self, settings: Mapping[str, str]) -> None:
        """Start it, and wait until it is ready. Raises `ProgramError` if it isn't."""
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
            raise ProgramError(msg) from None

    @property
    def pid(self) -> int:
        """Give its number; 0 before it was started."""
        return self._process.pid if self._process else 0

    @property
    def overwriting(self) -> bool:
        """Tell whether it overwrites the memory that it frees."""
        try:
            given = Path(f"/proc/{self.pid}/environ").read_text(encoding="utf-8", errors="replace")
        except OSError:
            return False
        told = given.replace("\0", ":") + ":"  # where glibc has read its own, it leaves no colon between them
        return "PYTHONMALLOC=malloc:" in told and memory.ENVIRONMENT["GLIBC_TUNABLES"] in told

    async def metrics(self) -> str:
        """Give its figures. Raises `ProgramError` if it doesn't answer."""
        try:
            return (await self._client.get("/metrics")).text
        except httpx.HTTPError:
            msg = "the program doesn't answer"
            raise ProgramError(msg) from None

    async def stop(self) -> int | None:
        """Have it end, and give its exit status; None where it was never started. Once it has ended, only that."""
        await self._client.aclose()
        if self._process is None:
            return None
        try:
            with suppress(ProcessLookupError):
                self._process.terminate()
            async with asyncio.timeout(PATIENCE):
                return await self._process.wait()
        finally:
            with suppress(ProcessLookupError):
                self._process.kill()

    async def _ready(self) -> bool:
        if self._process is None or self._process.returncode is not None:
            msg = "the program ended at its start"
            raise ProgramError(msg)
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
