"""Fixtures that many tests share: the shipped content, the invented check, and conversations with them."""

import random
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import aiohttp
import hypothesis
import pytest

from adapters.channels import registry
from adapters.simulators.slack.person import Person as SlackPerson
from adapters.simulators.slack.server import SlackSimulator
from adapters.simulators.telegram.person import Person
from adapters.simulators.telegram.server import TelegramSimulator
from adapters.storage.reminder_store import ReminderStore
from adapters.storage.session import Session
from adapters.storage.wipe_store import WipeStore
from bot.check import Check
from messages.content import Content
from messages.loading.organisation import Organisation
from tests.support import specification
from tests.support.caller import Caller
from tests.support.isolation import bare_environment, frozen, output, own_leaks  # noqa: F401 - fixtures
from tests.support.listener import Listener, listening
from tests.support.loading import load_content
from tests.support.postgres import Postgres
from tests.support.slack_bot import configured as slack_configured
from tests.support.slack_bot import serving
from tests.support.slack_caller import Caller as SlackCaller
from tests.support.spawner import Crew, Spawner
from tests.support.telegram_bot import Bot, configured, running
from tests.support.telegram_reminders import cora, team  # noqa: F401 - fixtures

ORGANISATION = Path(__file__).parent / "support" / "organisation"
BOTH = ("groomingcheck", "moneycheck")
"""The checks of that organisation."""
"""An organisation's folder with a check of its own."""

hypothesis.settings.register_profile("fresh", deadline=None, database=None, print_blob=True)
hypothesis.settings.load_profile("fresh")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite",
        action="store_true",
        help="write anew what follows from the texts and the packages, where a test compares it",
    )


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Draw a seed for the property tests of this run, the same for all of its processes."""
    if config.option.hypothesis_seed is None:
        config.option.hypothesis_seed = str(random.randrange(2**32))  # noqa: S311 - no secret


def pytest_report_header(config: pytest.Config) -> str:
    return f"property tests: the same examples come again with --hypothesis-seed={config.option.hypothesis_seed}"


@pytest.fixture(scope="session")
def shipped() -> Content:
    return load_content(Organisation())


@pytest.fixture(scope="session")
def own() -> Content:
    return load_content(Organisation(folder=ORGANISATION, checks=BOTH))


@pytest.fixture(scope="session")
def check(shipped: Content) -> Check:
    return shipped.checks["groomingcheck"]


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Return the path of this test's database; migrating it takes 4 ms more than copying one would."""
    return tmp_path / "ledger.db"


@pytest.fixture
async def bot(fake: TelegramSimulator, shipped: Content, database: Path) -> AsyncIterator[Bot]:
    """A bot that runs on the simulated Telegram, by long polling, and looks at its database all the time."""
    async with running(shipped, configured(fake, database), fake) as made:
        yield made


@pytest.fixture
async def slack() -> AsyncIterator[SlackSimulator]:
    async with SlackSimulator() as made:
        yield made


@pytest.fixture
async def worker(slack: SlackSimulator, shipped: Content, database: Path) -> AsyncIterator[SlackPerson]:
    """Somebody in a workspace where the bot runs, over HTTP; asserts that Slack had nothing to refuse or remark on."""
    async with serving(slack, shipped, slack_configured(slack, database, http=True)):
        yield slack.person("U1")
        await slack.settled()
    assert slack.errors == []
    assert slack.delivery.unacked == []


@pytest.fixture
async def listener(slack: SlackSimulator) -> AsyncIterator[Listener]:
    """A web server that does nothing by itself, to which Slack delivers over HTTP."""
    async with listening() as made:
        slack.deliver_to(made.url)
        yield made


@pytest.fixture
async def caller(slack: SlackSimulator) -> AsyncIterator[SlackCaller]:
    async with aiohttp.ClientSession() as session:
        made = SlackCaller(slack.url, session)
        yield made
        for socket in made.sockets:
            await socket.close()


@pytest.fixture
async def fake() -> AsyncIterator[TelegramSimulator]:
    """A simulated Telegram; everything it answered in the test is validated against the specification."""
    async with TelegramSimulator() as server:
        yield server
        if specification.load() and not server.injected:
            assert specification.all_faults(server) == []


@pytest.fixture
async def call(fake: TelegramSimulator) -> AsyncIterator[Caller]:
    """A caller of the Bot API without an SDK."""
    caller = Caller(fake.url, fake.token)
    async with caller.client:
        yield caller


@pytest.fixture
async def ann(fake: TelegramSimulator) -> Person:
    """A worker who has started the bot; the bot has received that already."""
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
    """The address of an empty database of the test's own."""
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
def wipe_store(session: Session) -> WipeStore:
    return WipeStore(session, registry.wipeable())


@pytest.fixture
def reminder_store(session: Session) -> ReminderStore:
    return ReminderStore(session, WipeStore(session, registry.wipeable()))


@pytest.fixture(scope="session")
def spawner() -> Iterator[Spawner]:
    made = Spawner()
    yield made
    made.end()


@pytest.fixture
async def crew(spawner: Spawner, fake: TelegramSimulator, tmp_path: Path) -> AsyncIterator[Crew]:
    """Processes on the simulated Telegram that share a database."""
    made = Crew(spawner, fake, tmp_path)
    yield made
    await made.end()
