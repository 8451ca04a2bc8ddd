"""What a scenario is given: the platforms, and a bot to look at."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import httpx
import pytest

from adapters.concurrency.intervals import DEFAULT, Intervals
from adapters.config.settings import Settings
from adapters.simulators.slack.server import SlackSimulator
from adapters.simulators.telegram.server import TelegramSimulator
from adapters.slack.settings import DEFAULT_TIMING, SlackSettings, SocketTiming
from adapters.telegram.settings import TelegramSettings
from messages.content import Content
from tests.support import channel_settings, slack_bot, telegram_bot
from tests.support.caller import PLAIN
from tests.support.readiness.table import Row
from tests.support.telegram_bot import Bot, running

HURRIED = Intervals(look=0.1, again=0.1, probe=0.2, write=0.2)
PATIENCE = 60.0


@dataclass
class Scene:
    """A scenario under way.

    Attributes:
        row: The row that it is about.
        hurried: Whether everything that is looked at by the clock is looked at all the time.
        times: The seconds until the part turned red, and until it turned green.
    """

    row: Row
    telegram: TelegramSimulator
    slack: SlackSimulator
    content: Content
    folder: Path
    patch: pytest.MonkeyPatch
    hurried: bool
    times: list[float] = field(default_factory=list)

    @property
    def intervals(self) -> Intervals:
        """How often the bot does things by itself."""
        return HURRIED if self.hurried else DEFAULT

    def on_telegram(self, url: str | None = None, webhook: str | None = None) -> Settings:
        """Settings for Telegram. `url`: where its API is reached; `webhook`: where it delivers; None: long polling."""
        found = telegram_bot.configured(
            self.telegram, self.folder / "ledger.db", webhook=bool(webhook), intervals=self.intervals
        )
        chosen = channel_settings.chosen(found, TelegramSettings)
        told = replace(chosen, api_url=url or chosen.api_url, webhook_url=webhook or chosen.webhook_url)
        return channel_settings.on(found, told)

    def with_webhook(self, settings: Settings, url: str | None = None) -> Settings:
        """Return these settings with this webhook; None for one that leads to the bot itself."""
        chosen = channel_settings.chosen(settings, TelegramSettings)
        return channel_settings.on(
            settings, replace(chosen, webhook_url=url or f"http://127.0.0.1:{settings.port}/telegram")
        )

    def on_slack(self, *, http: bool = False) -> Settings:
        """Settings for Slack."""
        found = slack_bot.configured(self.slack, self.folder / "ledger.db", http=http, intervals=self.intervals)
        timing = SocketTiming(0.2, 0.05, 0.3) if self.hurried else DEFAULT_TIMING
        return channel_settings.on(found, replace(channel_settings.chosen(found, SlackSettings), timing=timing))

    @asynccontextmanager
    async def serving(self, settings: Settings, *, green: bool = True) -> AsyncIterator[Bot]:
        """Run a bot until the end of the block, and wait until the part works. `green`: whether it ever will."""
        self.slack.deliver_to(None)
        async with running(self.content, settings) as bot:
            if green:
                await self._until(bot, lambda reason: reason == "ok")
            yield bot

    async def fails_and_recovers(self, bot: Bot, mend: Callable[[], Awaitable[object] | object]) -> None:
        """Wait until the part is red with the reason of the row; then mend it, and wait until it is green."""
        began = time.monotonic()
        await self._until(bot, self.row.tells)
        self.times.append(time.monotonic() - began)
        done = mend()
        if isinstance(done, Awaitable):
            await done
        began = time.monotonic()
        await self._until(bot, lambda reason: reason == "ok")
        self.times.append(time.monotonic() - began)

    async def _until(self, bot: Bot, holds: Callable[[str], bool]) -> None:
        said = ""
        try:
            async with (
                asyncio.timeout(PATIENCE),
                httpx.AsyncClient(verify=PLAIN, trust_env=False, timeout=PATIENCE) as client,
            ):
                while not holds(said):
                    await asyncio.sleep(0.02)
                    said = (await client.get(f"{bot.url}/readyz")).json().get(self.row.part, "")
        except TimeoutError:
            pytest.fail(f"{self.row.part}: {said!r}")


Scenario = Callable[[Scene], Awaitable[None]]
SCENARIOS: dict[str, Scenario] = {}
"""How each row is brought about, by its name."""
SLOW: set[str] = set()
"""The names of those that take long."""


def scenario(name: str, *, slow: bool = False) -> Callable[[Scenario], Scenario]:
    """Register what brings about the row of this name."""

    def register(found: Scenario) -> Scenario:
        SCENARIOS[name] = found
        if slow:
            SLOW.add(name)
        return found

    return register
