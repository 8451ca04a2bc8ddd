"""Measure a thousand reminders that are due at the same time, while people do checks.

1. The bot is a separate process; Telegram is simulated on loopback, with latency and its rate limits.
2. Lateness counts from when all are due, so the last ones are necessarily late.
"""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from adapters.simulators.recorded_call import RecordedCall
from adapters.simulators.telegram.server import TelegramSimulator
from benchmarks.figure import Figure
from benchmarks.reminder_bot import reminding
from benchmarks.telegram import Someone

DUE, PARTS = 1_000, 5
"""The number of reminders, and the number of equal parts for which the rate is reported."""
AHEAD = 6.0
"""Seconds from writing them until they are due."""
PEOPLE = 3
"""The number of people who do a check meanwhile: as many as Telegram's rate limit leaves room for."""
STEP = 1.1
"""Seconds between two presses: Telegram accepts one edit of a message per second."""
_MEMORY = Path("/dev/shm")  # noqa: S108 - a file system in memory, where a thousand rows are written quickly
_FOLDER = _MEMORY if _MEMORY.is_dir() else None
MILLI = 1e3


@dataclass
class Load:
    """The measurements while the reminders were posted.

    Attributes:
        late: Seconds by which each post was late.
        alone: Seconds of each press before they were due.
        beside: Seconds of each press while they were posted.
        refused: The number of calls rejected by rate limits.
    """

    late: list[float]
    alone: list[float]
    beside: list[float]
    refused: int


def figures(check: str) -> Iterator[Figure]:
    """Measure the posts in parts, and people's presses meanwhile."""
    with TemporaryDirectory(dir=_FOLDER) as folder:
        load = asyncio.run(_load(check, f"sqlite:///{Path(folder) / 'ledger.db'}"))
    for rate in _rates(load.late):
        yield Figure("reminders, 1000 due at once", round(rate, 1), "posts/s")
    yield Figure("reminders, lateness p50", round(median(load.late), 1), "s")
    yield Figure("reminders, lateness p99", round(quantiles(load.late, n=100)[-1], 1), "s")
    yield Figure("reminders, refused by limits", load.refused, "posts")
    for name, took in (("before", load.alone), ("meanwhile", load.beside)):
        yield Figure(f"press {name}, p50", round(median(took) * MILLI), "ms")
        yield Figure(f"press {name}, p99", round(quantiles(took, n=100)[-1] * MILLI), "ms")


def _rates(late: list[float]) -> list[float]:
    """Return the posts per second for each part."""
    came, size = sorted(late), len(late) // PARTS
    ends = [came[0], *came[size - 1 :: size]]
    return [size / (after - before) for before, after in pairwise(ends)]


async def _load(check: str, url: str) -> Load:
    async with reminding(url, DUE, AHEAD) as (telegram, due, _):
        load = Load([], [], [], 0)
        await asyncio.gather(*(_presses(telegram, number, check, due, load) for number in range(1, PEOPLE + 1)))
        late = [call.at - time.monotonic() + time.time() - due for call in _posts(telegram)]
        refused = sum(call.status == 429 for call in telegram.calls)  # noqa: PLR2004 - HTTP's status
        return Load(late, load.alone, load.beside, refused)


async def _presses(telegram: TelegramSimulator, number: int, check: str, due: float, load: Load) -> None:
    """Press as one person, from before the reminders are due until all are posted, and record how long presses take."""
    someone = Someone(telegram.person(number), f"/{check}")
    await someone.begin()
    while len(_posts(telegram)) < DUE:
        took = await _press(someone)
        (load.beside if time.time() > due else load.alone).append(took)


async def _press(someone: Someone) -> float:
    """Press the first button, and return the seconds until the next screen."""
    await asyncio.sleep(STEP)
    while not someone.screen:
        await asyncio.sleep(0.01)
    before, since = someone.screen, time.perf_counter()
    await someone.press()
    while someone.screen is before:
        await asyncio.sleep(0.001)
    return time.perf_counter() - since


def _posts(telegram: TelegramSimulator) -> list[RecordedCall]:
    groups = {str(identity) for identity in telegram.account.chats if identity < 0}
    return [
        call
        for call in telegram.calls
        if call.method == "sendMessage" and call.status == 200 and str(call.parameters["chat_id"]) in groups  # noqa: PLR2004 - HTTP's status
    ]
