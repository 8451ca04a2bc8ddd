"""What a press costs on Slack: the bot and a bare app of slack-bolt, in this process, in turns in the same run.

1. From the body that Slack delivers, signed, to the answer of views.update, which goes over real HTTP.
2. The bare app has bolt's defaults, one HTTP session like ours, and shows views that were made beforehand.
3. It is CPU time of this process: the deadlines in the ledger are counted, and that Slack isn't.
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

from adapters.dialogue import Dialogue
from adapters.due import Due
from adapters.ledger.session import Session
from adapters.ledger.wipe import Message, Part
from adapters.pace import USUAL
from adapters.service import Service
from adapters.slack.api import NAME
from adapters.slack.app import Slack
from adapters.slack.fake.server import FakeSlack
from adapters.slack.setting import PATH, Setting
from benchmarks.conversation import buttons, conversations
from benchmarks.figure import Figure
from benchmarks.press import Press, walk
from benchmarks.stopwatch import MICRO
from benchmarks.turn import LOCALE
from bot.check import Check

PEER = "bare bolt"
ROUNDS = 5
PEOPLE = 20
"""Checks in a round."""
TOKEN = "xoxb-bench"  # noqa: S105 - made up


def figures(dialogue: Dialogue, check: Check, idle: float) -> Iterator[Figure]:
    """Measure both: the best of some rounds after a warm-up."""
    with TemporaryDirectory() as folder:
        ours, theirs = asyncio.run(_both(dialogue, check, idle, Path(folder) / "ledger.db"))
    yield Figure("Slack, press", round(ours), "us/press", PEER, round(theirs, 1))


async def _both(dialogue: Dialogue, check: Check, idle: float, database: Path) -> tuple[float, float]:
    talks, count = conversations(check), len(check.questions) + 1
    async with FakeSlack() as slack:
        walks = (
            tuple(walk(slack, dialogue, check.id, person, tuple(buttons(check, talks[person]))[:count]))
            for person in range(PEOPLE)
        )
        presses = [press for each in walks for press in each]
    async with _echo() as url:
        setting = Setting(TOKEN, "", slack.signing_secret, url)
        async with _own(setting, dialogue, idle, database, presses) as own, _bare(setting, presses) as bare:
            rounds = [[await _cost(app, presses) for app in (own, bare)] for _ in range(ROUNDS + 1)]
    ours, theirs = (min(costs) / len(presses) * MICRO for costs in zip(*rounds[1:], strict=True))
    return ours, theirs


async def _cost(app: Starlette, presses: Sequence[Press]) -> float:
    """Give the seconds of CPU time that these presses take, one after the other, and all that they leave to do."""
    resident = asyncio.all_tasks()
    before = time.process_time()
    for press in presses:
        await _deliver(app, press)
        while begun := asyncio.all_tasks() - resident:
            await asyncio.wait(begun)
    await asyncio.sleep(USUAL.gather)  # until the deadlines are written
    return time.process_time() - before


async def _deliver(app: Starlette, press: Press) -> None:
    """Hand over a press as a web server does. Raises RuntimeError when it is not acknowledged."""
    headers = [(name.encode(), value.encode()) for name, value in press.headers.items()]
    scope = {"type": "http", "method": "POST", "path": PATH, "query_string": b"", "headers": headers}
    told: list[int] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": press.body}

    async def send(message: Any) -> None:  # noqa: ANN401 - as ASGI has it
        told.append(message.get("status", 200))

    await app(scope, receive, send)
    if set(told) != {200}:
        raise RuntimeError(told)


@asynccontextmanager
async def _own(
    setting: Setting, dialogue: Dialogue, idle: float, database: Path, presses: Sequence[Press]
) -> AsyncIterator[Starlette]:
    """Run the bot, with these modals noted as it notes those that it opens."""
    session = await Session.open(f"sqlite:///{database}")
    service = Service.on(session, dialogue, idle, LOCALE)
    await service.ledger.note(
        [Message(NAME, name, name, Part.SCREEN) for name in {press.name for press in presses}], idle
    )
    channel = Slack(setting, service)
    await channel.open()
    due = Due(service.ledger, {NAME: channel.wiper})
    wiping, moving = asyncio.create_task(due.run()), asyncio.create_task(service.deadlines.run())
    await asyncio.sleep(0)  # until all that runs beside the presses has begun
    try:
        yield Starlette(routes=channel.routes)
    finally:
        moving.cancel()
        due.stop()
        await asyncio.gather(wiping, moving, return_exceptions=True)
        await channel.close()
        await session.close()


@asynccontextmanager
async def _bare(setting: Setting, presses: Sequence[Press]) -> AsyncIterator[Starlette]:
    following = {press.value: press.following for press in presses}

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
    try:
        yield (await process.stdout.readline()).decode().strip() if process.stdout else ""
    finally:
        process.terminate()
        await process.wait()
