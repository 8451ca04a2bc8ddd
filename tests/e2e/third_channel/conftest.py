"""The example channel, registered as the one line in the registry would do it, and a bot on it."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.channels import registry
from adapters.config import settings
from adapters.privacy.audit.ports import free_port
from messages.content import Content
from tests.example_channel.simulator.server import PleinSimulator
from tests.support.telegram_bot import SWIFT, running


@pytest.fixture(autouse=True)
def registered() -> Iterator[None]:
    registry.CHANNELS.append("tests.example_channel")
    yield
    registry.CHANNELS.remove("tests.example_channel")


@pytest.fixture
async def plein() -> AsyncIterator[PleinSimulator]:
    async with PleinSimulator() as made:
        yield made


@pytest.fixture
async def served(
    plein: PleinSimulator, shipped: Content, database: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[None]:
    """Run a bot there, as its environment says, on which Plein refuses nothing that it asks for."""
    chosen = {
        **plein.settings,
        "GROOMINGCHECK_COORDINATORS": "plein:1002",
        "GROOMINGCHECK_DATABASE_URL": f"sqlite:///{database}",
        "GROOMINGCHECK_OVERWRITE_MEMORY": "off",
        "GROOMINGCHECK_PORT": str(free_port()),
        "GROOMINGCHECK_SECRET": "s" * 32,
    }
    for name, value in chosen.items():
        monkeypatch.setenv(name, value)
    async with running(shipped, replace(settings.read(), intervals=SWIFT)):
        yield
        assert plein.refusals == []
