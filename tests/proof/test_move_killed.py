"""`groomingcheck move`, killed again and again: in the end everything is in the other database, once."""

import asyncio
import os
import random
import signal
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import insert

from adapters.storage.reminders import Destination, Plan
from adapters.storage.schema import occurrence
from adapters.storage.session import Session
from tests.support import made_reminders
from tests.support.made_reminders import weekly
from tests.support.postgres import Postgres

ROOT = Path(__file__).parents[2]
REMINDERS, KILLS = 1000, 12
WEEKLY = weekly([0], "09:30", "2026-01-05")


async def fill(url: str) -> None:
    session = await Session.open(url)
    store = made_reminders.on(session)
    for number in range(REMINDERS // 20):
        places = [Destination("slack:T1", f"C{number}-{place}") for place in range(20)]
        added = await store.add(f"{number:016x}", places, Plan("groomingcheck", WEEKLY), None)
        moments = [
            {"reminder_id": one.id, "moment": float(past), "outcome": "sent"} for one in added for past in range(5)
        ]
        await session.run(insert(occurrence), moments)
    await session.close()


async def held(url: str) -> Mapping[Destination, int]:
    """Return how many outcomes each place has in this database."""
    session = await Session.open(url)
    found = await made_reminders.on(session).all()
    await session.close()
    places = {one.place: len(one.occurrences) for one in found}
    assert len(places) == len(found)
    return places


async def moved(source: str, target: str, within: float = 120.0) -> bool:
    """Move, and kill that after so many seconds; return whether it had ended."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "adapters", "move", target),
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "GROOMINGCHECK_DATABASE_URL": source},
        stdout=asyncio.subprocess.DEVNULL,
    )
    with suppress(TimeoutError):
        await asyncio.wait_for(process.wait(), within)
    with suppress(ProcessLookupError):  # it has ended by itself
        process.kill()
    status = await process.wait()
    assert status in {0, -signal.SIGKILL}
    return status == 0


@pytest.mark.parametrize("back", [False, True], ids=["to PostgreSQL", "to SQLite"])
async def test_nothing_is_lost_and_nothing_doubled(postgres: Postgres, tmp_path: Path, *, back: bool) -> None:
    urls = [f"sqlite:///{tmp_path}/ledger.db", postgres.database()]
    source, target = reversed(urls) if back else urls
    chance = random.Random(back)  # noqa: S311 - no secret
    await fill(source)
    wanted = await held(source)
    began = time.monotonic()
    assert await moved(source, target)
    whole = time.monotonic() - began
    source, target = target, source
    for _ in range(KILLS):
        if await moved(source, target, chance.uniform(0.3, 1.0) * whole):
            source, target = target, source
        both = [await held(url) for url in (source, target)]
        assert wanted in both
        assert all(one in ({}, wanted) for one in both)
    await moved(source, target)
    assert (await held(source), await held(target)) == ({}, wanted)
