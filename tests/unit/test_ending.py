"""Waiting for tasks is limited, and no error is lost."""

import asyncio

import pytest

from adapters.concurrency.ending import ended


async def stubborn() -> None:
    """Go on when cancelled."""
    while True:
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            continue


async def test_what_ends_in_time_is_not_cancelled() -> None:
    task = asyncio.create_task(asyncio.sleep(0.01, "done"))
    await ended([task], 60)
    assert task.result() == "done"
    await ended([], 60)


async def test_what_does_not_end_is_cancelled_and_left_if_it_hangs_even_then() -> None:
    tasks = [asyncio.create_task(asyncio.sleep(60)), asyncio.create_task(stubborn())]
    await asyncio.sleep(0)
    async with asyncio.timeout(30):
        await ended(tasks, 0.01, cancelling=0.05)
    assert [task.cancelled() for task in tasks] == [True, False]
    tasks[1].get_coro().close()


async def test_a_fault_is_raised() -> None:
    async def fail() -> None:
        msg = "a fault"
        raise ValueError(msg)

    with pytest.raises(ValueError, match="a fault"):
        await ended([asyncio.create_task(fail()), asyncio.create_task(asyncio.sleep(0))], 60)


async def test_cancelling_the_waiter_cancels_the_tasks() -> None:
    task = asyncio.create_task(asyncio.sleep(60))
    waiting = asyncio.create_task(ended([task], 60))
    await asyncio.sleep(0.01)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert task.cancelled()
