"""Socket Mode: a connection that breaks or goes dead is noticed and reopened, and reported meanwhile."""

import asyncio
import os
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from adapters.config.settings import Settings
from adapters.simulators.slack import errors
from adapters.simulators.slack.person import Person
from adapters.simulators.slack.server import SlackSimulator
from adapters.slack.settings import SlackSettings, SocketTiming
from messages.content import Content
from tests.support.caller import PLAIN, until
from tests.support.channel_settings import chosen, on
from tests.support.slack_bot import begin, called, configured, press, serving, shown, walk
from tests.support.telegram_bot import Bot, running

OPEN = "apps.connections.open"


@pytest.fixture
async def bot(slack: SlackSimulator, shipped: Content, database: Path) -> AsyncIterator[Bot]:
    """A bot that checks its connection all the time."""
    async with serving(slack, shipped, watching(slack, database, SocketTiming(0.2, 0.05, 0.5))) as made:
        yield made


def watching(slack: SlackSimulator, database: Path, pulse: SocketTiming) -> Settings:
    found = configured(slack, database)
    return on(found, replace(chosen(found, SlackSettings), timing=pulse))


async def readiness(bot: Bot) -> str:
    async with httpx.AsyncClient(verify=PLAIN) as client:
        return str((await client.get(f"{bot.url}/readyz")).json()["slack"])


async def becomes(bot: Bot, state: str) -> None:
    """Wait until this is what is said of it. `state`: "ok", or the beginning of a reason."""
    async with asyncio.timeout(20):
        while not (await readiness(bot)).startswith(state):
            await asyncio.sleep(0.01)


async def holds_a_check(person: Person) -> None:
    await begin(person)
    await walk(person, "Beginnen", "Antwoord 1")
    assert "Vraag 2 van 9" in shown(person)


@pytest.mark.usefixtures("bot")
async def test_a_connection_that_is_cut_is_opened_again(slack: SlackSimulator) -> None:
    slack.sockets.drop()
    await slack.connected()
    await holds_a_check(slack.person("U1"))


async def test_a_silent_connection_is_reported_and_reopened(slack: SlackSimulator, bot: Bot) -> None:
    await becomes(bot, "ok")
    slack.sockets.refusals.extend([503] * 6)
    slack.sockets.freeze()
    await becomes(bot, "the websocket is answered with 503")
    await slack.connected(20)
    await becomes(bot, "ok")
    await holds_a_check(slack.person("U1"))


async def test_an_address_that_was_used_up_is_not_tried_for_ever(slack: SlackSimulator, bot: Bot) -> None:
    before = called(slack, OPEN)
    slack.sockets.refusals.extend([503])
    slack.sockets.drop()
    await slack.connected(20)
    await becomes(bot, "ok")
    assert called(slack, OPEN) >= before + 2


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("reason", ["refresh_requested", "warning"])
async def test_a_connection_is_renewed_at_slacks_request(slack: SlackSimulator, reason: str) -> None:
    await slack.sockets.disconnect(reason)  # type: ignore[arg-type]
    await slack.connected()
    await holds_a_check(slack.person("U1"))


async def test_it_waits_if_slack_is_unreachable_at_the_start(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    slack.fail("auth.test", errors.server_error(503), times=2)
    slack.fail(OPEN, errors.server_error(503), times=2)
    async with serving(slack, shipped, watching(slack, database, SocketTiming(ping=0.2))):
        await holds_a_check(slack.person("U1"))


async def test_a_proxy_that_is_not_for_loopback_is_not_used(
    slack: SlackSimulator, shipped: Content, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.setenv(name, "127.0.0.1")
    async with serving(slack, shipped, configured(slack, database)):
        await holds_a_check(slack.person("U1"))


async def test_what_bolt_would_read_from_the_environment_changes_nothing(
    slack: SlackSimulator, shipped: Content, database: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_VERIFICATION_TOKEN", "SLACK_SCOPES"):
        monkeypatch.setenv(name, "x")
    monkeypatch.setenv("HOME", str(tmp_path))
    async with serving(slack, shipped, configured(slack, database, http=True)):
        await holds_a_check(slack.person("U1"))
        assert (await slack.check_ssl())[0] == 200
    assert not set(os.listdir(tmp_path)) - {"ledger.db", "ledger.db-journal"}  # noqa: PTH208


async def test_told_to_stop_it_ends_the_turn_under_way(slack: SlackSimulator, shipped: Content, database: Path) -> None:
    async with running(shipped, configured(slack, database)) as bot:
        await slack.connected(20)
        ann = slack.person("U1")
        await begin(ann)
        await walk(ann, "Beginnen")
        slack.latency = 0.5
        await press(ann, "Antwoord 1")
        await until(lambda: called(slack, "views.update"))
        assert await bot.stop() == 0
    assert "Vraag 2 van 9" in shown(ann)
