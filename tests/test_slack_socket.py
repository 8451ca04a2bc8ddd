"""Socket Mode: a line that is cut or goes deaf is noticed and opened again, and told of meanwhile."""

import asyncio
import os
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from adapters.settings import Settings
from adapters.slack.fake import error
from adapters.slack.fake.person import Person
from adapters.slack.fake.server import FakeSlack
from adapters.slack.setting import Pulse
from messages.content import Content
from tests.bot import Bot, running
from tests.caller import until
from tests.slack_bot import begin, called, configured, serving, shown, walk

OPEN = "apps.connections.open"


@pytest.fixture
async def bot(slack: FakeSlack, shipped: Content, database: Path) -> AsyncIterator[Bot]:
    """A bot that looks at its line all the time."""
    async with serving(slack, shipped, watching(slack, database, Pulse(0.2, 0.05, 0.5, 0.3))) as made:
        yield made


def watching(slack: FakeSlack, database: Path, pulse: Pulse) -> Settings:
    chosen = configured(slack, database)
    assert chosen.slack
    return replace(chosen, slack=replace(chosen.slack, pulse=pulse))


async def readiness(bot: Bot) -> str:
    async with httpx.AsyncClient() as client:
        return str((await client.get(f"{bot.url}/readyz")).json()["slack"])


async def becomes(bot: Bot, state: str) -> None:
    async with asyncio.timeout(20):
        while await readiness(bot) != state:
            pass


async def holds_a_check(person: Person) -> None:
    await begin(person)
    await walk(person, "Beginnen", "Antwoord 1")
    assert "Vraag 2 van 9" in shown(person)


@pytest.mark.usefixtures("bot")
async def test_p16_a_line_that_is_cut_is_opened_again(slack: FakeSlack) -> None:
    slack.drop_sockets()
    await slack.connected()
    await holds_a_check(slack.person("U1"))


async def test_p16_a_line_that_went_deaf_shows_and_is_opened_again(slack: FakeSlack, bot: Bot) -> None:
    await becomes(bot, "ok")
    slack.sockets.refusals.extend([503] * 6)
    slack.sockets.freeze()
    await becomes(bot, "not working")
    await slack.connected(20)
    await becomes(bot, "ok")
    await holds_a_check(slack.person("U1"))


async def test_p16_an_address_that_was_used_up_is_not_tried_for_ever(slack: FakeSlack, bot: Bot) -> None:
    before = called(slack, OPEN)
    slack.sockets.refusals.extend([503])
    slack.drop_sockets()
    await slack.connected(20)
    await becomes(bot, "ok")
    assert called(slack, OPEN) >= before + 2


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("reason", ["refresh_requested", "warning"])
async def test_a_line_that_slack_wants_to_renew_is_renewed(slack: FakeSlack, reason: str) -> None:
    await slack.disconnect(reason)  # type: ignore[arg-type]
    await slack.connected()
    await holds_a_check(slack.person("U1"))


async def test_it_waits_for_a_slack_that_is_away_at_the_start(
    slack: FakeSlack, shipped: Content, database: Path
) -> None:
    slack.fail("auth.test", error.server_error(503), times=2)
    slack.fail(OPEN, error.server_error(503), times=2)
    async with serving(slack, shipped, watching(slack, database, Pulse(ping=0.2))):
        await holds_a_check(slack.person("U1"))


async def test_a_proxy_that_is_not_for_loopback_is_not_used(
    slack: FakeSlack, shipped: Content, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.setenv(name, "127.0.0.1")
    async with serving(slack, shipped, configured(slack, database)):
        await holds_a_check(slack.person("U1"))


async def test_what_bolt_would_read_from_the_environment_changes_nothing(
    slack: FakeSlack, shipped: Content, database: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_VERIFICATION_TOKEN", "SLACK_SCOPES"):
        monkeypatch.setenv(name, "x")
    monkeypatch.setenv("HOME", str(tmp_path))
    async with serving(slack, shipped, configured(slack, database, http=True)):
        await holds_a_check(slack.person("U1"))
        assert (await slack.check_ssl())[0] == 200
    assert not set(os.listdir(tmp_path)) - {"ledger.db", "ledger.db-journal"}  # noqa: PTH208


async def test_told_to_stop_it_ends_the_turn_under_way(slack: FakeSlack, shipped: Content, database: Path) -> None:
    async with running(shipped, configured(slack, database)) as bot:
        await slack.connected(20)
        ann = slack.person("U1")
        await begin(ann)
        slack.latency = 0.5
        await ann.press("Beginnen")
        await until(lambda: called(slack, "users.info") > 1 or called(slack, "views.update"))
        assert await bot.stop() == 0
    assert "Vraag 1 van 9" in shown(ann)
