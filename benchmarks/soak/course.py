"""How a soak goes: a warm-up, a look, very many checks on both channels at once, and a look again."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from statistics import quantiles

from adapters.slack.fake.server import FakeSlack
from adapters.slack.setting import PATH
from adapters.telegram.inbox import REMEMBERED
from benchmarks.idle import busy
from benchmarks.service import Service, free_port, serving
from benchmarks.soak import road
from benchmarks.soak import slack as workspace
from benchmarks.soak.sight import Sight, look
from benchmarks.soak.telegram import TOKEN, Telegram

PROGRAM = ("-m", "benchmarks.soak.served")
PEOPLE = 24
"""People on Telegram at once."""
SHARE = 20
"""One check in so many is held on Slack."""
PARTS = 10
CALM = 3.0
"""Seconds to come to rest before it is looked at."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a soak. `rate`: checks a second; `p50`, `p99`: seconds for a screen on Telegram; `busy`: per check."""

    checks: int
    rate: float
    p50: float
    p99: float
    busy: float


@dataclass(frozen=True, slots=True)
class Soak:
    """What was seen."""

    before: Sight
    after: Sight
    parts: tuple[Part, ...]


Run = tuple["Course", Telegram, Service]
"""People, where they are, and the process that serves them."""
Told = Callable[[Part, Sight], None]


class Course:
    """People who come one after the other, none of them twice."""

    def __init__(self, telegram: Telegram, slack: FakeSlack, command: str, walks: Sequence[tuple[int, ...]]) -> None:
        """`walks`: which buttons a check can be held with."""
        self._telegram, self._slack, self._command, self._walks = telegram, slack, command, walks
        self._person = 7_000_000_000

    async def hold(self, checks: int) -> list[float]:
        """Have so many checks held; give the seconds that each screen on Telegram took."""
        took: list[float] = []
        coming = iter(range(checks - checks // SHARE))
        going = iter(range(checks // SHARE))
        async with asyncio.TaskGroup() as group:
            for _ in range(PEOPLE):
                group.create_task(self._on_telegram(coming, took))
            group.create_task(self._on_slack(going))
        return took

    async def _on_telegram(self, coming: Iterator[int], took: list[float]) -> None:
        for _ in coming:
            person = self._next()
            took += await self._telegram.check(person, self._command, self._walks[person % len(self._walks)])

    async def _on_slack(self, coming: Iterator[int]) -> None:
        for _ in coming:
            person = self._next()
            await workspace.check(self._slack, f"U{person}", self._command, self._walks[person % len(self._walks)])

    def _next(self) -> int:
        self._person += 1
        return self._person


@asynccontextmanager
async def opened(
    command: str, walks: Sequence[tuple[int, ...]], setting: Mapping[str, str], program: Sequence[str] = PROGRAM
) -> AsyncIterator[Run]:
    """Serve both channels in one process until the end of the block."""
    port = free_port()
    async with Telegram.open() as telegram, FakeSlack(workspace.BOT, signing_secret=workspace.SECRET) as slack:
        slack.deliver_to(f"http://127.0.0.1:{port}{PATH}")
        chosen = {
            "GROOMINGCHECK_OVERWRITE_MEMORY": "off",  # or it would start itself anew, without what tells of it
            "SLACK_BOT_TOKEN": workspace.BOT,
            "SLACK_SIGNING_SECRET": workspace.SECRET,
            "SLACK_API_URL": slack.url,
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": telegram.url,
            road.PATH: telegram.road,
        }
        async with serving(port, {**chosen, **setting}, program) as service:
            yield Course(telegram, slack, command, walks), telegram, service


async def soak(run: Run, warm: int, checks: int, told: Told) -> Soak:
    """Hold so many checks after so many to warm up with. `told`: given each part, and a look at its end."""
    course, telegram, service = run
    await telegram.fill(REMEMBERED)
    await course.hold(warm)
    before = await rested(telegram, service)
    parts = []
    for _ in range(PARTS):
        parts.append(await _part(course, service, checks // PARTS))
        told(parts[-1], await look(service))
    return Soak(before, await rested(telegram, service), tuple(parts))


async def rested(telegram: Telegram, service: Service) -> Sight:
    """Look at it once every chat is empty, and nothing has been done for a moment."""
    while telegram.chats:
        await asyncio.sleep(0.1)
    await asyncio.sleep(CALM)
    return await look(service)


async def _part(course: Course, service: Service, checks: int) -> Part:
    used, since = busy(service), time.perf_counter()
    took = await course.hold(checks)
    rate = checks / (time.perf_counter() - since)
    cuts = quantiles(took, n=100)
    return Part(checks, rate, cuts[49], cuts[98], (busy(service) - used) / checks)
