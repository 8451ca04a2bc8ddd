"""Measures reminders: a thousand that are due at one moment while people do checks.

1. The bot is a process of its own; Telegram is simulated on loopback, with latency for each call and its rate limits.
2. Lateness is counted from the moment at which all are due. The last can't be early, whatever the bot does.
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
"""How many reminders there are, and in how many parts of as many posts their rate is given."""
AHEAD = 6.0
"""Seconds from when they are written until they come due."""
PEOPLE = 3
"""How many people do a check meanwhile: as many as Telegram's limit on calls leaves room for."""
STEP = 1.1
"""Seconds between two presses: Telegram accepts one change of a message a second."""
_MEMORY = Path("/dev/shm")  # noqa: S108 - a file system without a disk, where a thousand rows are written quickly
_FOLDER = _MEMORY if _MEMORY.is_dir() else None
MILLI = 1e3


@dataclass
class Load:
    """What was measured while the reminders were posted.

    Attributes:
        late: Seconds that each post was late.
        alone: Seconds that each press took before they came due.
        beside: Seconds that each press took meanwhile.
        refused: How many calls were refused by rate limits.
    """

    late: list[float]
    alone: list[float]
    beside: list[float]
    refused: int


def figures(check: str) -> Iterator[Figure]:
    """Measure the posts of one time at which all come due, part by part, and the presses of people meanwhile."""
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
    """Return how many came in a second, for each part."""
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
    """Press as somebody, from before the reminders come due until all are posted, and note how long each took."""
    someone = Someone(telegram.person(number), f"/{check}")
    await someone.begin()
    while len(_posts(telegram)) < DUE:
        took = await _press(someone)
        (load.beside if time.time() > due else load.alone).append(took)


async def _press(someone: Someone) -> float:
    """Press the first button, and return the seconds until there is another screen."""
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
