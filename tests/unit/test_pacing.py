"""Posts to one chat are spaced out: one at a time, and none begins before the one before it has ended."""

import asyncio

import pytest

from adapters.platforms.errors import UnavailableError
from adapters.platforms.pacing import Pacer


async def test_a_turn_begins_only_once_the_one_before_it_has_ended() -> None:
    """However long that takes: a platform counts from when a post arrives, and not from when it was sent."""
    pacer, begun, first_may_end = Pacer(0.01), list[int](), asyncio.Event()

    async def take(number: int) -> None:
        async with pacer.turn("C1"):
            begun.append(number)
            if number == 1:
                await first_may_end.wait()

    turns = [asyncio.create_task(take(number)) for number in (1, 2)]
    await asyncio.sleep(0.1)
    assert begun == [1]
    first_may_end.set()
    await asyncio.gather(*turns)
    assert begun == [1, 2]


async def test_another_chat_waits_for_nothing() -> None:
    pacer = Pacer(600.0)
    async with pacer.turn("C1"), asyncio.timeout(30), pacer.turn("C2"):
        pass


async def test_a_wait_that_is_too_long_is_refused_with_its_length() -> None:
    pacer = Pacer(20.0, longest_wait=30.0)
    async with pacer.turn("C1"):
        queued = asyncio.create_task(pacer.turn("C1").__aenter__())
        await asyncio.sleep(0)
        with pytest.raises(UnavailableError) as caught:
            await pacer.turn("C1").__aenter__()
        assert caught.value.delay == pytest.approx(40.0, abs=1.0)
        queued.cancel()


async def test_a_failed_or_cancelled_turn_delays_nobody() -> None:
    pacer = Pacer(0.0)
    with pytest.raises(ZeroDivisionError):
        async with pacer.turn("C1"):
            raise ZeroDivisionError
    async with asyncio.timeout(30), pacer.turn("C1"):
        waiting = asyncio.create_task(pacer.turn("C1").__aenter__())
        await asyncio.sleep(0)
        waiting.cancel()
    async with asyncio.timeout(30), pacer.turn("C1"):
        pass
