"""Slack and Telegram side by side in one process: neither knows of the other, and neither waits for it."""

import asyncio
from dataclasses import replace
from pathlib import Path

import httpx

from adapters.settings import Settings
from adapters.slack.fake import error as slack_error
from adapters.slack.fake.server import FakeSlack
from adapters.telegram.fake.server import FakeTelegram
from messages.content import Content
from tests import bot, slack_bot
from tests.bot import Bot, rows, running
from tests.caller import until


def configured(slack: FakeSlack, fake: FakeTelegram, database: Path) -> Settings:
    """Settings for a bot on both."""
    return replace(slack_bot.configured(slack, database), telegram=bot.configured(fake, database).telegram)


async def until_state(running: Bot, **parts: str) -> None:
    """Wait until the process says this of its parts."""
    async with asyncio.timeout(10), httpx.AsyncClient() as client:
        while (await client.get(f"{running.url}/readyz")).json() != {"database": "ok", **parts}:
            await asyncio.sleep(0.05)


async def test_each_holds_its_own_check(slack: FakeSlack, fake: FakeTelegram, shipped: Content, database: Path) -> None:
    ann, bob = slack.person("U1"), fake.person(1001, "en")
    async with slack_bot.serving(slack, shipped, configured(slack, fake, database)) as both:
        await slack_bot.begin(ann)
        await bot.begin(bob)
        await slack_bot.walk(ann, "Beginnen", "Antwoord 1")
        await bot.walk(bob, "Begin", "1.", "1.")
        assert "Vraag 2 van 9" in slack_bot.shown(ann)
        assert "Question 3 of 9" in bot.shown(bob)
        assert len(rows(database)) == 2
        await until_state(both, slack="ok", telegram="ok")
        await ann.close()
        await bob.say("/stop")
        await until(lambda: [part for _, _, part in rows(database)] == ["notice"])
    assert slack.errors == []


async def test_one_that_is_away_costs_the_other_nothing(
    slack: FakeSlack, fake: FakeTelegram, shipped: Content, database: Path
) -> None:
    slack.fail("auth.test", slack_error.api_error("service_unavailable"), times=1000)
    bob = fake.person(1001)
    async with running(shipped, configured(slack, fake, database)) as both:
        await bot.begin(bob)
        await bot.walk(bob, "Beginnen")
        assert "Vraag 1 van 9" in bot.shown(bob)
        await until_state(both, slack="not working", telegram="ok")
