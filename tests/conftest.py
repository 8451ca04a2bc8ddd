"""What many tests start from: the shipped content, the invented check, and conversations held with them."""

import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import aiohttp
import pytest

from adapters.ledger import Agenda, Ledger, Session
from adapters.settings import PREFIXES
from adapters.slack.fake.person import Person as SlackPerson
from adapters.slack.fake.server import FakeSlack
from adapters.telegram.fake.person import Person
from adapters.telegram.fake.server import FakeTelegram
from bot.check import Check
from messages import content
from messages.content import Content
from messages.organisation import Organisation
from tests import specification
from tests.bot import Bot, configured, running
from tests.caller import Caller
from tests.coordinator import cora, team  # noqa: F401 - fixtures
from tests.listener import Listener, listening
from tests.postgres import Postgres
from tests.slack import Caller as SlackCaller
from tests.slack_bot import configured as slack_configured
from tests.slack_bot import serving
from tests.spawner import Crew, Spawner

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
def database(tmp_path: Path) -> Path:
    """Where a bot of this test keeps its ledger."""
    return tmp_path / "ledger.db"


@pytest.fixture
async def bot(fake: FakeTelegram, shipped: Content, database: Path) -> AsyncIterator[Bot]:
    """A bot that runs on the Telegram on loopback, by long polling, and looks at its ledger all the time."""
    async with running(shipped, configured(fake, database)) as made:
        yield made


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack() as made:
        yield made


@pytest.fixture(params=[False, True], ids=["socket", "http"])
async def worker(
    request: pytest.FixtureRequest,
    slack: FakeSlack,
    shipped: Content,
    database: Path,
) -> AsyncIterator[SlackPerson]:
    """Somebody in a workspace where the bot runs, on each way in; Slack refused or remarked on nothing it sent."""
    async with serving(slack, shipped, slack_configured(slack, database, http=request.param)):
        yield slack.person("U1")
        await slack.settled()
    assert slack.errors == []
    assert slack.unacked == []


@pytest.fixture
async def listener(slack: FakeSlack) -> AsyncIterator[Listener]:
    """A bot over HTTP, that does nothing by itself."""
    async with listening() as made:
        slack.deliver_to(made.url)
        yield made


@pytest.fixture
async def caller(slack: FakeSlack) -> AsyncIterator[SlackCaller]:
    async with aiohttp.ClientSession() as session:
        made = SlackCaller(slack.url, session)
        yield made
        for socket in made.sockets:
            await socket.close()


@pytest.fixture(scope="session", autouse=True)
def _bare_environment() -> None:
    """No test sees the settings of whoever runs it."""
    for name in [name for name in os.environ if name.startswith(PREFIXES)]:
        del os.environ[name]


@pytest.fixture(autouse=True)
def _own_environment() -> Iterator[None]:
    """No test sees the settings that another one gathered."""
    before = dict(os.environ)
    yield
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture
async def fake() -> AsyncIterator[FakeTelegram]:
    """A Telegram on loopback; whatever it answered in the test is held against the specification."""
    async with FakeTelegram() as server:
        yield server
        if specification.load() and not server.injected:
            assert specification.all_faults(server) == []


@pytest.fixture
async def call(fake: FakeTelegram) -> AsyncIterator[Caller]:
    """A bot without an SDK."""
    caller = Caller(fake.url, fake.token)
    async with caller.client:
        yield caller


@pytest.fixture
async def ann(fake: FakeTelegram) -> Person:
    """A worker who has started the bot; the bot heard of it already."""
    ann = fake.person(1001, language_code="nl")
    await ann.say("/start")
    fake.account.queue.clear()
    return ann


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
async def session(url: str) -> AsyncIterator[Session]:
    opened = await Session.open(url)
    yield opened
    await opened.close()


@pytest.fixture
def ledger(session: Session) -> Ledger:
    return Ledger(session)


@pytest.fixture
def agenda(session: Session) -> Agenda:
    return Agenda(session)


@pytest.fixture(scope="session")
def spawner() -> Iterator[Spawner]:
    made = Spawner()
    yield made
    made.end()


@pytest.fixture
async def crew(spawner: Spawner, fake: FakeTelegram, tmp_path: Path) -> AsyncIterator[Crew]:
    """Processes on the Telegram on loopback, and on one ledger."""
    made = Crew(spawner, fake, tmp_path)
    yield made
    await made.end()
