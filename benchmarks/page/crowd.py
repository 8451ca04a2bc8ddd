"""A thousand people who do a check on the web page at the same time, on a bot in a separate process."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from statistics import median, quantiles

from adapters.privacy.audit.ports import free_port
from benchmarks.figure import Figure
from benchmarks.page.person import Person
from benchmarks.processor import busy
from benchmarks.service import serving

PEOPLE = 1_000
READING = 4.0
"""Seconds for which each person reads a screen, so that all of them press simultaneously, again and again."""
PRESSES = 5
"""The number of measured presses per person."""
LONGEST = 40
"""An upper bound on the presses of a check."""
SECRET = "benchmark" * 4
MILLI = 1e3
SETTING: Mapping[str, str] = {"GROOMINGCHECK_WEB": "on", "GROOMINGCHECK_SECRET": SECRET}


def figures() -> Iterator[Figure]:
    """Measure the wait for a screen when all of them press, and the CPU time per press."""
    waves, refused, used = asyncio.run(_measure())
    for took in waves:
        yield Figure("page, 1,000 people at once, p50", round(median(took) * MILLI), "ms")
        yield Figure("page, 1,000 people at once, p99", round(quantiles(took, n=100)[-1] * MILLI), "ms")
    yield Figure("page, 1,000 people at once, refused", refused, "requests")
    yield Figure("page, 1,000 people at once", round(used * MILLI, 2), "ms/press")


async def _measure() -> tuple[list[list[float]], int, float]:
    port = free_port()
    async with serving(port, SETTING) as bot:
        before = busy(bot)
        people = await held([Person(port, number=number) for number in range(PEOPLE)], READING, PRESSES)
        used = (busy(bot) - before) / PEOPLE / (1 + PRESSES)
    answers = [person.answers for person in people]
    refused = sum(answer.status != 200 for each in answers for answer in each)  # noqa: PLR2004 - HTTP's status
    return [[each[press].took for each in answers] for press in range(1, 1 + PRESSES)], refused, used


async def held(people: Sequence[Person], reading: float, presses: int = LONGEST) -> Sequence[Person]:
    """Let all of these people do a check simultaneously, and return them.

    Args:
        people: The people.
        reading: Seconds per screen.
        presses: The number of presses after which they leave, unless the check is over before.
    """
    await asyncio.gather(*(_hold(person, reading, presses) for person in people))
    return people


async def _hold(person: Person, reading: float, presses: int) -> None:
    await person.come()
    for _ in range(presses):
        if person.sees.over or not person.sees.payloads:
            return
        await asyncio.sleep(reading)
        await person.go_on()
