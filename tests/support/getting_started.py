"""Follows a getting-started page to the letter: runs its commands in a clone, edits `.env` as it says, and compares.

A block `sh` has commands; `ini`: lines of `.env` to uncomment and fill in; `text`: what the commands before it print.
"""

import asyncio
import os
import re
import shutil
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from tests.support.pages import ROOT
from tests.support.pty_command import PATIENCE, PtyCommand

STARTS = ("make run", ".venv/bin/groomingcheck serve")
"""The commands that go on until somebody ends them."""
PROMPT = "Typ een nummer of letter: "
"""What the check in the terminal asks."""
AWAY = "after connection broken by"
"""What pip prints when the package index can't be reached; a wrong hash is reported differently."""
OFFLINE = "clock: not checked: no platform can be reached to compare it with."
_BLOCK = re.compile(r"^```(sh|ini|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A block of a page."""

    kind: str
    lines: Sequence[str]


@dataclass
class Reader:
    """Somebody with a fresh clone, and one page of it.

    Attributes:
        folder: The clone.
        environment: Of every command.
        filled: What the reader fills in instead of the value that a block `ini` shows, by setting.
        own: What differs here from what the page shows, by what it shows.
        rewriting: Whether the page gets what is printed now, instead of being compared with it.
        output: What the last commands printed.
        running: What was started, and goes on.
    """

    folder: Path
    environment: dict[str, str]
    filled: Mapping[str, str]
    own: dict[str, str]
    rewriting: bool
    output: str = ""
    running: PtyCommand | None = None

    async def follow(self, name: str) -> AsyncIterator[Block]:
        """Do what each block of this page in `docs/` says, and yield it then."""
        text = (self.folder / "docs" / f"{name}.md").read_text()
        blocks = [Block(kind, body.splitlines()) for kind, body in _BLOCK.findall(text)]
        for block, after in pairwise([*blocks, Block("", ())]):
            printed = [self._here(line) for line in after.lines] if after.kind == "text" else []
            if block.kind == "sh":
                await self._run(block.lines, printed)
                if printed and block.lines[-1] not in STARTS:
                    self._compare(name, after.lines)
            elif block.kind == "ini":
                self._edit(block.lines)
            yield block

    async def close(self) -> None:
        """End what goes on."""
        if self.running:
            await self.running.close()
        self.running = None

    async def _run(self, commands: Sequence[str], printed: Sequence[str]) -> None:
        self.output = ""
        for command in map(self._here, commands):
            if command in STARTS:
                await self._start(command, printed)
            else:
                await self._finish(command, failing=any(line.startswith("WRONG") for line in printed))

    def _compare(self, name: str, shown: Sequence[str]) -> None:
        """Compare what was printed with what a page shows; or have the page show it."""
        printed = self.output
        for there, here in self.own.items():
            printed = printed.replace(here, there)
        if self.rewriting:
            page = ROOT / "docs" / f"{name}.md"
            page.write_text(page.read_text().replace("\n".join(["```text", *shown, "```"]), f"```text\n{printed}```"))
        else:
            assert printed.splitlines() == shown, printed

    async def _start(self, command: str, printed: Sequence[str]) -> None:
        """Run what goes on, in a terminal; a check there is left with s."""
        await self.close()
        self.running = await PtyCommand.start(command, self.folder, self.environment)
        if await self._shown([PROMPT], printed or [PROMPT]) == [PROMPT]:
            self.running.type("s\n")
            self.output = await self.running.ended()
            assert all(line in self.output for line in printed), self.output

    async def _shown(self, *wanted: Sequence[str]) -> Sequence[str]:
        assert self.running
        try:
            return await self.running.until(*wanted)
        except AssertionError:
            if AWAY in self.running.shown:
                pytest.skip("needs a package index that can be reached")
            raise

    async def _finish(self, command: str, *, failing: bool) -> None:
        """Run what ends by itself. `failing`: whether it finds something that is wrong."""
        process = await asyncio.create_subprocess_shell(
            command,
            cwd=self.folder,
            env=self.environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        async with asyncio.timeout(PATIENCE):
            out, _ = await process.communicate()
        self.output += out.decode().replace(OFFLINE, "clock: right.")
        assert self.rewriting or process.returncode == int(failing), self.output

    def _edit(self, lines: Sequence[str]) -> None:
        """Uncomment these lines in `.env`, and fill in what is one's own."""
        dotenv = self.folder / ".env"
        for line in lines:
            name, _, value = line.partition("=")
            text = dotenv.read_text()
            assert text.count(f"\n#{line}\n") == 1, line
            dotenv.write_text(text.replace(f"\n#{line}\n", f"\n{name}={self.filled.get(name, value)}\n"))
        assert dotenv.stat().st_mode & 0o777 == 0o600

    def _here(self, line: str) -> str:
        for shown, own in self.own.items():
            line = line.replace(shown, own)
        return line


@asynccontextmanager
async def reader(
    folder: Path, filled: Mapping[str, str], *, rewriting: bool, **environment: str
) -> AsyncIterator[Reader]:
    """Clone the repository into a folder, for somebody with an empty home; end what they started.

    Args:
        folder: Where.
        filled: What they fill in, by setting.
        rewriting: As in `Reader`.
        environment: What is set besides, as their platform is here.
    """
    git = shutil.which("git") or "git"
    clone, home = folder / "clone", folder / "home"
    home.mkdir()
    process = await asyncio.create_subprocess_exec(git, "clone", "--quiet", str(ROOT), str(clone))
    assert await process.wait() == 0
    index = {name: value for name, value in os.environ.items() if name.startswith("PIP_")}
    given = {"PATH": os.environ["PATH"], "HOME": str(home), "TERM": "xterm", **index, **environment}
    made = Reader(clone, given, filled, {"/home/you/": f"{home}/"}, rewriting)
    try:
        yield made
    finally:
        await made.close()
