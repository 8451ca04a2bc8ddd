"""`docs/architecture.md` walks one press and one reminder through the files that they run through, and no others."""

import asyncio
import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import httpx
from starlette.applications import Starlette

from adapters.channels.services import SharedServices
from adapters.checks.dialogue import Dialogue
from adapters.checks.state_token import TokenCipher
from adapters.concurrency.intervals import DEFAULT
from adapters.reminders.dispatcher import ReminderDispatcher
from adapters.simulators.telegram.group import Group
from adapters.simulators.telegram.server import TelegramSimulator
from adapters.storage.reminders import Destination
from adapters.storage.session import Session
from adapters.telegram.channel import TelegramChannel
from adapters.telegram.settings import TelegramSettings
from adapters.web.channel import WebChannel
from adapters.web.settings import PATH, WebSettings
from benchmarks import chat
from messages.content import Content
from tests.support.made_reminders import add, weekly
from tests.support.pages import page
from tests.support.web_bot import Visitor

ROOT = Path(__file__).parents[2]
ASIDE = ("adapters/telemetry/", "adapters/simulators/")
"""Logging and counting, which happen everywhere; and the other side of the network."""
ASIDE_OF_A_PRESS = {"adapters/web/headers.py"}
"""What runs once, before any press."""
DAILY = weekly(range(7), "12:00", "2026-01-01")


def named(heading: str) -> set[str]:
    """Return the files that the section below this heading names."""
    _, _, rest = page("architecture").partition(f"\n## {heading}\n")
    return set(re.findall(r"\]\(\.\./([\w/]+\.py)\)", rest.partition("\n## ")[0]))


@contextmanager
def traced() -> Iterator[set[str]]:
    """Collect the product's files of which a function runs in the block, in this thread."""
    files: set[str] = set()

    def note(frame: FrameType, event: str, _argument: object) -> None:
        path = Path(frame.f_code.co_filename)
        if event == "call" and path.is_relative_to(ROOT) and frame.f_code.co_name != "<module>":
            name = path.relative_to(ROOT).as_posix()
            if name.startswith(("adapters/", "bot/", "messages/")) and not name.startswith(ASIDE):
                files.add(name)

    sys.setprofile(note)
    try:
        yield files
    finally:
        sys.setprofile(None)


async def test_one_press_runs_through_the_files_that_are_named(shipped: Content, tmp_path: Path) -> None:
    dialogue = Dialogue(shipped, TokenCipher([b"s" * 32]), 900.0)
    async with chat.opened(dialogue, 900.0, tmp_path / "ledger.db") as people:
        await people.begin([1], "groomingcheck")
        await people.press(1, 0)
        with traced() as files:
            await people.press(1, 0)
    wanted = named("One press")
    beside = {file for file in files - wanted if file.startswith("adapters/storage/")}  # writes a deadline, or just not
    assert files - beside == wanted


async def test_one_press_in_a_browser_runs_through_the_files_that_are_named(shipped: Content, tmp_path: Path) -> None:
    session = await Session.open(f"sqlite:///{tmp_path}/ledger.db")
    services = SharedServices.on(session, Dialogue(shipped, TokenCipher([b"s" * 32]), 900.0), 900.0, "nl")
    channel = WebChannel(WebSettings(), services)
    answering = asyncio.create_task(channel.run())
    await asyncio.sleep(0)  # now it answers
    transport = httpx.ASGITransport(Starlette(routes=channel.routes))
    async with Visitor(f"http://127.0.0.1{PATH}", transport=transport) as visitor:
        await visitor.open()
        await visitor.press("Beginnen")
        await visitor.press("Ja")
        with traced() as files:
            await visitor.press("Een paar")
    answering.cancel()
    await session.close()
    assert visitor.heading == "Signalen van grooming"
    assert {file for file in files if file.endswith(".py")} == named("One press in a browser") - ASIDE_OF_A_PRESS


async def test_one_reminder_runs_through_the_files_that_are_named(
    fake: TelegramSimulator, team: Group, shipped: Content, tmp_path: Path
) -> None:
    """The second of a reminder's posts, so that the first is taken away."""
    session = await Session.open(f"sqlite:///{tmp_path}/ledger.db")
    services = SharedServices.on(session, Dialogue(shipped, TokenCipher([b"s" * 32]), 900.0), 900.0, "nl")
    channel = TelegramChannel(TelegramSettings(fake.token, fake.url, None, ""), services)
    await channel.open()
    store, group = services.reminder_store, Destination(channel.account, str(team.id))
    dispatcher = ReminderDispatcher(store, {channel.account: channel}, services.prompts, 900.0, DEFAULT)
    reminder = await add(store, group, DAILY, time.time() - 1)
    await dispatcher.once(channel.account)
    await dispatcher.finish()
    await store.make_due(reminder.series)
    with traced() as files:
        await dispatcher.once(channel.account)
        await dispatcher.finish()
    await channel.close()
    await session.close()
    assert len(team.messages) == 1
    assert files == named("One reminder")
