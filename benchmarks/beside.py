"""Measures presses and wipes beside somebody who does their worst, and without them.

1. The bot is a process of its own; the platform, on loopback, takes its time for each call, and keeps no rate limits.
2. On Telegram: 400 dice from one person, which can't be deleted today; 80 chats in which each deletion hangs; and one
   in which the answer to a post was lost. On Slack: 400 windows of one person, and 80 that hang as long.
3. A wipe is late by what passes from the moment at which it should be done: on Telegram when words were typed, on Slack
   when a window was left alone for too long.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory

from adapters.privacy.audit.ports import free_port
from adapters.simulators.network_failures import Hang, Reset
from adapters.simulators.slack.server import SlackSimulator
from adapters.simulators.telegram.server import TelegramSimulator
from adapters.slack.settings import PATH
from benchmarks import slack, telegram
from benchmarks.crowd import Someone
from benchmarks.figure import Figure
from benchmarks.service import LATENCY, serving

PRESSES, WIPES = 80, 16
"""How many are measured of each, with and without an attack."""
FLOOD, STUCK = 400, 80
"""Messages or windows of one person; chats or windows that hang."""
HANG = Hang(9.0)
IDLE = 3.0
"""Seconds after which a window is left alone for too long, here."""
MILLI = 1e3
MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - a file system without a disk


@dataclass(frozen=True, slots=True)
class Scene:
    """A bot that serves, and people there.

    Attributes:
        presser: Somebody with a check on their screen.
        wipe: Leaves something to be wiped, and returns the seconds that it was late.
        attack: Lets somebody do their worst.
    """

    presser: Someone
    wipe: Callable[[int], Awaitable[float]]
    attack: Callable[[], Coroutine[None, None, None]]


def figures(check: str) -> Iterator[Figure]:
    """Measure each platform, first without and then with an attack."""
    for name, scene in SCENES.items():
        for when, (presses, wipes) in asyncio.run(_measure(scene(check))).items():
            yield Figure(f"{name}, press {when}, p99", round(quantiles(presses, n=100)[-1] * MILLI), "ms")
            yield Figure(f"{name}, wipe {when}, latest", round(max(wipes), 2), "s late")


async def _measure(scene: AbstractAsyncContextManager[Scene]) -> Mapping[str, tuple[list[float], list[float]]]:
    async with scene as there:
        quiet = await _round(there)
        attack = asyncio.create_task(there.attack())
        beside = await _round(there)
        await attack
        return {"when quiet": quiet, "beside an attack": beside}


async def _round(scene: Scene) -> tuple[list[float], list[float]]:
    """Return how long each press took, and how late each wipe was, in seconds; they are made side by side."""
    wiping = asyncio.gather(*(_wipe(scene, number) for number in range(WIPES)))
    presses = [await pressed(scene.presser) for _ in range(PRESSES)]
    return presses, await wiping


async def _wipe(scene: Scene, number: int) -> float:
    await asyncio.sleep(number * 0.5)
    return await scene.wipe(number)


async def pressed(someone: Someone) -> float:
    """Press a button that leads on, and return the seconds until the next screen."""
    await asyncio.sleep(LATENCY)
    before, since = someone.screen, time.perf_counter()
    await someone.press()
    while someone.screen is before or not someone.screen:
        await asyncio.sleep(0.001)
    return time.perf_counter() - since


async def begun(someone: Someone) -> Someone:
    """Let somebody start a check, and return them once they see it."""
    await someone.begin()
    while not someone.screen:
        await asyncio.sleep(0.01)
    return someone


@asynccontextmanager
async def _in_memory() -> AsyncIterator[dict[str, str]]:
    """Yield the setting of a ledger that is on no disk, as another disk would give other figures."""
    with TemporaryDirectory(dir=MEMORY) as folder:
        yield {"GROOMINGCHECK_DATABASE_URL": f"sqlite:///{folder}/ledger.db"}


@asynccontextmanager
async def _telegram(check: str) -> AsyncIterator[Scene]:
    async with (
        TelegramSimulator(latency=LATENCY, limits=False) as platform,
        _in_memory() as ledger,
        serving(free_port(), telegram.setting(platform) | ledger),
    ):

        async def wipe(number: int) -> float:
            person = platform.person(1000 + number)
            typed, since = await person.say("Jan"), time.perf_counter()
            while person.chat.find(typed):
                await asyncio.sleep(0.001)
            return time.perf_counter() - since

        async def attack() -> None:
            lost = platform.person(3)
            platform.fail("sendMessage", Reset(done=True), chat=lost.id)
            await lost.say(f"/{check}")
            for number in range(STUCK):
                person = platform.person(5000 + number)
                platform.fail("deleteMessage", HANG, 99, chat=person.id)
                await person.say("Piet")
                await asyncio.sleep(LATENCY)
            worst = platform.person(2)
            for _ in range(FLOOD):
                await worst.send("dice")
                await asyncio.sleep(0.01)

        presser = await begun(telegram.Someone(platform.person(1), f"/{check}"))
        yield Scene(presser, wipe, attack)


@asynccontextmanager
async def _slack(check: str) -> AsyncIterator[Scene]:
    port = free_port()
    async with SlackSimulator(slack.BOT, slack.APP, latency=LATENCY, limits=False) as platform:
        platform.deliver_to(f"http://127.0.0.1:{port}{PATH}")
        setting = {
            "SLACK_API_URL": platform.url,
            "SLACK_BOT_TOKEN": slack.BOT,
            "SLACK_SIGNING_SECRET": platform.signing_secret,
            "GROOMINGCHECK_IDLE_MINUTES": str(IDLE / 60),
        }

        async def wipe(number: int) -> float:
            someone = slack.Someone(platform.person(f"UW{number}"), f"/{check}")
            since = time.perf_counter()
            before = (await begun(someone)).screen
            while someone.screen is before:
                await asyncio.sleep(0.001)
            return time.perf_counter() - since - IDLE

        async def attack() -> None:
            worst = slack.Someone(platform.person("UX"), f"/{check}")
            for number in range(FLOOD):
                if number % (FLOOD // STUCK) == 0:
                    stuck = slack.Someone(platform.person(f"US{number}"), f"/{check}")
                    await begun(stuck)
                    name = stuck.person.modal.content["external_id"] if stuck.person.modal else ""
                    platform.fail("views.update", HANG, 99, where=name)
                await worst.begin()

        async with _in_memory() as ledger, serving(port, setting | ledger):
            presser = await begun(slack.Someone(platform.person("UP"), f"/{check}"))
            yield Scene(presser, wipe, attack)


SCENES: Mapping[str, Callable[[str], AbstractAsyncContextManager[Scene]]] = {"Telegram": _telegram, "Slack": _slack}
