"""A set that drops keys: after their time, when there are too many, and automatically, and releases their memory."""

import asyncio
import gc
import sys
import weakref

from adapters.concurrency.expiring_set import ExpiringSet


class Clock:
    """A clock that a test advances."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Key:
    """Something whose deletion can be observed."""


async def test_a_key_is_known_until_its_time_is_over() -> None:
    clock = Clock()
    keys = ExpiringSet[str](10, 60, clock)
    keys.add("a")
    clock.now = 59.9
    assert "a" in keys
    clock.now = 60.0
    assert "a" not in keys
    assert "b" not in keys


async def test_a_key_that_is_known_is_not_known_longer_and_one_that_expired_is_again() -> None:
    clock = Clock()
    keys = ExpiringSet[str](10, 60, clock)
    keys.add("a")
    clock.now = 59.0
    keys.add("a")
    clock.now = 60.0
    assert "a" not in keys
    keys.add("a")
    clock.now = 119.0
    assert "a" in keys


async def test_with_one_too_many_the_oldest_is_dropped() -> None:
    keys = ExpiringSet[int](3, 60)
    for number in range(10):
        keys.add(number)
    assert [number for number in range(10) if number in keys] == [7, 8, 9]


async def test_a_key_is_dropped_automatically() -> None:
    keys = ExpiringSet[Key](10, 0.05)
    known = []
    for _ in range(3):
        key = Key()
        known.append(weakref.ref(key))
        keys.add(key)
        del key
        await asyncio.sleep(0.02)
    async with asyncio.timeout(5):
        while any(one() for one in known):
            gc.collect()
            await asyncio.sleep(0.01)


async def test_the_memory_of_many_is_given_back_with_them() -> None:
    keys = ExpiringSet[int](10_000, 0.05)
    empty = held(keys)
    for number in range(10_000):
        keys.add(number)
    assert held(keys) > empty + 100_000
    async with asyncio.timeout(5):
        while held(keys) > empty:
            await asyncio.sleep(0.01)


def held(keys: object) -> int:
    """Return the bytes of what this object holds, without what is in that."""
    return sum(sys.getsizeof(one) for one in vars(keys).values())
