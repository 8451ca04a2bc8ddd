"""Processes that are killed: every wipe takes effect at least once, none is lost, and none is left."""

import asyncio
import random
from pathlib import Path

import pytest

from adapters.channels import registry
from adapters.storage.errors import DATABASE_UNAVAILABLE
from adapters.storage.session import Session
from adapters.storage.wipe_store import WipeStore
from adapters.storage.wipes import ChatMessage, MessageKind
from adapters.telegram.limits import WIPEABLE
from tests.support.postgres import Postgres
from tests.support.wiping_process import BATCH, Worker

WIPES, SPREAD, KILLS, PATIENCE = 200, 2.0, 5, 30.0


class Crew:
    """Workers on one database. Each that is killed is replaced."""

    def __init__(self, url: str, file: Path, size: int) -> None:
        self._url, self._file = url, file
        self.workers = self._started(size)

    def _started(self, size: int) -> list[Worker]:
        """Start them, so that all open the database at the same moment."""
        workers = [Worker(self._url, self._file) for _ in range(size)]
        for worker in workers:
            worker.go()
        for worker in workers:
            worker.wait_until_open()
        return workers

    def kill(self, number: int) -> None:
        self.workers[number].kill()
        self.workers[number : number + 1] = self._started(1)

    def effects(self) -> list[str]:
        return self._file.read_text().split()

    def end(self) -> None:
        for worker in self.workers:
            worker.kill()


async def fill(wipe_store: WipeStore) -> set[str]:
    """Store wipes that come due one after another, for `SPREAD` seconds from now."""
    names = [str(number) for number in range(WIPES)]
    ages = [WIPEABLE - SPREAD * number / WIPES for number in range(WIPES)]
    messages = [
        ChatMessage("telegram", name[-1], name, MessageKind.PERSON, age) for name, age in zip(names, ages, strict=True)
    ]
    await wipe_store.note(messages, within=SPREAD)
    return set(names)


async def emptied(wipe_store: WipeStore) -> None:
    while (due := await wipe_store.next_due(["telegram"])) is not None:
        await asyncio.sleep(min(due + 0.05, 0.5))


@pytest.mark.parametrize("size", [1, 2])
async def test_nothing_is_lost_when_workers_are_killed(
    wipe_store: WipeStore, url: str, tmp_path: Path, size: int
) -> None:
    chance = random.Random(size)  # noqa: S311 - no secret
    crew = Crew(url, tmp_path / "effects", size)
    try:
        expected = await fill(wipe_store)
        for _ in range(KILLS):
            await asyncio.sleep(chance.uniform(0, 2 * SPREAD / KILLS))
            crew.kill(chance.randrange(size))
        await asyncio.wait_for(emptied(wipe_store), PATIENCE)
        assert set(crew.effects()) == expected
        assert len(crew.effects()) <= WIPES + KILLS * BATCH
    finally:
        crew.end()


def test_processes_may_open_an_empty_ledger_at_once(url: str, tmp_path: Path) -> None:
    Crew(url, tmp_path / "effects", 4).end()


async def test_nothing_is_lost_when_postgresql_is_killed(postgres: Postgres, tmp_path: Path) -> None:
    url = postgres.database()
    session = await Session.open(url)
    wipe_store = WipeStore(session, registry.wipeable())
    crew = Crew(url, tmp_path / "effects", 2)
    try:
        expected = await fill(wipe_store)
        await asyncio.sleep(SPREAD / 3)
        postgres.kill()
        with pytest.raises(DATABASE_UNAVAILABLE):
            await session.write()
        postgres.start()
        await session.write()
        await asyncio.wait_for(emptied(wipe_store), PATIENCE)
        assert set(crew.effects()) == expected
        assert all(worker.process.is_alive() for worker in crew.workers)
    finally:
        postgres.start()
        crew.end()
        await wipe_store.close()
