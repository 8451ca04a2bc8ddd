"""Run checks on every channel, wait until everything is wiped, and then search every place for traces."""

import asyncio
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from adapters.channels.platform_driver import PlatformDriver
from adapters.privacy.audit import scenario, search
from adapters.privacy.audit.canaries import Canaries
from adapters.privacy.audit.memory_snapshot import MemorySnapshot, snapshot
from adapters.privacy.audit.program import Program, ProgramError
from adapters.privacy.audit.search import Leak, Searched, SearchedPlace

WIPED = 180.0
"""Seconds within which everything must be wiped; the last message stays in a chat for a minute."""
SETTLED = 12.0
"""Seconds after that, without a request, in which the program frees memory."""
WAITING = "groomingcheck_wipes_waiting{"
"""The prefix of the metrics that count the messages still to be wiped."""


@dataclass
class AuditResult:
    """The result of an audit of one process.

    Attributes:
        drivers: The names of the simulated platforms.
        presses: The number of buttons pressed.
        words: The number of canaries searched for.
        searched: The places that were searched.
        overwriting: Whether the process overwrote freed memory.
    """

    drivers: tuple[str, ...]
    presses: int = 0
    words: int = 0
    searched: list[Searched] = field(default_factory=list)
    overwriting: bool = False

    @property
    def leaks(self) -> list[Leak]:
        """Return all leaks found."""
        return [leak for one in self.searched for leak in one.leaks]


async def audit(
    drivers: Sequence[PlatformDriver], program: Program, words: Mapping[str, str], settled: float = SETTLED
) -> AuditResult:
    """Run checks on these platforms, and search for traces of them.

    Args:
        drivers: The platforms.
        program: The program to audit, not started yet.
        words: The labels of buttons, as in `scenario.run`.
        settled: Seconds to let the program free memory.

    Raises:
        ProgramError: If the program doesn't start, answer or stop as it should.
        ScenarioError: If a check can't be run.
        TimeoutError: If a screen doesn't appear in time.
    """
    result, canaries = AuditResult(tuple(driver.name for driver in drivers)), Canaries()
    async with _opened(drivers, program):
        result.overwriting = program.overwriting
        before = snapshot(program.pid)
        result.presses = sum(await asyncio.gather(*(scenario.run(driver, canaries, words) for driver in drivers)))
        result.words = len(canaries.words)
        await _wiped(program)
        after = await _settled(drivers, program, settled)
        result.searched.append(await _chats(drivers, canaries))
        result.searched += await _devices(drivers, canaries)
        result.searched += await asyncio.to_thread(_files, program, canaries)
        figures = (await program.metrics()).encode()
        result.searched.append(search.search(SearchedPlace.METRIC, [("/metrics", figures)], canaries))
        result.searched.append(await asyncio.to_thread(search.search_memory, before, after, canaries))
    return result


@asynccontextmanager
async def _opened(drivers: Sequence[PlatformDriver], program: Program) -> AsyncIterator[None]:
    async with AsyncExitStack() as stack:
        settings: dict[str, str] = {}
        for driver in drivers:
            settings |= await driver.open(program.url)
            stack.push_async_callback(driver.close)
        stack.push_async_callback(program.stop)
        await program.start(settings)
        for driver in drivers:
            await driver.ready()
        yield
        if status := await program.stop():
            msg = f"the program ended with status {status}"
            raise ProgramError(msg)


async def _wiped(program: Program) -> None:
    """Wait until nothing is left to wipe, for at most `WIPED` seconds; the search of the chats finds the rest."""
    end = time.monotonic() + WIPED
    while time.monotonic() < end:
        lines = (await program.metrics()).splitlines()
        if not any(float(line.split()[-1]) for line in lines if line.startswith(WAITING)):
            return
        await asyncio.sleep(1)


async def _settled(drivers: Sequence[PlatformDriver], program: Program, settled: float) -> MemorySnapshot | None:
    """Snapshot the memory after this many seconds without requests, as requests in progress are in memory."""
    async with AsyncExitStack() as stack:
        for driver in drivers:
            await stack.enter_async_context(driver.paused())
        await asyncio.sleep(settled)
        return snapshot(program.pid)


async def _chats(drivers: Sequence[PlatformDriver], canaries: Canaries) -> Searched:
    words = canaries.words.keys() - canaries.last
    counts = [(driver.name, await driver.count_remaining(words)) for driver in drivers]
    found = [Leak(SearchedPlace.CHAT, name, None, count) for name, count in counts if count]
    return Searched(SearchedPlace.CHAT, leaks=found)


async def _devices(drivers: Sequence[PlatformDriver], canaries: Canaries) -> list[Searched]:
    """Search people's devices; return an empty list if those are simulated."""
    kept = [await driver.kept() for driver in drivers]
    return [await asyncio.to_thread(search.search_device, one, canaries) for one in kept if one is None or one]


def _files(program: Program, canaries: Canaries) -> list[Searched]:
    excluded = {program.log, *_database(program)}
    return [
        search.search(
            SearchedPlace.DATABASE, ((path.name, path.read_bytes()) for path in _database(program)), canaries
        ),
        search.search(SearchedPlace.LOG, [("log", program.log.read_bytes())], canaries),
        search.search(SearchedPlace.FILE, search.files(program.folder, program.pid, excluded), canaries),
    ]


def _database(program: Program) -> list[Path]:
    return sorted(program.folder.glob(f"{program.database.name}*"))
