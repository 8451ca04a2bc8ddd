"""What is rarer about reminders on Slack: several checks, a database that is away, and what is logged."""

import io
import shutil
from pathlib import Path

import pytest

from adapters.slack.fake.server import FakeSlack
from messages import content
from messages.content import Content
from messages.folder import SHIPPED
from messages.organisation import Organisation
from tests.bot import ask
from tests.caller import until
from tests.conftest import ORGANISATION
from tests.slack_bot import COMMAND, shown
from tests.slack_plan import asked, chosen, due, fields, kept, made, planning, posted, pressed, sent
from tests.test_slack_log import CANARY, output

__all__ = ["output"]


@pytest.fixture
def two(tmp_path: Path) -> Content:
    """Two checks that have prompts."""
    folder = tmp_path / "two"
    shutil.copytree(ORGANISATION, folder)
    prompts = (SHIPPED / "groomingcheck" / "prompts.toml").read_text().replace("Met wie heeft", "Aan wie betaalt")
    (folder / "moneycheck" / "prompts.toml").write_text(prompts)
    return content.load(Organisation(folder=folder))


async def test_with_several_checks_one_is_chosen(slack: FakeSlack, two: Content, database: Path) -> None:
    async with planning(slack, two, database) as ann:
        await asked(ann)
        await pressed(ann, "Nieuwe herinnering")
        assert fields(ann) == ["chat", "days", "time", "weeks", "check", "holidays", "start"]
        assert "Met wie heeft iemand" in shown(ann)
        await chosen(ann, "form:check", "Geldcheck")
        assert "Aan wie betaalt iemand" in shown(ann)
        await chosen(ann, "form:chat", "C1")
        await chosen(ann, "form:days", ["maandag"])
        await sent(ann)
        assert kept(database, "check_id") == [("moneycheck",)]
        assert "#C1\nGeldcheck\nElke week op maandag" in shown(ann)
        await due(slack, database)
        [message] = posted(slack)
        assert message.text.startswith("Aan wie betaalt")
        assert [one.text for one in message.buttons] == ["Start: Geldcheck"]
        await pressed(ann, "Veranderen")
        await sent(ann)
        assert kept(database, "check_id") == [("moneycheck",)]
    assert slack.errors == []


async def test_the_home_tab_is_there_while_the_database_is_away(
    slack: FakeSlack, shipped: Content, database: Path
) -> None:
    async with planning(slack, shipped, database) as ann:
        ask(database, "ALTER TABLE reminder RENAME TO elsewhere")
        await ann.open_home()
        await until(lambda: ann.home)
        assert ann.home
        assert [one.text for one in ann.home.buttons] == ["Start: Groomingcheck", "Herinneringen instellen"]
        await ann.press_home("Herinneringen instellen")
        await until(lambda: "Er ging iets mis." in shown(ann))
        ann.views.clear()
        await ann.command(COMMAND, "herinnering")
        await until(lambda: "Er ging iets mis." in shown(ann))
        ask(database, "ALTER TABLE elsewhere RENAME TO reminder")
    assert slack.errors == []


async def test_p34_p36_no_line_tells_of_a_coordinator_or_a_channel(
    slack: FakeSlack, shipped: Content, database: Path, output: io.StringIO
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
    assert "turn_failed" in said
    assert not [word for word in ("C987654321", '"U1"', CANARY, "private_metadata", "Zo ziet") if word in said]
