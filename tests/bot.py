"""The whole bot, running in this process against a Telegram on loopback, and people who use it."""

import asyncio
import socket
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from adapters import settings
from adapters.commands.serve import serve
from adapters.pace import Pace
from adapters.settings import Settings
from adapters.telegram.fake.message import Message
from adapters.telegram.fake.person import Person
from adapters.telegram.fake.server import FakeTelegram
from adapters.telegram.setting import Setting
from messages.content import Content
from tests.caller import until

SECRET = b"s" * 32
HOOK_SECRET = "h" * 32
SWIFT = Pace(look=0.1, again=0.1)
"""For a bot whose ledger is changed behind its back, as when a test lets time pass there."""


@dataclass
class Bot:
    """A bot that runs. `url`: of its own web server; `task`: gives its exit status."""

    url: str
    told: asyncio.Event
    task: asyncio.Task[int]

    async def stop(self) -> int:
        """Tell it to stop, and wait until it has."""
        self.told.set()
        return await asyncio.wait_for(self.task, 20)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def configured(
    fake: FakeTelegram, database: Path | str, *, webhook: bool = False, idle: float = 900.0, pace: Pace = SWIFT
) -> Settings:
    """Settings for a bot on this Telegram, with this SQLite file or database address."""
    port = free_port()
    hook = f"http://127.0.0.1:{port}/telegram" if webhook else None
    telegram = Setting(fake.token, fake.url, hook, HOOK_SECRET if webhook else "")
    address = f"sqlite:///{database}" if isinstance(database, Path) else database
    found = settings.read()
    return replace(
        found,
        secrets=(SECRET,),
        lasting=True,
        idle=idle,
        database=address,
        port=port,
        telegram=telegram,
        host="127.0.0.1",
        pace=pace,
    )


@asynccontextmanager
async def running(content: Content, chosen: Settings) -> AsyncIterator[Bot]:
    """Run a bot until the end of the block."""
    told = asyncio.Event()
    bot = Bot(f"http://{chosen.host}:{chosen.port}", told, asyncio.create_task(serve(chosen, content, told)))
    try:
        yield bot
    finally:
        if not bot.task.done():
            assert await bot.stop() == 0


def shown(person: Person) -> str:
    """Give what the newest message of the bot's says in this person's chat; empty if there is none."""
    return next((message.text for message in reversed(person.chat.messages) if message.from_bot), "")


def ask(database: Path, statement: str, *values: object) -> list[tuple[Any, ...]]:
    """Ask this ledger something, as another process would."""
    with closing(sqlite3.connect(database, timeout=5)) as connection, connection:
        return connection.execute(statement, values).fetchall()


async def later(database: Path, seconds: float) -> None:
    """Let so much time pass for everything in this ledger."""
    statement = "UPDATE action SET due_at = due_at - ?, until = until - ?"
    await asyncio.to_thread(ask, database, statement, seconds, seconds)


def rows(database: Path) -> list[tuple[Any, ...]]:
    """Give what stands in this ledger: chat, message and part."""
    return ask(database, "SELECT chat, message, part FROM action ORDER BY id")


async def begin(person: Person, command: str = "/groomingcheck") -> None:
    """Type a command that starts a check, and wait until it is there and the command is gone."""
    number = await person.say(command)
    await until(lambda: shown(person) and person.chat.find(number) is None)


def said(person: Person) -> list[Message]:
    """Give what stands of the bot's in this person's chat."""
    return [message for message in person.chat.messages if message.from_bot]


async def walk(person: Person, *labels: str) -> None:
    """Press button after button, by how its label starts, each once the screen before it has changed."""
    for label in labels:
        before = said(person)
        offered = [found for message in before for found in message.labels if found.startswith(label)]
        await person.press(offered[0])
        await until(lambda before=before: said(person) != before)  # type: ignore[misc]
