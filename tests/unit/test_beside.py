"""Two things at once, of which one is awaited in the task of whoever calls."""

import asyncio
import gc
from collections.abc import AsyncIterator

import pytest

from adapters.concurrency.beside import beside


class MainError(Exception):
    """What the main thing raises."""


class OtherError(Exception):
    """What the other thing raises."""


class Work:
    """Something that waits until it may end.

    Attributes:
        may: Set once it may end.
        happened: What happened to it, in order.
    """

    def __init__(self, error: Exception | None = None) -> None:
        self.may = asyncio.Event()
        self.happened: list[str] = []
        self._error = error

    async def run(self) -> None:
        self.happened.append("begun")
        try:
            await self.may.wait()
        except asyncio.CancelledError:
            self.happened.append("cancelled")
            raise
        self.happened.append("ended")
        if self._error:
            raise self._error


@pytest.fixture(autouse=True)
async def unheard() -> AsyncIterator[list[object]]:
    """What no one heard of: errors in tasks that nobody asked for them."""
    found: list[object] = []
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda _, context: found.append(context))
    yield found
    gc.collect()
    assert found == []


async def turns() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_both_are_under_way_at_once_and_it_ends_with_the_last() -> None:
    main, other = Work(), Work()
    both = asyncio.create_task(beside(main.run(), other.run()))
    await turns()
    assert (main.happened, other.happened) == (["begun"], ["begun"])
    main.may.set()
    await turns()
    assert not both.done()
    other.may.set()
    await both
    assert (main.happened, other.happened) == (["begun", "ended"], ["begun", "ended"])


async def test_where_the_main_one_fails_the_other_goes_on_to_its_end() -> None:
    main, other = Work(MainError()), Work(OtherError())
    both = asyncio.create_task(beside(main.run(), other.run()))
    main.may.set()
    await turns()
    assert not both.done()
    other.may.set()
    with pytest.raises(MainError):
        await both
    assert other.happened == ["begun", "ended"]


async def test_where_the_other_fails_the_main_one_goes_on_to_its_end() -> None:
    main, other = Work(), Work(OtherError())
    both = asyncio.create_task(beside(main.run(), other.run()))
    other.may.set()
    await turns()
    assert not both.done()
    main.may.set()
    with pytest.raises(OtherError):
        await both
    assert main.happened == ["begun", "ended"]


@pytest.mark.parametrize("over", [(), ("main",), ("other",)])
async def test_when_it_is_cancelled_both_are(over: tuple[str, ...]) -> None:
    works = {"main": Work(), "other": Work()}
    both = asyncio.create_task(beside(works["main"].run(), works["other"].run()))
    await turns()
    for name in over:
        works[name].may.set()
    await turns()
    both.cancel()
    with pytest.raises(asyncio.CancelledError):
        await both
    assert {name: work.happened[-1] for name, work in works.items()} == {
        name: "ended" if name in over else "cancelled" for name in works
    }
