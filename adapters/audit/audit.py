"""The audit itself: checks are held on every channel, everything is wiped, and then everything is searched."""

import asyncio
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from adapters.audit import search
from adapters.audit.image import image
from adapters.audit.play import play
from adapters.audit.program import Program, ProgramError
from adapters.audit.search import Finding, Place, Searched
from adapters.audit.stage import Stage
from adapters.audit.trace import Trace

WIPED = 180.0
"""Seconds that it may take until everything is wiped: the last words in a chat stay for one minute."""
SETTLED = 12.0
"""Seconds after that in which the program frees what it doesn't need any more."""
WAITING = "groomingcheck_wipes_waiting{"
"""How the lines begin that tell how many messages are still to be wiped."""


@dataclass
class Result:
    """What an audit of one process did.

    `stages`: their names; `words`: how many were searched for; `overwriting`: it overwrote the memory that it freed.
    """

    stages: tuple[str, ...]
    presses: int = 0
    words: int = 0
    searched: list[Searched] = field(default_factory=list)
    overwriting: bool = False

    @property
    def findings(self) -> list[Finding]:
        """Give everything that was found."""
        return [finding for one in self.searched for finding in one.findings]


async def audit(stages: Sequence[Stage], program: Program, words: Mapping[str, str]) -> Result:
    """Hold checks on these stages, and search. `words`: as in `play`.

    Raises `ProgramError`, `PlayError`, and `TimeoutError` where a screen doesn't come.
    """
    result, trace = Result(tuple(stage.name for stage in stages)), Trace()
    async with _opened(stages, program):
        result.overwriting = program.overwriting
        before = image(program.pid)
        result.presses = sum(await asyncio.gather(*(play(stage, trace, words) for stage in stages)))
        result.words = len(trace.words)
        await _wiped(program)
        after = image(program.pid)
        result.searched.append(_chats(stages, trace))
        result.searched += await asyncio.to_thread(_files, program, trace)
        figures = (await program.metrics()).encode()
        result.searched.append(search.search(Place.METRIC, [("/metrics", figures)], trace))
        result.searched.append(await asyncio.to_thread(search.search_memory, before, after, trace))
    return result


@asynccontextmanager
async def _opened(stages: Sequence[Stage], program: Program) -> AsyncIterator[None]:
    async with AsyncExitStack() as stack:
        settings: dict[str, str] = {}
        for stage in stages:
            settings |= await stage.open(program.url)
            stack.push_async_callback(stage.close)
        stack.push_async_callback(program.stop)
        await program.start(settings)
        for stage in stages:
            await stage.ready()
        yield
        if status := await program.stop():
            msg = f"the program ended with status {status}"
            raise ProgramError(msg)


async def _wiped(program: Program) -> None:
    """Wait until nothing is to be wiped any more, or until that takes too long: then it is found in the chats."""
    end = time.monotonic() + WIPED
    while time.monotonic() < end:
        lines = (await program.metrics()).splitlines()
        if not any(float(line.split()[-1]) for line in lines if line.startswith(WAITING)):
            break
        await asyncio.sleep(1)
    await asyncio.sleep(SETTLED)


def _chats(stages: Sequence[Stage], trace: Trace) -> Searched:
    words = trace.words.keys() - trace.last
    found = [Finding(Place.CHAT, stage.name, None, left) for stage in stages if (left := stage.left(words))]
    return Searched(Place.CHAT, findings=found)


def _files(program: Program, trace: Trace) -> list[Searched]:
    apart = {program.log, *_database(program)}
    return [
        search.search(Place.DATABASE, ((path.name, path.read_bytes()) for path in _database(program)), trace),
        search.search(Place.LOG, [("log", program.log.read_bytes())], trace),
        search.search(Place.FILE, search.files(program.folder, program.pid, apart), trace),
    ]


def _database(program: Program) -> list[Path]:
    return sorted(program.folder.glob(f"{program.database.name}*"))
