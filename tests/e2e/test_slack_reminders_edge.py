"""Edge cases of reminders on Slack: several checks, a database that is away, and what is logged."""

import io
import shutil
from pathlib import Path

import pytest

from adapters.simulators.slack.server import SlackSimulator
from messages.content import Content
from messages.loading.folder import SHIPPED
from messages.loading.organisation import Organisation
from tests.conftest import ORGANISATION
from tests.e2e.test_slack_log import CANARY
from tests.support.caller import until
from tests.support.loading import load_content
from tests.support.slack_bot import COMMAND, body
from tests.support.slack_reminders import asked, chosen, due, fields, made, planning, posted, pressed, sent
from tests.support.store_reader import ask, kept


@pytest.fixture
def two(tmp_path: Path) -> Content:
    """Two checks that have prompts."""
    folder = tmp_path / "two"
    shutil.copytree(ORGANISATION, folder)
    prompts = (SHIPPED / "groomingcheck" / "prompts.toml").read_text().replace("met wie praat je", "aan wie betaal je")
    (folder / "moneycheck" / "prompts.toml").write_text(prompts)
    return load_content(Organisation(folder=folder))


async def test_with_several_checks_one_is_chosen(slack: SlackSimulator, two: Content, database: Path) -> None:
    async with planning(slack, two, database) as ann:
        await asked(ann)
        await pressed(ann, "Nieuwe herinnering")
        assert fields(ann) == ["chat", "days", "time", "weeks", "check", "holidays", "start"]
        assert "met wie praat je online" in body(ann)
        await chosen(ann, "form:check", "Geldcheck")
        assert "aan wie betaal je" in body(ann)
        await chosen(ann, "form:chat", "C1")
        await chosen(ann, "form:days", ["maandag"])
        await sent(ann)
        assert [one.check for one in kept(database)] == ["moneycheck"]
        assert "#C1\nGeldcheck\nElke week op maandag" in body(ann)
        await due(slack, database)
        [message] = posted(slack)
        assert "aan wie betaal je" in message.text
        assert [one.text for one in message.buttons] == ["Start: Geldcheck"]
        await pressed(ann, "Veranderen")
        await sent(ann)
        assert [one.check for one in kept(database)] == ["moneycheck"]
    assert slack.errors == []


async def test_the_home_tab_is_there_while_the_database_is_away(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    async with planning(slack, shipped, database) as ann:
        ask(database, "ALTER TABLE reminder RENAME TO elsewhere")
        await ann.open_home()
        await until(lambda: ann.home)
        assert ann.home
        assert [one.text for one in ann.home.buttons] == ["Start: Groomingcheck", "Herinneringen instellen"]
        await ann.press_home("Herinneringen instellen")
        await until(lambda: "Het lukt nu even niet." in body(ann))
        ann.views.clear()
        await ann.command(COMMAND, "herinnering")
        await until(lambda: "Het lukt nu even niet." in body(ann))
        ask(database, "ALTER TABLE elsewhere RENAME TO reminder")
    assert slack.errors == []


async def test_no_log_line_identifies_a_coordinator_or_a_channel(
    slack: SlackSimulator, shipped: Content, database: Path, output: io.StringIO
) -> None:
    async with planning(slack, shipped, database) as ann:
        slack.channel("C987654321", ["U1"])
        await ann.command(COMMAND, f"herinnering {CANARY}")
        await until(lambda: ann.modal)
        await made(ann, chat="C987654321")
        await due(slack, database)
        slack.workspace.channels["C987654321"].archived = True
        await pressed(ann, "Veranderen")
        await sent(ann)
        await due(slack, database)
        ask(database, "ALTER TABLE reminder RENAME TO elsewhere")
        await sent(ann)
        ask(database, "ALTER TABLE elsewhere RENAME TO reminder")
        await slack.settled()
    said = output.getvalue()
    assert "reminder_suspended" in said
    assert "ledger_away" in said
    assert not [word for word in ("C987654321", '"U1"', CANARY, "private_metadata", "Zo ziet") if word in said]
