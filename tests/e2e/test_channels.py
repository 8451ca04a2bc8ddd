"""Slack and Telegram side by side in one process: neither affects the other, or waits for it."""

import asyncio
from dataclasses import replace
from pathlib import Path

import httpx

from adapters.config.settings import Settings
from adapters.simulators.slack import errors as slack_error
from adapters.simulators.slack.server import SlackSimulator
from adapters.simulators.telegram.server import TelegramSimulator
from messages.content import Content
from tests.support import slack_bot, telegram_bot
from tests.support.caller import PLAIN, until
from tests.support.store_reader import rows
from tests.support.telegram_bot import Bot, running


def configured(slack: SlackSimulator, fake: TelegramSimulator, database: Path) -> Settings:
    """Settings for a bot on both."""
    found = slack_bot.configured(slack, database)
    return replace(found, channels=(*found.channels, *telegram_bot.configured(fake, database).channels))


async def until_state(running: Bot, **parts: str) -> None:
    """Wait until the process reports this of its parts."""
    async with asyncio.timeout(10), httpx.AsyncClient(verify=PLAIN) as client:
        while (await client.get(f"{running.url}/readyz")).json() != {"clock": "ok", "database": "ok", **parts}:
            await asyncio.sleep(0.05)


async def test_each_holds_its_own_check(
    slack: SlackSimulator, fake: TelegramSimulator, shipped: Content, database: Path
) -> None:
    ann, bob = slack.person("U1"), fake.person(1001, "en")
    async with slack_bot.serving(slack, shipped, configured(slack, fake, database)) as both:
        await slack_bot.begin(ann)
        await telegram_bot.begin(bob)
        await slack_bot.walk(ann, "Beginnen", "Antwoord 1")
        await telegram_bot.walk(bob, "Begin", "1.", "1.")
        assert "Vraag 2 van 9" in slack_bot.shown(ann)
        assert "Question 3 of 9" in telegram_bot.shown(bob)
        assert len(rows(database)) == 2
        await until_state(both, slack="ok", telegram="ok")
        await ann.close()
        await bob.say("/stop")
        await until(lambda: [part for _, _, part in rows(database)] == ["notice"])
    assert slack.errors == []


async def test_one_that_is_away_costs_the_other_nothing(
    slack: SlackSimulator, fake: TelegramSimulator, shipped: Content, database: Path
) -> None:
    slack.fail("auth.test", slack_error.api_error("service_unavailable"), times=1000)
    bob = fake.person(1001)
    async with running(shipped, configured(slack, fake, database)) as both:
        await telegram_bot.begin(bob)
        await telegram_bot.walk(bob, "Beginnen")
        assert "Vraag 1 van 9" in telegram_bot.shown(bob)
        await until_state(both, slack="service_unavailable", telegram="ok")
