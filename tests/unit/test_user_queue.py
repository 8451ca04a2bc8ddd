"""A person's turns run one at a time and in order, those of different people concurrently, and leave nothing behind."""

import asyncio

import pytest

from adapters.concurrency.user_queue import MAX_WAITING, UserQueue


async def test_a_persons_turns_are_taken_in_order_and_peoples_at_once() -> None:
    user_queue, log = UserQueue(), list[str]()
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
            assert user_queue.add(person, lambda p=person, n=number: turn(p, n))  # type: ignore[misc]
    await asyncio.wait_for(user_queue.join(), 5)
    assert [entry for entry in log if entry.startswith("ann")] == [f"ann{number}" for number in range(5)]
    assert (vars(user_queue)["_waiting"], vars(user_queue)["_running"]) == ({}, set())


async def test_one_person_can_have_so_many_turns_waiting_and_no_more() -> None:
    user_queue, go = UserQueue(), asyncio.Event()

    async def turn() -> None:
        await go.wait()

    taken = [user_queue.add("ann", turn) for _ in range(MAX_WAITING + 10)]
    assert taken == [True] * (MAX_WAITING + 1) + [False] * 9
    assert user_queue.add("bob", turn)
    go.set()
    await asyncio.wait_for(user_queue.join(), 5)


async def test_no_more_people_are_admitted_while_too_many_have_turns() -> None:
    user_queue, go = UserQueue(concurrency=2), asyncio.Event()

    async def turn() -> None:
        await go.wait()

    user_queue.add("ann", turn)
    await asyncio.wait_for(user_queue.wait_for_slot(), 5)
    user_queue.add("bob", turn)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(user_queue.wait_for_slot(), 0.05)
    go.set()
    await asyncio.wait_for(user_queue.wait_for_slot(), 5)
    await user_queue.join()


async def test_turns_that_are_abandoned_leave_nothing_and_the_next_is_taken() -> None:
    user_queue, done = UserQueue(), list[str]()

    async def hang() -> None:
        await asyncio.Event().wait()

    async def turn() -> None:
        done.append("turn")

    for _ in range(3):
        user_queue.add("ann", hang)
    user_queue.add("bob", hang)
    await asyncio.sleep(0)
    await user_queue.abandon()
    assert (vars(user_queue)["_waiting"], vars(user_queue)["_running"]) == ({}, set())
    user_queue.add("ann", turn)
    await asyncio.wait_for(user_queue.join(), 5)
    assert done == ["turn"]
