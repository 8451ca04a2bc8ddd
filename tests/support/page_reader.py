"""Somebody who follows a page to the letter: runs its commands in a clone, and edits `.env` as it says."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.pty_command import PATIENCE, PtyCommand

STARTS = ("make run", ".venv/bin/groomingcheck serve")
"""The commands that go on until somebody ends them."""
PROMPT = "Typ een nummer of letter: "
"""What the check in the terminal asks."""
AWAY = "after connection broken by"
"""What pip prints when the package index can't be reached; a wrong hash is reported differently."""
OFFLINE = "clock: not checked: no platform can be reached to compare it with."


@dataclass
class PageReader:
    """Somebody with a fresh clone.

    Attributes:
        folder: The clone.
        environment: Of every command.
        filled: What they fill in instead of the value that a page shows, by setting.
        own: What differs here from what a page shows, by what it shows.
        output: What the last commands printed.
        running: What they started, and goes on.
    """

    folder: Path
    environment: dict[str, str]
    filled: Mapping[str, str]
    own: dict[str, str]
    output: str = ""
    running: PtyCommand | None = None

    @property
    def printed(self) -> Sequence[str]:
        """Return what the last commands printed, as a page shows it."""
        text = self.output.replace(OFFLINE, "clock: right.")
        for shown, here in self.own.items():
            text = text.replace(here, shown)
        return text.splitlines()

    async def run(self, commands: Sequence[str], shown: Sequence[str]) -> None:
        """Run commands, each of which must succeed: unless what is `shown` says that something is wrong."""
        self.output = ""
        failing = any(line.startswith("WRONG") for line in shown)
        for command in map(self._here, commands):
            if command in STARTS:
                await self._start(command, [self._here(line) for line in shown])
            else:
                await self._finish(command, int(failing))

    def edit(self, lines: Sequence[str]) -> None:
        """Uncomment these lines in `.env`, and fill in what is one's own."""
        dotenv = self.folder / ".env"
        for line in lines:
            name, _, value = line.partition("=")
            text = dotenv.read_text()
            assert text.count(f"\n#{line}\n") == 1, line
            dotenv.write_text(text.replace(f"\n#{line}\n", f"\n{name}={self.filled.get(name, value)}\n"))
        assert dotenv.stat().st_mode & 0o777 == 0o600

    async def close(self) -> None:
        """End what goes on."""
        if self.running:
            await self.running.close()
        self.running = None

    async def _start(self, command: str, shown: Sequence[str]) -> None:
        """Run what goes on, in a terminal. A check there is left with s."""
        await self.close()
        self.running = await PtyCommand.start(command, self.folder, self.environment)
        if await self._until([PROMPT], shown or [PROMPT]) == [PROMPT]:
            self.running.type("s\n")
            self.output = await self.running.ended()

    async def _until(self, *wanted: Sequence[str]) -> Sequence[str]:
        assert self.running
        try:
            return await self.running.until(*wanted)
        except AssertionError:
            if AWAY in self.running.shown:
                pytest.skip("needs a package index that can be reached")
            raise

    async def _finish(self, command: str, status: int) -> None:
        process = await asyncio.create_subprocess_shell(
            command,
            cwd=self.folder,
            env=self.environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        async with asyncio.timeout(PATIENCE):
            out, _ = await process.communicate()
        self.output += out.decode()
        assert process.returncode == status, self.output

    def _here(self, line: str) -> str:
        for shown, here in self.own.items():
            line = line.replace(shown, here)
        return line
