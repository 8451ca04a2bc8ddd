"""Requests during a call are answered together by the next one."""

import asyncio
from collections.abc import Collection

import pytest

from adapters.concurrency.gathered_call import GatheredCall


class Shelf:
    """A lookup that completes when the test says so."""

    def __init__(self) -> None:
        self.there: set[str] = {"a"}
        self.calls: list[set[str]] = []
        self.go = asyncio.Event()
        self.fails = False

    async def look_up(self, keys: Collection[str]) -> Collection[str]:
        self.calls.append({*keys})
        found = self.there & {*keys}
        await self.go.wait()
        if self.fails:
            msg = "away"
            raise OSError(msg)
        return found


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def lookup(shelf: Shelf) -> GatheredCall[str, Collection[str]]:
    return GatheredCall(shelf.look_up)


async def test_all_who_ask_at_once_are_answered_by_one_call(
    shelf: Shelf, lookup: GatheredCall[str, Collection[str]]
) -> None:
    shelf.go.set()
    assert await asyncio.gather(*(lookup(key) for key in "abca")) == [{"a"}] * 4
    assert shelf.calls == [{"a", "b", "c"}]


async def test_whoever_asks_during_a_call_is_answered_by_the_next(
    shelf: Shelf, lookup: GatheredCall[str, Collection[str]]
) -> None:
    """What comes to be there during a call is found by whoever asks after that."""
    first = asyncio.create_task(lookup("b"))
    await asyncio.sleep(0.01)
    shelf.there.add("b")
    later = [asyncio.create_task(lookup(key)) for key in "bc"]
    await asyncio.sleep(0.01)
    assert shelf.calls == [{"b"}]
    shelf.go.set()
    assert [await first, *await asyncio.gather(*later)] == [set(), {"b"}, {"b"}]
    assert shelf.calls == [{"b"}, {"b", "c"}]


async def test_a_failure_is_that_of_all_who_asked_and_of_nobody_after(
    shelf: Shelf, lookup: GatheredCall[str, Collection[str]]
) -> None:
    shelf.fails = True
    shelf.go.set()
    for ended in await asyncio.gather(lookup("a"), lookup("b"), return_exceptions=True):
        assert isinstance(ended, OSError)
    shelf.fails = False
    assert await lookup("a")


async def test_a_cancelled_caller_does_not_affect_others(
    shelf: Shelf, lookup: GatheredCall[str, Collection[str]]
) -> None:
    first, second, third = (asyncio.create_task(lookup("a")) for _ in range(3))
    await asyncio.sleep(0.01)
    first.cancel()
    late = asyncio.create_task(lookup("a"))
    await asyncio.sleep(0.01)
    shelf.go.set()
    assert all(await asyncio.gather(second, third, late))
