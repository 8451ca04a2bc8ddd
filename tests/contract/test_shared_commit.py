"""Work that waits for a SQLite file shares a transaction, and each part ends as if it had been alone."""

import asyncio
import os
import subprocess
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from adapters.storage.session import Session
from adapters.storage.shared_commit import CommitPart, SharedCommit
from adapters.storage.sqlite import Sqlite
from adapters.storage.wipe_store import WipeStore
from adapters.storage.wipes import ChatMessage, MessageKind

ACCOUNT = "telegram:1"


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Sqlite]:
    opened = Sqlite(f"sqlite:///{tmp_path / 'ledger.db'}")
    await opened.transact(lambda connection: connection.exec_driver_sql("CREATE TABLE kept (number INTEGER UNIQUE)"))
    yield opened
    await opened.close()


def keep(connection: Connection, numbers: Iterable[int]) -> None:
    for number in numbers:
        connection.exec_driver_sql("INSERT INTO kept VALUES (?)", (number,))


def keeping(*numbers: int) -> Callable[[Connection], None]:
    return partial(keep, numbers=numbers)


def nothing(_connection: Connection) -> None:
    """Do nothing."""


async def kept(store: Sqlite) -> set[int]:
    return set(
        await store.read(lambda connection: connection.exec_driver_sql("SELECT number FROM kept").scalars().all())
    )


async def test_what_waits_meanwhile_shares_the_next_transaction() -> None:
    sizes: list[int] = []

    async def commit(parts: Sequence[CommitPart[Any]]) -> None:
        await asyncio.sleep(0)
        sizes.append(len(parts))
        for part in parts:
            part.end()

    shared = SharedCommit(commit)

    await asyncio.gather(*(shared(nothing, deletes=False) for _ in range(9)), return_exceptions=True)
    assert sizes == [1, 8]


async def test_each_gets_what_its_own_work_returns(store: Sqlite) -> None:
    def double(_connection: Connection, number: int) -> int:
        return 2 * number

    calls = (store.transact(partial(double, number=number)) for number in range(20))
    assert await asyncio.gather(*calls) == [2 * number for number in range(20)]


async def test_a_failing_part_leaves_no_trace_and_does_not_affect_others(store: Sqlite) -> None:
    await store.transact(keeping(1))
    calls = [store.transact(work) for work in (nothing, keeping(0, 1), keeping(2, 3), keeping(4, 5))]
    ended = await asyncio.gather(*calls, return_exceptions=True)
    assert [type(one) for one in ended] == [type(None), IntegrityError, type(None), type(None)]
    assert await kept(store) == {1, 2, 3, 4, 5}


async def test_a_failed_transaction_raises_in_all_its_parts(store: Sqlite) -> None:
    def roll_back(connection: Connection) -> None:
        connection.exec_driver_sql("ROLLBACK")

    calls = [store.transact(work) for work in (nothing, keeping(7), roll_back)]
    ended = await asyncio.gather(*calls, return_exceptions=True)
    assert all(isinstance(one, Exception) for one in ended[1:])
    assert await kept(store) == set()
    await store.transact(keeping(8))
    assert await kept(store) == {8}


async def test_a_cancelled_caller_delays_nobody(store: Sqlite) -> None:
    calls = [asyncio.ensure_future(store.transact(keeping(n))) for n in range(9)]
    await asyncio.sleep(0)
    calls[0].cancel()
    await asyncio.wait(calls)
    assert await kept(store) >= {1, 2, 3, 4, 5, 6, 7, 8}


@pytest.mark.skipif(os.getuid() != 0, reason="needs root, to mount a small disk")
async def test_on_a_full_disk_what_needs_no_room_is_done_beside_what_does(tmp_path: Path) -> None:
    """Nobody's message stays in the ledger because its table can't be written anew, or because of another's call."""
    with small_disk(tmp_path / "small") as folder:
        session = await Session.open(f"sqlite:///{folder / 'ledger.db'}")
        store = WipeStore(session, {"telegram": 172_800.0})
        await store.note([screen(number) for number in range(1500)], 0.0)
        fill(folder)
        large = [screen(number) for number in range(10_000, 40_000)]
        calls = [store.drop(ACCOUNT, f"chat{number}", str(number)) for number in range(5)]
        ended = await asyncio.gather(*calls, store.note(large, 0.0), return_exceptions=True)
        assert [isinstance(one, Exception) for one in ended] == [False] * 5 + [True]
        [[left]] = await session.run(text("SELECT count(*) FROM action"))
        assert left == 1495
        await session.close()


def screen(number: int) -> ChatMessage:
    return ChatMessage(ACCOUNT, f"chat{number}", str(number), MessageKind.SCREEN)


def fill(folder: Path) -> None:
    with suppress(OSError), (folder / "filler").open("wb", buffering=0) as filler:
        while filler.write(bytes(4096)):
            pass


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """Mount a disk of four megabytes for the length of a block."""
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "none", str(folder)], check=False).returncode:  # noqa: S607
        pytest.skip("needs a system that mounts a small disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)  # noqa: S607
