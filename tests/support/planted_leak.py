"""A test that leaves something open, for another test to run: the leak must be reported here, and nowhere else."""

import aiohttp


async def test_that_leaves_a_session_open() -> None:
    session = aiohttp.ClientSession()
    circle = [session]
    circle.append(circle)  # type: ignore[arg-type]  # only the garbage collector finds a cycle


async def test_that_leaves_nothing() -> None:
    pass
