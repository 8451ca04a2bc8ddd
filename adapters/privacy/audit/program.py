"""The program under audit: a separate process in its own folder, with debug logging."""

import asyncio
import os
import secrets
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import httpx

from adapters.privacy.audit.ports import free_port
from adapters.runtime import memory

PROGRAM = (sys.executable, "-P", "-m", "adapters", "serve")
IDLE = 30.0
"""Seconds after which an abandoned check is wiped."""
INHERITED = ("PATH", "LANG", "GROOMINGCHECK_OVERWRITE_MEMORY")
"""The variables that it inherits."""
FOLDER_VARIABLES = ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
"""The variables that determine where a program writes by default."""
TIMEOUT = 120.0
"""Timeout of a start and a stop, in seconds."""


class ProgramError(Exception):
    """The program didn't start, doesn't answer or didn't stop; the message says which."""


class Program:
    """A process that runs `serve`.

    Attributes:
        folder: The only folder that it writes to.
        url: The address of its web server.
        log: Its log file.
        database: Its SQLite file.
    """

    def __init__(self, folder: Path, program: Sequence[str] = PROGRAM, idle: float = IDLE) -> None:
        """Configure the program without starting it.

        Args:
            folder: An existing, empty folder.
            program: The command to run there.
            idle: Seconds after which an abandoned check is wiped.
        """
        self.folder = folder
        self.url = f"http://127.0.0.1:{free_port()}"
        self.log = folder / "log"
        self.database = folder / "ledger.db"
        self._program = program
        self._idle = idle
        self._process: asyncio.subprocess.Process | None = None
        self._client = httpx.AsyncClient(base_url=self.url, trust_env=False, verify=False, timeout=TIMEOUT)  # noqa: S501 - on loopback

    async def start(self, settings: Mapping[str, str]) -> None:
        """Start the program, and wait until it is ready.

        Args:
            settings: The environment variables that point it to the simulated platforms.

        Raises:
            ProgramError: It isn't ready in time.
        """
        with self.log.open("wb") as log:
            self._process = await asyncio.create_subprocess_exec(
                *self._program, cwd=self.folder, env=self._environment(settings), stdout=log, stderr=log
            )
        try:
            async with asyncio.timeout(TIMEOUT):
                while not await self._ready():
                    await asyncio.sleep(0.05)
        except TimeoutError:
            msg = "the program didn't get ready"
            raise ProgramError(msg) from None

    @property
    def pid(self) -> int:
        """Return the process id.

        Raises:
            ProgramError: It was never started.
        """
        if self._process is None:
            msg = "the program was never started"
            raise ProgramError(msg)
        return self._process.pid

    @property
    def overwriting(self) -> bool:
        """Return whether it overwrites freed memory."""
        try:
            content = Path(f"/proc/{self.pid}/environ").read_text(encoding="utf-8", errors="replace")
        except OSError:
            return False
        environment = content.replace("\0", ":") + ":"  # glibc replaces the colons in GLIBC_TUNABLES by null bytes
        return "PYTHONMALLOC=malloc:" in environment and memory.ENVIRONMENT["GLIBC_TUNABLES"] in environment

    async def metrics(self) -> str:
        """Return its metrics, in Prometheus's text format.

        Raises:
            ProgramError: It doesn't answer.
        """
        try:
            return (await self._client.get("/metrics")).text
        except httpx.HTTPError:
            msg = "the program doesn't answer"
            raise ProgramError(msg) from None

    async def stop(self) -> int | None:
        """Stop the program and return its exit status, or None if it was never started.

        If it has already ended, only return the status.
        """
        await self._client.aclose()
        if self._process is None:
            return None
        try:
            with suppress(ProcessLookupError):
                self._process.terminate()
            async with asyncio.timeout(TIMEOUT):
                return await self._process.wait()
        finally:
            with suppress(ProcessLookupError):
                self._process.kill()

    async def _ready(self) -> bool:
        if self._process is None or self._process.returncode is not None:
            msg = ": ".join(["the program ended at startup", *self._last_line()])
            raise ProgramError(msg)
        try:
            return (await self._client.get("/readyz")).is_success
        except httpx.HTTPError:
            return False

    def _last_line(self) -> Sequence[str]:
        """Return the last line of its output, if any: the reason why it ended."""
        return self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-1:]

    def _environment(self, settings: Mapping[str, str]) -> dict[str, str]:
        """Return its environment, which makes it write everything to its folder."""
        return {
            **{name: os.environ[name] for name in INHERITED if name in os.environ},
            **dict.fromkeys(FOLDER_VARIABLES, str(self.folder)),
            "GROOMINGCHECK_DATABASE_URL": f"sqlite:///{self.database}",
            "GROOMINGCHECK_IDLE_MINUTES": str(self._idle / 60),
            "GROOMINGCHECK_LOG_LEVEL": "debug",
            "GROOMINGCHECK_PORT": self.url.rpartition(":")[2],
            "GROOMINGCHECK_SECRET": secrets.token_hex(32),
            **settings,
        }
