"""A cache that drops entries: after their time, when there are too many, and automatically."""

import asyncio
import gc
import weakref

from adapters.concurrency.expiring_memory import ExpiringMemory


class Clock:
    """A clock that a test advances."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Entry:
    """Something whose deletion can be observed."""


async def test_an_entry_is_known_until_its_time_is_over() -> None:
    clock = Clock()
    memory = ExpiringMemory[str, str](10, 60, clock)
    memory.put("ann", "en")
    clock.now = 59.9
    assert memory.get("ann") == "en"
    clock.now = 60.0
    assert memory.get("ann") is None
    assert memory.get("bob") is None


async def test_an_entry_that_is_put_again_begins_anew() -> None:
    clock = Clock()
    memory = ExpiringMemory[str, str](10, 60, clock)
    memory.put("ann", "en")
    clock.now = 59.0
    memory.put("ann", "nl")
    clock.now = 118.0
    assert memory.get("ann") == "nl"
    clock.now = 119.0
    assert memory.get("ann") is None


async def test_it_never_holds_more_than_it_may() -> None:
    memory = ExpiringMemory[int, str](3, 60)
    for number in range(10):
        memory.put(number, "nl")
        assert len(memory) <= 3
    assert memory.get(9) == "nl"


async def test_an_entry_is_dropped_automatically() -> None:
    memory = ExpiringMemory[int, Entry](10, 0.05)
    known = []
    for number in range(3):
        entry = Entry()
        known.append(weakref.ref(entry))
        memory.put(number, entry)
        del entry
        await asyncio.sleep(0.02)
    async with asyncio.timeout(5):
        while any(one() for one in known):
            gc.collect()
            await asyncio.sleep(0.01)


async def test_an_entry_that_is_put_again_and_again_holds_up_none_that_ends_before_it() -> None:
    memory = ExpiringMemory[str, Entry](10, 0.2)
    memory.put("ann", Entry())
    entry = Entry()
    known = weakref.ref(entry)
    memory.put("bob", entry)
    del entry
    async with asyncio.timeout(10):
        while known():
            memory.put("ann", Entry())
            gc.collect()
            await asyncio.sleep(0.01)
