"""A command in a terminal of its own, as somebody at a keyboard runs it."""

import asyncio
import os
import signal
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

PATIENCE = 120.0


@dataclass
class PtyCommand:
    """A command that runs.

    Attributes:
        process: Its shell, which leads a process group of its own.
        leader: The descriptor at which its terminal is read and typed at.
        shown: What it printed.
    """

    process: asyncio.subprocess.Process
    leader: int
    shown: str = ""

    @classmethod
    async def start(cls, command: str, folder: Path, environment: Mapping[str, str]) -> Self:
        """Run a command of the shell in this folder."""
        leader, follower = os.openpty()
        process = await asyncio.create_subprocess_exec(
            "/bin/sh", "-c", command,
            cwd=folder, env=environment, start_new_session=True, stdin=follower, stdout=follower, stderr=follower,
        )  # fmt: skip
        os.close(follower)
        made = cls(process, leader)
        asyncio.get_running_loop().add_reader(leader, made._read)
        return made

    async def until(self, *wanted: Sequence[str]) -> Sequence[str]:
        """Wait until all lines of one of these were printed, and return that one; fail if the command ends first."""
        async with asyncio.timeout(PATIENCE):
            while True:
                for lines in wanted:
                    if all(line in self.shown for line in lines):
                        return lines
                assert self.process.returncode is None, self.shown
                await asyncio.sleep(0.05)

    def type(self, keys: str) -> None:
        os.write(self.leader, keys.encode())

    async def ended(self) -> str:
        """Wait for its end, which must be a success; return what it printed."""
        async with asyncio.timeout(PATIENCE):
            status = await self.process.wait()
        assert status == 0, self.shown
        return self.shown

    async def close(self) -> None:
        """Press Ctrl-C, and wait for the end."""
        if self.process.returncode is None:
            os.killpg(self.process.pid, signal.SIGINT)
            async with asyncio.timeout(PATIENCE):
                await self.process.wait()
        asyncio.get_running_loop().remove_reader(self.leader)
        os.close(self.leader)

    def _read(self) -> None:
        try:
            piece = os.read(self.leader, 65536)
        except OSError:  # on Linux, as the other side of the terminal is closed
            asyncio.get_running_loop().remove_reader(self.leader)
            return
        self.shown += piece.decode(errors="replace").replace("\r\n", "\n")
