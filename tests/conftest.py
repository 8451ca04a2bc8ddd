"""What many tests start from: the shipped content, the invented check, and conversations held with them."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from adapters.slack.fake.server import FakeSlack
from bot.check import Check
from messages import content
from messages.content import Content
from messages.organisation import Organisation
from tests.listener import Listener, listening
from tests.slack import Caller

ORGANISATION = Path(__file__).parent / "organisation"
"""An organisation's folder with a check of its own."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite", action="store_true", help="write the transcripts anew from what the bot says now")


@pytest.fixture(scope="session")
def shipped() -> Content:
    return content.load(Organisation())


@pytest.fixture(scope="session")
def own() -> Content:
    return content.load(Organisation(folder=ORGANISATION))


@pytest.fixture(scope="session")
def check(shipped: Content) -> Check:
    return shipped.checks["groomingcheck"]


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack() as made:
        yield made


@pytest.fixture
async def listener(slack: FakeSlack) -> AsyncIterator[Listener]:
    """A bot over HTTP, that does nothing by itself."""
    async with listening() as made:
        slack.deliver_to(made.url)
        yield made


@pytest.fixture
async def caller(slack: FakeSlack) -> AsyncIterator[Caller]:
    async with aiohttp.ClientSession() as session:
        made = Caller(slack.url, session)
        yield made
        for socket in made.sockets:
            await socket.close()


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the settings of whoever runs it."""
    for name in [name for name in os.environ if name.startswith("GROOMINGCHECK_")]:
        monkeypatch.delenv(name)
