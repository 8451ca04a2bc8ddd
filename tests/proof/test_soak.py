"""A soak: hundreds of checks through one process leave no memory, no open file and no task behind.

`make soak` holds 100,000.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from adapters.channels.inbox import REMEMBERED
from benchmarks.conversation import walks
from benchmarks.soak import workload
from benchmarks.soak.sample import Sample
from benchmarks.soak.workload import Run
from bot.check import Check
from tests.support.store_reader import later

WARM, CHECKS = 100, 300
FEW = 60
"""The number of checks that is enough for a leak to be seen."""
GROWTH = 2 * 2**20
"""The bytes of memory by which a process may have grown."""
SPARE = 3
"""Open files that come and go: connections to Slack, and from it."""
NOTICE = 61.0
"""Seconds after which the last notice of a check is wiped."""
EDITOR = 6_000_000_000


@asynccontextmanager
async def opened(check: Check, database: Path, program: Sequence[str] = workload.PROGRAM) -> AsyncIterator[Run]:
    setting = {"GROOMINGCHECK_DATABASE_URL": f"sqlite:///{database}"}
    async with workload.opened(f"/{check.id}", walks(check), setting, program) as run:
        yield run


async def held(run: Run, database: Path, checks: int) -> Sample:
    """Run this many checks, let time pass, and sample the process once every chat is empty."""
    visitors, telegram, service = run
    await visitors.hold(checks)
    await asyncio.sleep(1.5)  # until the deadlines that the last presses moved are written
    await later(database, NOTICE)
    telegram.edit_own_message(EDITOR)
    async with asyncio.timeout(60):
        return await workload.sample_at_rest(telegram, service)


async def test_nothing_is_left_of_hundreds_of_checks(check: Check, database: Path) -> None:
    async with opened(check, database) as run:
        await run[1].fill(REMEMBERED)
        before = await held(run, database, WARM)
        after = await held(run, database, CHECKS)
    assert after.resident - before.resident < GROWTH
    assert after.files <= before.files + SPARE
    assert after.tasks <= before.tasks + SPARE


@pytest.mark.parametrize(
    ("kind", "figure", "spare"), [("memory", "resident", GROWTH), ("file", "files", SPARE), ("task", "tasks", SPARE)]
)
async def test_a_leak_is_seen(check: Check, database: Path, kind: str, figure: str, spare: int) -> None:
    async with opened(check, database, ("-m", "tests.support.leaking_program", kind)) as run:
        before = await held(run, database, FEW)
        after = await held(run, database, FEW)
    assert getattr(after, figure) > getattr(before, figure) + spare
