"""Measure presses and wipes with and without an attack by another person.

1. The bot is a separate process; the platform, on loopback, has latency but no rate limits.
2. On Telegram: 400 dice from one person, which can't be deleted for a day; 80 chats in which deletions hang; and one in
   which the answer to a post was lost. On Slack: 400 modals of one person, and 80 that hang.
3. The lateness of a wipe counts from when it is due: on Telegram when text was typed, on Slack when a modal has been
   idle for too long.
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
"""The number of measurements of each, with and without an attack."""
FLOOD, STUCK = 400, 80
"""The number of messages or modals of one person, and of chats or modals that hang."""
HANG = Hang(9.0)
IDLE = 3.0
"""Seconds after which a modal is idle for too long."""
MILLI = 1e3
MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - a file system in memory


@dataclass(frozen=True, slots=True)
class Scene:
    """A running bot, and people who use it.

    Attributes:
        presser: A person with a check on the screen.
        wipe: Leaves something to be wiped, and returns by how many seconds the wipe was late.
        attack: Starts the attack.
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
    """Return how long each press took and how late each wipe was, in seconds; both run concurrently."""
    wiping = asyncio.gather(*(_wipe(scene, number) for number in range(WIPES)))
    presses = [await pressed(scene.presser) for _ in range(PRESSES)]
    return presses, await wiping


async def _wipe(scene: Scene, number: int) -> float:
    await asyncio.sleep(number * 0.5)
    return await scene.wipe(number)


async def pressed(someone: Someone) -> float:
    """Press a button that continues the check, and return the seconds until the next screen."""
    await asyncio.sleep(LATENCY)
    before, since = someone.screen, time.perf_counter()
    await someone.press()
    while someone.screen is before or not someone.screen:
        await asyncio.sleep(0.001)
    return time.perf_counter() - since


async def begun(someone: Someone) -> Someone:
    """Start a check as a new person, and return that person once they see it."""
    await someone.begin()
    while not someone.screen:
        await asyncio.sleep(0.01)
    return someone


@asynccontextmanager
async def _in_memory() -> AsyncIterator[dict[str, str]]:
    """Yield the setting of a database in memory, so that the results don't depend on the disk."""
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
