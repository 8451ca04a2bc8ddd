"""A thousand people who hold a whole check at the page, all at the same time, on a bot that is a process of its own."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from statistics import median, quantiles

from adapters.privacy.audit.ports import free_port
from benchmarks.figure import Figure
from benchmarks.page.person import Person
from benchmarks.processor import busy
from benchmarks.service import serving

PEOPLE = 1_000
READING = 6.0
"""Seconds that each of them reads a screen, so that all of them press at one moment, again and again."""
LONGEST = 40
"""The most presses of a check; it has fewer."""
SECRET = "benchmark" * 4
MILLI = 1e3
SETTING: Mapping[str, str] = {"GROOMINGCHECK_WEB": "on", "GROOMINGCHECK_SECRET": SECRET}


def figures() -> Iterator[Figure]:
    """Measure the wait for each screen, and the processor time for each check."""
    took, refused, used = asyncio.run(_measure())
    yield Figure("page, 1,000 people at once, p50", round(median(took) * MILLI), "ms")
    yield Figure("page, 1,000 people at once, p99", round(quantiles(took, n=100)[-1] * MILLI), "ms")
    yield Figure("page, 1,000 people at once, refused", refused, "requests")
    yield Figure("page, 1,000 people at once", round(used * MILLI, 1), "ms/check")


async def _measure() -> tuple[list[float], int, float]:
    port = free_port()
    async with serving(port, SETTING) as bot:
        before = busy(bot)
        people = await held([Person(port, number=number) for number in range(PEOPLE)], READING)
        answers = [answer for person in people for answer in person.answers]
        refused = sum(answer.status != 200 for answer in answers)  # noqa: PLR2004 - HTTP's status
        return [answer.took for answer in answers], refused, (busy(bot) - before) / PEOPLE


async def held(people: Sequence[Person], reading: float) -> Sequence[Person]:
    """Let all of these people hold a whole check at once, and return them. `reading`: seconds for each screen."""
    await asyncio.gather(*(_hold(person, reading) for person in people))
    return people


async def _hold(person: Person, reading: float) -> None:
    await person.come()
    for _ in range(LONGEST):
        if person.sees.over or not person.sees.payloads:
            return
        await asyncio.sleep(reading)
        await person.go_on()
