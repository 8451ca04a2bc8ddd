"""Processes that are killed: every wipe takes effect at least once, none is lost, and none is left."""

import asyncio
import random
import subprocess
import sys
from pathlib import Path

import pytest

from adapters.ledger import DELETABLE, UNAVAILABLE, Ledger, Message, Part
from tests.ledger_worker import BATCH
from tests.postgres import Postgres

WIPES, SPREAD, KILLS, PATIENCE = 200, 3.0, 5, 30.0
Worker = subprocess.Popen[str]


class Crew:
    """Worker processes on one ledger, and others that stand ready to take the place of who is killed."""

    def __init__(self, url: str, file: Path, size: int, spare: int = 0) -> None:
        command = [sys.executable, "-m", "tests.ledger_worker", url, str(file)]
        self._file = file
        pipe = subprocess.PIPE
        self.all = [Worker(command, stdin=pipe, stdout=pipe, text=True) for _ in range(size + spare)]
        for worker in self.all:
            hear(worker, "ready")
        self.working = self.all[:size]
        self._spare = self.all[size:]
        self.release(self.working)

    def release(self, workers: list[Worker]) -> None:
        """Let them all open the ledger at the same moment, and wait until they have."""
        for worker in workers:
            assert worker.stdin
            worker.stdin.write("go\n")
            worker.stdin.flush()
        for worker in workers:
            hear(worker, "open")

    def kill(self, number: int) -> None:
        """Kill this one, and let another take its place."""
        self.working[number].kill()
        self.working[number] = self._spare.pop()
        self.release([self.working[number]])

    def effects(self) -> list[str]:
        return self._file.read_text().split()

    def end(self) -> None:
        for worker in self.all:
            worker.kill()
            worker.communicate()


def hear(worker: Worker, word: str) -> None:
    assert worker.stdout
    assert worker.stdout.readline() == f"{word}\n"


async def fill(ledger: Ledger) -> set[str]:
    """Wipes that come due one after the other, for `SPREAD` seconds from now."""
    names = [str(number) for number in range(WIPES)]
    ages = [DELETABLE - SPREAD * number / WIPES for number in range(WIPES)]
    messages = [Message("telegram", name[-1], name, Part.PERSON, age) for name, age in zip(names, ages, strict=True)]
    await ledger.note(messages, within=SPREAD)
    return set(names)


async def emptied(ledger: Ledger) -> None:
    while (due := await ledger.next_due()) is not None:  # noqa: ASYNC110 - other processes do it
        await asyncio.sleep(min(due + 0.05, 0.5))


@pytest.mark.parametrize("size", [1, 2])
async def test_nothing_is_lost_when_workers_are_killed(ledger: Ledger, url: str, tmp_path: Path, size: int) -> None:
    chance = random.Random(size)  # noqa: S311 - no secret
    crew = Crew(url, tmp_path / "effects", size, KILLS)
    try:
        expected = await fill(ledger)
        for _ in range(KILLS):
            await asyncio.sleep(chance.uniform(0, 2 * SPREAD / KILLS))
            crew.kill(chance.randrange(size))
        await asyncio.wait_for(emptied(ledger), PATIENCE)
        assert set(crew.effects()) == expected
        assert len(crew.effects()) <= WIPES + KILLS * BATCH
    finally:
        crew.end()


def test_processes_may_open_an_empty_ledger_at_once(url: str, tmp_path: Path) -> None:
    Crew(url, tmp_path / "effects", 4).end()


async def test_nothing_is_lost_when_postgresql_is_killed(postgres: Postgres, tmp_path: Path) -> None:
    url = postgres.database()
    ledger = await Ledger.open(url)
    crew = Crew(url, tmp_path / "effects", 2)
    try:
        expected = await fill(ledger)
        await asyncio.sleep(SPREAD / 3)
        postgres.kill()
        with pytest.raises(UNAVAILABLE):
            await ledger.ping()
        postgres.start()
        await ledger.ping()
        await asyncio.wait_for(emptied(ledger), PATIENCE)
        assert set(crew.effects()) == expected
        assert [worker.poll() for worker in crew.working] == [None, None]
    finally:
        postgres.start()
        crew.end()
        await ledger.close()
