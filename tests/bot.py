"""The whole bot, running in this process against a Telegram on loopback."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from adapters import settings
from adapters.commands.serve import serve
from adapters.settings import Settings
from adapters.telegram.fake.server import FakeTelegram
from adapters.telegram.setting import Setting
from messages.content import Content

SECRET = b"s" * 32
HOOK_SECRET = "h" * 32


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


def configured(fake: FakeTelegram, database: Path, *, webhook: bool = False, idle: float = 900.0) -> Settings:
    """Settings for a bot on this Telegram, with this SQLite file."""
    port = free_port()
    hook = f"http://127.0.0.1:{port}/telegram" if webhook else None
    telegram = Setting(fake.token, fake.url, hook, HOOK_SECRET if webhook else "")
    plain = settings.read()
    return replace(
        plain, secrets=(SECRET,), lasting=True, idle=idle, database=f"sqlite:///{database}", port=port, telegram=telegram
    )


@asynccontextmanager
async def running(content: Content, chosen: Settings) -> AsyncIterator[Bot]:
    """Run a bot, from the moment its way in works until the end of the block."""
    told = asyncio.Event()
    bot = Bot(f"http://{chosen.host}:{chosen.port}", told, asyncio.create_task(serve(chosen, content, told)))
    try:
        yield bot
    finally:
        if not bot.task.done():
            assert await bot.stop() == 0
