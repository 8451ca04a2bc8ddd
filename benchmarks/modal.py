"""Measure a press on Slack: the bot and a bare slack-bolt app, alternately in this process.

1. From the signed request body to the answer of views.update, which is sent over real HTTP.
2. The bare app has bolt's defaults and one HTTP session like the bot, and shows prepared views.
3. It is the CPU time of this process: writing deadlines to the database is included, the simulated Slack isn't.
4. Each round has its own presses, as repeated deliveries are dropped.
"""

import asyncio
import logging
import re
import sys
import time
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import aiohttp
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette
from starlette.routing import Route

from adapters.channels.services import SharedServices
from adapters.checks.dialogue import Dialogue
from adapters.concurrency.intervals import DEFAULT
from adapters.simulators.slack.server import SlackSimulator
from adapters.slack.channel import SlackChannel
from adapters.slack.settings import NAME, PATH, SlackSettings
from adapters.storage.session import Session
from adapters.storage.wipes import ChatMessage, MessageKind
from adapters.telemetry import log, metrics
from adapters.wiping.worker import WipeWorker
from benchmarks.conversation import walks
from benchmarks.figure import Figure
from benchmarks.press import Press, walk
from benchmarks.stopwatch import MICRO
from benchmarks.turn import LOCALE
from bot.check import Check

PEER = "bare bolt"
ROUNDS = 5
PEOPLE = 20
"""Checks in a round."""
TOKEN = "xoxb-bench"  # noqa: S105 - fake


def figures(dialogue: Dialogue, check: Check, idle: float) -> Iterator[Figure]:
    """Measure both alternately, for some rounds after a warm-up."""
    with TemporaryDirectory() as folder:
        rounds = asyncio.run(_both(dialogue, check, idle, Path(folder) / "ledger.db"))
    for ours, theirs in rounds:
        yield Figure("Slack, press", round(ours), "us/press", PEER, round(theirs))


async def _both(dialogue: Dialogue, check: Check, idle: float, database: Path) -> list[tuple[float, float]]:
    async with SlackSimulator(limits=False) as slack, _echo() as url:
        rounds = [list(_presses(slack, dialogue, check)) for _ in range(ROUNDS + 1)]
        setting = SlackSettings(TOKEN, "", slack.signing_secret, url)
        async with _own(setting, dialogue, idle, database, rounds[0]) as own, _bare(setting, rounds) as bare:
            costs = [(await _shown(own, presses), await _cost(bare, presses)) for presses in rounds]
    return costs[1:]


def _presses(slack: SlackSimulator, dialogue: Dialogue, check: Check) -> Iterator[Press]:
    """Yield the presses of a round."""
    talks = walks(check)
    for person in range(PEOPLE):
        yield from walk(slack, dialogue, check.id, person, talks[person % len(talks)])


async def _shown(app: Starlette, presses: Sequence[Press]) -> float:
    """Return the cost of these presses for the bot.

    Raises:
        RuntimeError: It hasn't shown a screen for each.
    """
    before = _screens()
    cost = await _cost(app, presses)
    if _screens() - before != len(presses):
        raise RuntimeError(_screens() - before)
    return cost


def _screens() -> float:
    return metrics.REGISTRY.get_sample_value("groomingcheck_screens_total", {"channel": NAME}) or 0.0


async def _cost(app: Starlette, presses: Sequence[Press]) -> float:
    """Return the CPU microseconds per press, made one by one, including all work that they trigger."""
    resident = asyncio.all_tasks()
    before = time.process_time()
    for press in presses:
        await _deliver(app, press)
        while started := asyncio.all_tasks() - resident:
            await asyncio.wait(started)
    await asyncio.sleep(DEFAULT.gather)  # until the deadlines are written
    return (time.process_time() - before) / len(presses) * MICRO


async def _deliver(app: Starlette, press: Press) -> None:
    """Deliver a press like a web server does.

    Raises:
        RuntimeError: It isn't acknowledged.
    """
    headers = [(name.encode(), value.encode()) for name, value in press.headers.items()]
    scope = {"type": "http", "method": "POST", "path": PATH, "query_string": b"", "headers": headers}
    statuses: list[int] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": press.body}

    async def send(message: Any) -> None:  # noqa: ANN401 - ASGI's signature
        statuses.append(message.get("status", 200))

    await app(scope, receive, send)
    if set(statuses) != {200}:
        raise RuntimeError(statuses)


@asynccontextmanager
async def _own(
    setting: SlackSettings, dialogue: Dialogue, idle: float, database: Path, presses: Sequence[Press]
) -> AsyncIterator[Starlette]:
    """Run the bot without logging, with these modals registered as if it had opened them."""
    log.configure("error")
    session = await Session.open(f"sqlite:///{database}")
    services = SharedServices.on(session, dialogue, idle, LOCALE)
    await services.wipe_store.note(
        [ChatMessage(NAME, name, name, MessageKind.SCREEN) for name in {press.name for press in presses}], idle
    )
    channel = SlackChannel(setting, services)
    await channel.open()
    wipe_worker = WipeWorker(services.wipe_store, {NAME: channel})
    wiping, moving = asyncio.create_task(wipe_worker.run()), asyncio.create_task(services.deadlines.run())
    receiving = asyncio.create_task(channel.run())
    await asyncio.sleep(1)  # until the background tasks have started
    try:
        yield Starlette(routes=channel.routes)
    finally:
        moving.cancel()
        receiving.cancel()
        wipe_worker.stop()
        await asyncio.gather(wiping, moving, receiving, return_exceptions=True)
        await channel.close()
        await session.close()


@asynccontextmanager
async def _bare(setting: SlackSettings, rounds: Sequence[Sequence[Press]]) -> AsyncIterator[Starlette]:
    following = {press.value: press.following for presses in rounds for press in presses}

    async def update(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        shown = body["view"]
        await client.views_update(view_id=shown["id"], hash=shown["hash"], view=following[body["actions"][0]["value"]])

    logger = logging.getLogger("bare")
    async with aiohttp.ClientSession() as session:
        client = AsyncWebClient(setting.bot_token, setting.api_url, session=session)
        app = AsyncApp(client=client, signing_secret=setting.signing_secret, logger=logger)
        app.action(re.compile("^press:"))(update)
        yield Starlette(routes=[Route(PATH, AsyncSlackRequestHandler(app).handle, methods=["POST"])])


@asynccontextmanager
async def _echo() -> AsyncIterator[str]:
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "benchmarks.echo", stdout=PIPE)
    if not process.stdout:
        raise RuntimeError
    try:
        yield (await process.stdout.readline()).decode().strip()
    finally:
        process.terminate()
        await process.wait()
