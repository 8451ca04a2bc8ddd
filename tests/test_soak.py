"""A soak: hundreds of checks through one process leave no memory, no open file and no task behind.

`make soak` holds 100,000.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from adapters.telegram.inbox import REMEMBERED
from benchmarks.conversation import buttons, conversations
from benchmarks.soak import course
from benchmarks.soak.course import Run
from benchmarks.soak.sight import Sight
from bot.check import Check
from tests.bot import later

WARM, CHECKS = 100, 300
FEW = 60
"""Checks that are enough for a leak to be seen."""
GROWTH = 2 * 2**20
"""Bytes of memory that a process may have grown by."""
SPARE = 3
"""Open files that come and go: lines to Slack, and from it."""
NOTICE = 61.0
"""Seconds after which the last word of a check is wiped."""
STIRRER = 6_000_000_000


@asynccontextmanager
async def opened(check: Check, database: Path, program: Sequence[str] = course.PROGRAM) -> AsyncIterator[Run]:
    walks = [tuple(buttons(check, events)) for events in conversations(check)]
    setting = {"GROOMINGCHECK_DATABASE_URL": f"sqlite:///{database}"}
    async with course.opened(f"/{check.id}", walks, setting, program) as run:
        yield run


async def held(run: Run, database: Path, checks: int) -> Sight:
    """Hold so many checks, let time pass, and look at the process once every chat is empty."""
    going, telegram, service = run
    await going.hold(checks)
    await asyncio.sleep(1.5)  # until what the last presses moved is written
    await later(database, NOTICE)
    telegram.stir(STIRRER)
    async with asyncio.timeout(60):
        return await course.rested(telegram, service)


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
    async with opened(check, database, ("-m", "tests.leaking", kind)) as run:
        before = await held(run, database, FEW)
        after = await held(run, database, FEW)
    assert getattr(after, figure) > getattr(before, figure) + spare
