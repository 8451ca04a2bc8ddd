"""Measure the wait for the first question when a shift begins: 200 people start within three seconds.

The unit is a round trip, as in `round_trip`: another process makes bare calls at the same time.
"""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from adapters.privacy.audit.ports import free_port
from adapters.simulators.telegram.message import Message
from adapters.simulators.telegram.server import TelegramSimulator
from benchmarks import telegram
from benchmarks.crowd import PEOPLE
from benchmarks.figure import Figure
from benchmarks.round_trip import TIMES, bare_calls, pressed, probing
from benchmarks.service import LATENCY, serving

SPREAD = 3.0
"""Seconds within which all of them start."""
REST = 0.5
"""Seconds between rounds, after everything they typed is wiped."""


@dataclass(frozen=True, slots=True)
class Starter:
    """A person who only starts a check."""

    someone: telegram.Someone

    @property
    def screen(self) -> Message | None:
        """Return the first question once it is shown, even if other messages are."""
        return next((message for message in self.someone.person.chat.messages if message.from_bot), None)

    async def begin(self) -> None:
        """Do nothing yet."""

    async def press(self) -> None:
        """Type the command."""
        await self.someone.begin()


def figures(check: str) -> Iterator[Figure]:
    """Measure some rounds after a warm-up, each with other people."""
    for middle, worst in asyncio.run(_measure(check)):
        yield Figure("200 starts within 3 s, p50", round(middle, 2), "round trips")
        yield Figure("200 starts within 3 s, p95", round(worst, 2), "round trips")


async def _measure(check: str) -> Sequence[tuple[float, float]]:
    found = []
    port = free_port()
    async with (
        TelegramSimulator(latency=LATENCY, limits=False) as platform,
        serving(port, telegram.setting(platform, port)),
        probing(telegram.crowd_on(platform, ())) as probe,
    ):
        for number in range(1 + TIMES):
            ids = range(1 + number * PEOPLE, 1 + (number + 1) * PEOPLE)
            people = [telegram.Someone(platform.person(one), f"/{check}") for one in ids]
            calls = asyncio.create_task(bare_calls(probe, SPREAD))
            waits = await pressed([Starter(someone) for someone in people], SPREAD)
            trip = median(await calls)
            found.append((median(waits) / trip, quantiles(waits, n=20)[-1] / trip))
            while not all(someone.screen for someone in people):
                await asyncio.sleep(0.05)
            await asyncio.sleep(REST)
    return found[1:]
