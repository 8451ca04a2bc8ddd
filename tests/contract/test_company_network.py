"""In a company network, every connection of every library uses the proxy and the company's certificates."""

import base64
import re
import ssl
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from adapters.config.settings import Settings
from adapters.platforms.certificates import trusted_certificates
from adapters.simulators.slack.server import SlackSimulator
from adapters.simulators.telegram.server import TelegramSimulator
from messages.content import Content
from tests.support import slack_bot, telegram_bot
from tests.support.caller import until
from tests.support.company_network import CompanyNetwork, company_network
from tests.support.pages import flat
from tests.support.telegram_bot import running

SLACK, SOCKETS, TELEGRAM = "slack.test", "wss.slack.test", "telegram.test"
STRICT = (3, 13)
"""The first Python that does."""


@pytest.fixture
async def network(
    slack: SlackSimulator, fake: TelegramSimulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[CompanyNetwork]:
    """Both platforms, behind a proxy."""
    slack_port, telegram_port = urlsplit(slack.url).port or 0, urlsplit(fake.url).port or 0
    hosts = {SLACK: slack_port, SOCKETS: slack_port, TELEGRAM: telegram_port}
    slack.workspace.base = f"https://{SOCKETS}/"
    slack.url, fake.url = f"https://{SLACK}/api/", f"https://{TELEGRAM}"
    async with company_network(hosts, tmp_path) as made:
        for name, value in made.environment.items():
            monkeypatch.setenv(name, value)
        yield made


def settings(slack: SlackSimulator, fake: TelegramSimulator, database: Path) -> Settings:
    found = slack_bot.configured(slack, database)
    return replace(found, channels=(*found.channels, *telegram_bot.configured(fake, database).channels))


async def test_a_check_on_either_platform_uses_the_proxy(
    slack: SlackSimulator, fake: TelegramSimulator, shipped: Content, database: Path, network: CompanyNetwork
) -> None:
    async with running(shipped, settings(slack, fake, database)):
        slack.deliver_to(None)
        await slack.connected(20)
        await slack_bot.begin(slack.person("U1"))
        await telegram_bot.begin(fake.person(1001))
    assert set(network.asked) == {SLACK, SOCKETS, TELEGRAM}


@pytest.mark.parametrize("name", ["ALL_PROXY", "https_proxy", "all_proxy"])
async def test_every_variable_for_the_proxy_works(
    slack: SlackSimulator,
    fake: TelegramSimulator,
    shipped: Content,
    database: Path,
    network: CompanyNetwork,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    monkeypatch.delenv("HTTPS_PROXY")
    monkeypatch.setenv(name, network.url)
    async with running(shipped, settings(slack, fake, database)):
        await slack.connected(20)
        await until(lambda: set(network.asked) == {SLACK, SOCKETS, TELEGRAM})


async def test_a_proxy_that_requires_a_password_gets_it(
    slack: SlackSimulator,
    fake: TelegramSimulator,
    shipped: Content,
    database: Path,
    network: CompanyNetwork,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    network.expected = base64.b64encode(b"ann:p@ss").decode()
    monkeypatch.setenv("HTTPS_PROXY", network.url.replace("://", "://ann:p%40ss@"))
    async with running(shipped, settings(slack, fake, database)):
        await slack.connected(20)
        await until(lambda: set(network.asked) == {SLACK, SOCKETS, TELEGRAM})


def test_the_page_says_from_which_python_on_certificates_must_follow_the_standard() -> None:
    strict = trusted_certificates().verify_flags & ssl.VERIFY_X509_STRICT
    assert bool(strict) is (sys.version_info >= STRICT)
    assert re.search(rf"Python {STRICT[0]}\.{STRICT[1]} and newer [^.]* RFC 5280\.", flat("transports"))
