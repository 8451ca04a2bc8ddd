"""Rate-limited calls are retried one at a time, and none is lost."""

import asyncio
import time
from functools import partial

import pytest

from adapters.platforms.errors import RefusedError, UnavailableError
from adapters.platforms.waiting_line import WaitingLine


class Platform:
    """Takes so many calls at once, and after that one each `pause` seconds."""

    def __init__(self, left: int, pause: float) -> None:
        self._left = left
        self._pause = pause
        self._free_at = 0.0
        self.taken: list[int] = []
        self.refused = 0

    async def call(self, number: int) -> int:
        now = time.monotonic()
        if self._left <= 0 and now < self._free_at:
            self.refused += 1
            raise UnavailableError(self._free_at - now)
        self._left -= 1
        self._free_at = now + self._pause
        self.taken.append(number)
        await asyncio.sleep(0)
        return number


async def test_a_crowd_is_served_in_order_with_few_extra_calls() -> None:
    platform, line = Platform(5, 0.005), WaitingLine()
    done = await asyncio.gather(*(line.make(partial(platform.call, number)) for number in range(60)))
    assert done == platform.taken == list(range(60))
    late = await line.make(partial(platform.call, 60))
    assert late == 60
    assert platform.refused <= 3 * 60


async def test_a_call_is_given_up_only_when_there_is_no_time_left() -> None:
    platform, line = Platform(0, 0.0), WaitingLine(longest=0.2)
    platform._free_at = time.monotonic() + 60  # noqa: SLF001
    with pytest.raises(UnavailableError):
        await line.make(partial(platform.call, 1))
    assert platform.refused == 1


async def test_a_hanging_call_does_not_block_the_queue() -> None:
    platform, line, answered = Platform(0, 0.0), WaitingLine(), asyncio.Event()
    platform._free_at = time.monotonic() + 0.1  # noqa: SLF001

    async def hang() -> int:
        await platform.call(1)
        await answered.wait()
        return 1

    hanging = asyncio.create_task(line.make(hang))
    async with asyncio.timeout(20):
        assert await asyncio.gather(*(line.make(partial(platform.call, number)) for number in (2, 3))) == [2, 3]
        assert not hanging.done()
        answered.set()
        assert await hanging == 1


@pytest.mark.parametrize("fault", [UnavailableError(unsure=True), RefusedError("x")])
async def test_anything_else_that_goes_wrong_is_raised_at_once(fault: Exception) -> None:
    async def call() -> None:
        raise fault

    with pytest.raises(type(fault)):
        await WaitingLine().make(call)
