"""One person's turns one at a time and in order, many people's at once, and nothing left of either."""

import asyncio

import pytest

from adapters.lane import MOST_WAITING, Lanes


async def test_a_persons_turns_are_taken_in_order_and_peoples_at_once() -> None:
    lanes, log = Lanes(), list[str]()
    inside = {"ann": 0, "bob": 0}
    both = asyncio.Event()

    async def turn(person: str, number: int) -> None:
        inside[person] += 1
        assert inside[person] == 1
        if all(inside.values()):
            both.set()
        await asyncio.wait_for(both.wait(), 5)
        await asyncio.sleep(0)
        log.append(f"{person}{number}")
        inside[person] -= 1

    for number in range(5):
        for person in ("ann", "bob"):
            assert lanes.add(person, lambda p=person, n=number: turn(p, n))  # type: ignore[misc]
    await asyncio.wait_for(lanes.done(), 5)
    assert [entry for entry in log if entry.startswith("ann")] == [f"ann{number}" for number in range(5)]
    assert (vars(lanes)["_waiting"], vars(lanes)["_running"]) == ({}, set())


async def test_one_person_can_have_so_many_turns_waiting_and_no_more() -> None:
    lanes, go = Lanes(), asyncio.Event()

    async def turn() -> None:
        await go.wait()

    taken = [lanes.add("ann", turn) for _ in range(MOST_WAITING + 10)]
    assert taken == [True] * (MOST_WAITING + 1) + [False] * 9
    assert lanes.add("bob", turn)
    go.set()
    await asyncio.wait_for(lanes.done(), 5)


async def test_the_door_is_closed_while_too_many_are_inside() -> None:
    lanes, go = Lanes(most=2), asyncio.Event()

    async def turn() -> None:
        await go.wait()

    lanes.add("ann", turn)
    await asyncio.wait_for(lanes.room(), 5)
    lanes.add("bob", turn)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(lanes.room(), 0.05)
    go.set()
    await asyncio.wait_for(lanes.room(), 5)
    await lanes.done()
