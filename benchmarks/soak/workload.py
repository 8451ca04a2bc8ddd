"""A soak test: a warm-up, a measurement, very many checks on both channels concurrently, and another measurement."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from statistics import quantiles

import httpx

from adapters.channels.inbox import REMEMBERED
from adapters.privacy.audit.ports import free_port
from adapters.simulators.slack.server import SlackSimulator
from adapters.slack.settings import PATH
from benchmarks.processor import busy
from benchmarks.service import Service, serving
from benchmarks.soak import slack as workspace
from benchmarks.soak import transport
from benchmarks.soak.sample import Sample, take
from benchmarks.soak.telegram import TOKEN, Telegram

PROGRAM = ("-m", "benchmarks.soak.server")
PEOPLE = 24
"""Concurrent people on Telegram."""
SHARE = 20
"""One check in this many is run on Slack."""
PARTS = 10
SETTLE = 3.0
"""Seconds to settle before the process is measured."""
LOOK = 20.0
"""Seconds between checks of what the process remembers; the process itself forgets at the same interval."""
_REMEMBERED = "groomingcheck_checks_over"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a soak test.

    Attributes:
        checks: The number of checks.
        rate: Checks per second.
        p50: The median seconds until a screen on Telegram.
        p99: The 99th percentile of the same.
        used: CPU time per check, in seconds.
    """

    checks: int
    rate: float
    p50: float
    p99: float
    used: float


Run = tuple["Visitors", Telegram, Service]
"""The people, their Telegram, and the process that serves them."""


class Visitors:
    """People who each do one check."""

    def __init__(
        self, telegram: Telegram, slack: SlackSimulator, command: str, walks: Sequence[tuple[int, ...]]
    ) -> None:
        """Start without checks.

        Args:
            telegram: Their Telegram.
            slack: Their Slack.
            command: The command for the check.
            walks: Several complete checks, each as the indexes of buttons.
        """
        self._telegram, self._slack, self._command, self._walks = telegram, slack, command, walks
        self._person = 7_000_000_000

    async def hold(self, checks: int) -> list[float]:
        """Run this many checks; return the seconds until each screen on Telegram."""
        took: list[float] = []
        on_telegram = iter(range(checks - checks // SHARE))
        on_slack = iter(range(checks // SHARE))
        async with asyncio.TaskGroup() as group:
            for _ in range(PEOPLE):
                group.create_task(self._on_telegram(on_telegram, took))
            group.create_task(self._on_slack(on_slack))
        return took

    async def _on_telegram(self, checks: Iterator[int], took: list[float]) -> None:
        for _ in checks:
            person = self._next()
            took += await self._telegram.check(person, self._command, self._walks[person % len(self._walks)])

    async def _on_slack(self, checks: Iterator[int]) -> None:
        for _ in checks:
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
    async with (
        Telegram.open() as telegram,
        SlackSimulator(workspace.BOT, signing_secret=workspace.SECRET, limits=False) as slack,
    ):
        slack.deliver_to(f"http://127.0.0.1:{port}{PATH}")
        settings = {
            "GROOMINGCHECK_OVERWRITE_MEMORY": "off",  # otherwise it would restart as the normal program
            "SLACK_BOT_TOKEN": workspace.BOT,
            "SLACK_SIGNING_SECRET": workspace.SECRET,
            "SLACK_API_URL": slack.url,
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": telegram.url,
            transport.PATH: telegram.socket,
        }
        async with serving(port, {**settings, **setting}, program) as service:
            yield Visitors(telegram, slack, command, walks), telegram, service


async def soak(run: Run, warm: int, checks: int) -> AsyncIterator[tuple[Part | None, Sample]]:
    """Run checks in parts, after a warm-up; yield each part, with a sample at its end.

    The first sample is of the process at rest before them, and so are the last two after them: the last once it has
    forgotten that they are over, two minutes later than a screen of theirs could be idle.

    Args:
        run: The running setup.
        warm: The number of checks to warm up with.
        checks: The number of checks to run.
    """
    visitors, telegram, service = run
    await telegram.fill(REMEMBERED)
    await visitors.hold(warm)
    yield None, await sample_at_rest(telegram, service)
    for _ in range(PARTS):
        yield await _part(visitors, service, checks // PARTS), await take(service)
    yield None, await sample_at_rest(telegram, service)
    await _forgotten(service)
    yield None, await sample_at_rest(telegram, service)


async def sample_at_rest(telegram: Telegram, service: Service) -> Sample:
    """Sample the process once every chat is empty and it has settled."""
    while telegram.chats:
        await asyncio.sleep(0.1)
    await asyncio.sleep(SETTLE)
    return await take(service)


async def _forgotten(service: Service) -> None:
    """Wait until no finished check is remembered, in the database or, soon afterwards, in memory."""
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{service.port}", trust_env=False) as client:
        while f"\n{_REMEMBERED} 0.0\n" not in (await client.get("/metrics")).text:
            await asyncio.sleep(LOOK)
    await asyncio.sleep(LOOK)


async def _part(visitors: Visitors, service: Service, checks: int) -> Part:
    used, since = busy(service), time.perf_counter()
    took = await visitors.hold(checks)
    rate = checks / (time.perf_counter() - since)
    cuts = quantiles(took, n=100)
    return Part(checks, rate, cuts[49], cuts[98], (busy(service) - used) / checks)
