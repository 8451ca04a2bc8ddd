"""What many tests start from: the shipped content, the invented check, and conversations held with them."""

import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from adapters.ledger import Ledger
from bot.check import Check
from messages import content
from messages.content import Content
from messages.organisation import Organisation
from tests.postgres import Postgres

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


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the settings of whoever runs it."""
    for name in [name for name in os.environ if name.startswith("GROOMINGCHECK_")]:
        monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    with Postgres.running() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database of the test's own, with nothing in it."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/ledger.db"
    server: Postgres = request.getfixturevalue("postgres")
    return server.database()


@pytest.fixture
async def ledger(url: str) -> AsyncIterator[Ledger]:
    opened = await Ledger.open(url)
    yield opened
    await opened.close()
