"""Concurrent callers share one run."""

import asyncio

import pytest

from adapters.concurrency.single_flight import SingleFlight


class Work:
    """Work that is done when the test says so."""

    def __init__(self) -> None:
        self.begun = 0
        self.go = asyncio.Event()
        self.fails = False

    async def __call__(self) -> int:
        self.begun += 1
        await self.go.wait()
        if self.fails:
            msg = "away"
            raise OSError(msg)
        return self.begun


async def test_all_who_ask_at_once_share_one_answer_and_who_asks_later_gets_another() -> None:
    work = Work()
    shared = SingleFlight(work)
    asked = [asyncio.create_task(shared()) for _ in range(100)]
    await asyncio.sleep(0)
    work.go.set()
    assert set(await asyncio.gather(*asked)) == {1}
    assert await shared() == 2


async def test_a_cancelled_caller_does_not_affect_others() -> None:
    work = Work()
    shared = SingleFlight(work)
    first, second = asyncio.create_task(shared()), asyncio.create_task(shared())
    await asyncio.sleep(0)
    first.cancel()
    await asyncio.sleep(0)
    work.go.set()
    assert await second == 1


async def test_a_failure_is_everybodys() -> None:
    work = Work()
    work.fails = True
    work.go.set()
    shared = SingleFlight(work)
    for ended in await asyncio.gather(shared(), shared(), return_exceptions=True):
        assert isinstance(ended, OSError)
    with pytest.raises(OSError, match="away"):
        await shared()
