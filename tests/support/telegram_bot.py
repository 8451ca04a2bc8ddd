"""The whole bot, running in this process on the simulated Telegram, and people who use it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from sqlalchemy import or_, select

from adapters.channels.services import SharedServices
from adapters.cli.serve import assembled
from adapters.concurrency.intervals import Intervals
from adapters.config import settings
from adapters.config.settings import Settings
from adapters.privacy.audit.ports import free_port
from adapters.runtime.connection_limits import USUAL, ConnectionLimits
from adapters.simulators.telegram.message import Message
from adapters.simulators.telegram.person import Person
from adapters.simulators.telegram.server import TelegramSimulator
from adapters.storage.errors import DATABASE_UNAVAILABLE
from adapters.storage.schema import Now, action, reminder
from adapters.telegram.settings import TelegramSettings
from messages.content import Content
from tests.support.caller import until
from tests.support.channel_settings import on

SECRET = b"s" * 32
HOOK_SECRET = "h" * 32
TO_ADVICE = ("Beginnen", *("1.",) * 8, "Verder", "1.")
"""A whole check but for its end: the first answer to each question. The one before the last calls for a card."""
SWIFT = Intervals(look=0.1, again=0.1, quiet=0.5)
"""For a bot whose database is changed behind its back, as when a test lets time pass there."""


_DUE = select(action.c.id).where(
    action.c.due_at <= Now(),
    or_(action.c.leased_until.is_(None), action.c.leased_until <= Now(), action.c.lease.is_not(None)),
)
"""What is being wiped, or is about to be; not what waits for its next try."""
_UNTOLD = select(reminder.c.id).where(reminder.c.tell_at <= Now())
"""What the coordinators are about to be told; likewise."""


class Platform(Protocol):
    """A simulator that can wait until the bot is at rest."""

    at_rest: Callable[[], Awaitable[object]] | None


class Bot:
    """A bot that runs in this process.

    Attributes:
        url: Its own web server.
        stopping: Set when it is to stop.
        task: Its run, which ends with the exit status.
    """

    def __init__(self, content: Content, chosen: Settings, limits: ConnectionLimits) -> None:
        self.url = f"http://{chosen.host}:{chosen.port}"
        self.stopping = asyncio.Event()
        self._service: SharedServices | None = None
        self.task = asyncio.create_task(self._run(content, chosen, limits))

    async def stop(self) -> int:
        """Stop it, and return its exit status."""
        self.stopping.set()
        return await asyncio.wait_for(self.task, 60)

    async def at_rest(self) -> None:
        """Wait until it has finished every turn, and done everything that is due."""
        if self._service and not self.task.done():
            await self._service.user_queue.join()
            with suppress(*DATABASE_UNAVAILABLE):
                while await self._late(self._service):
                    await asyncio.sleep(0.01)

    async def _run(self, content: Content, chosen: Settings, limits: ConnectionLimits) -> int:
        async with assembled(chosen, content, limits) as (self._service, runner):
            await runner.run(self.stopping)
        return 0

    async def _late(self, service: SharedServices) -> bool:
        due = await service.wipe_store._session.run(_DUE)  # noqa: SLF001 - what is postponed isn't asked of the store
        untold = await service.session.run(_UNTOLD)
        return bool(due or untold) or await service.reminder_store.lateness() > 0


def configured(
    fake: TelegramSimulator,
    database: Path | str,
    *,
    webhook: bool = False,
    idle: float = 900.0,
    intervals: Intervals = SWIFT,
) -> Settings:
    """Settings for a bot on this Telegram, with this SQLite file or database address."""
    port = free_port()
    hook = f"http://127.0.0.1:{port}/telegram" if webhook else None
    telegram = TelegramSettings(fake.token, fake.url, hook, HOOK_SECRET if webhook else "")
    address = f"sqlite:///{database}" if isinstance(database, Path) else database
    found = replace(
        settings.read(),
        secrets=(SECRET,),
        lasting=True,
        idle=idle,
        database=address,
        port=port,
        host="127.0.0.1",
        overwriting=False,  # it would collect garbage all the time, in a process that overwrites nothing
        intervals=intervals,
    )
    return on(found, telegram)


@asynccontextmanager
async def running(
    content: Content, chosen: Settings, *platforms: Platform, limits: ConnectionLimits = USUAL
) -> AsyncIterator[Bot]:
    """Run a bot until the end of the block.

    Args:
        content: The content.
        chosen: Its settings.
        platforms: Simulators that are told when it is at rest.
        limits: What the connections of its web server may take.
    """
    bot = Bot(content, chosen, limits)
    for platform in platforms:
        platform.at_rest = bot.at_rest
    try:
        yield bot
    finally:
        if not bot.task.done():
            assert await bot.stop() == 0
        for platform in platforms:
            platform.at_rest = None


def shown(person: Person) -> str:
    """Return what the newest message of the bot's says in this person's chat; empty if there is none."""
    return next((message.text for message in reversed(person.chat.messages) if message.from_bot), "")


async def begin(person: Person, command: str = "/groomingcheck") -> None:
    """Type a command that starts a check, and wait until it is there and the command is gone."""
    number = await person.say(command)
    await until(lambda: shown(person) and person.chat.find(number) is None)


def said(person: Person) -> list[Message]:
    """Return the bot's messages in this person's chat."""
    return [message for message in person.chat.messages if message.from_bot]


async def walk(person: Person, *labels: str) -> None:
    """Press button after button, each by the start of its label, and each once the screen before it has changed."""
    for label in labels:
        before = said(person)
        offered = [found for message in before for found in message.labels if found.startswith(label)]
        await person.press(offered[0])
        await until(lambda before=before: said(person) != before)  # type: ignore[misc]
