"""Edge cases of reminders on Slack: a database that is away, what is gone or too old, and what is logged."""

import asyncio
import io
from pathlib import Path

import pytest

from adapters.simulators.slack.server import SlackSimulator
from messages.content import Content
from tests.e2e.test_slack_log import CANARY
from tests.support.caller import until
from tests.support.slack_bot import COMMAND, body
from tests.support.slack_reminders import NEW, asked, due, holds, labels, looked, made, picked, planning, pressed
from tests.support.store_reader import ask, kept

GONE = "Deze herinnering is er niet meer. Kijk nog eens in de lijst."
AGAIN = "Nog eens proberen"


@pytest.fixture(autouse=True, params=["initial values kept", "initial values lost"])
def form_memory(slack: SlackSimulator, request: pytest.FixtureRequest) -> None:
    """Both ways in which Slack is reported to treat initial values that come with an update."""
    slack.workspace.initial_values_kept = request.param == "initial values kept"


async def test_a_field_shows_and_changes_its_own_reminder_only(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    """Slack keeps what was picked by its ids, from one screen to the next in the same modal."""
    async with planning(slack, shipped, database) as ann:
        slack.channel("C2", ["U1"])
        await made(ann, chat="C1", time="09:00")
        await made(ann, chat="C2", time="16:00")
        before = [one.plan for one in kept(database)]
        for number, time in ((1, "09:00"), (2, "16:00")):
            await pressed(ann, "Terug", f"{number}. ", "Wijzigen", "Tijden")
            assert holds(ann, "Wijzig") == time
            await pressed(ann, "Klaar", "Opslaan")
        assert [one.plan for one in kept(database)] == before
        await pressed(ann, "Wijzigen", "Tijden")
        await picked(ann, "Wijzig", "11:11")
        await pressed(ann, "Klaar", "Annuleren", "Wijzigen", "Tijden")
        assert holds(ann, "Wijzig") == "16:00"
        await pressed(ann, "Klaar", "Opslaan")
        assert [one.plan for one in kept(database)] == before, "left without saving"
    assert slack.errors == []


async def test_a_day_that_was_picked_can_be_picked_again(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    async with planning(slack, shipped, database) as ann:
        await made(ann)
        await pressed(ann, "Pauzeren")
        await picked(ann, "Pauze tot", "2020-01-01")
        assert ann.modal
        values = [field for block in ann.filled(ann.modal).values() for field in block.values()]
        assert values == [{"type": "datepicker", "selected_date": None}]
    assert slack.errors == []


async def test_while_the_database_is_away_it_says_so_and_nothing_is_lost(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    async with planning(slack, shipped, database) as ann:
        await asked(ann, channel="C1")
        await pressed(ann, "Hoe vaak", "vrijdag", "Klaar")
        ask(database, "ALTER TABLE reminder RENAME TO elsewhere")
        await pressed(ann, "Opslaan")
        assert body(ann) == "Het lukt nu even niet. Probeer het over een paar minuten nog eens."
        await pressed(ann, AGAIN)
        assert body(ann).startswith("Het lukt nu even niet.")
        ask(database, "ALTER TABLE elsewhere RENAME TO reminder")
        await pressed(ann, AGAIN)
        assert body(ann).startswith("Opgeslagen.")
        assert "Elke week op maandag en vrijdag" in body(ann)
        await pressed(ann, "Wijzigen", "Tijden")
        ask(database, "ALTER TABLE draft RENAME TO elsewhere")
        await picked(ann, "Nog een tijd", "15:15")
        assert body(ann).startswith("Het lukt nu even niet.")
        ask(database, "ALTER TABLE elsewhere RENAME TO draft")
        await pressed(ann, AGAIN, "Klaar")
        assert "om 10:00 en 15:15" in body(ann)
    assert slack.errors == []


async def test_the_home_tab_and_the_command_answer_while_the_database_is_away(
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
        await asked(ann)
        assert "Het lukt nu even niet." in body(ann)
        ask(database, "ALTER TABLE elsewhere RENAME TO reminder")
    assert slack.errors == []


async def test_a_window_that_is_too_old_leads_to_the_list(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    async with planning(slack, shipped, database, idle=1.0) as ann:
        await asked(ann, channel="C1")
        assert ann.modal
        stale = ann.modal.buttons[0]
        assert stale.text == "Opslaan"
        await asyncio.sleep(1.1)
        await pressed(ann, "Opslaan")
        assert body(ann) == "Dit venster is te oud. Wat je had opgeslagen, is er nog."
        assert kept(database) == ()
        await pressed(ann, "Naar de lijst")
        assert NEW in labels(ann)
    assert slack.errors == []


@pytest.mark.parametrize("value", ["x", "R", "R" + "A" * 63, "R" + "A" * 63 + " C1", "groomingcheck"])
async def test_a_button_that_the_bot_never_made_does_nothing(
    slack: SlackSimulator, shipped: Content, database: Path, value: str
) -> None:
    async with planning(slack, shipped, database) as ann:
        await made(ann)
        before = kept(database)
        await ann.press_raw("plan:press:0", value)
        await until(lambda: body(ann).startswith("Dit venster is te oud."))
        assert kept(database) == before
    assert slack.errors == []


async def test_a_button_of_somebody_else_does_nothing(slack: SlackSimulator, shipped: Content, database: Path) -> None:
    async with planning(slack, shipped, database, "slack:U1", "slack:U2") as ann:
        bob = slack.person("U2")
        await asked(ann, channel="C1")
        assert ann.modal
        await asked(bob)
        await bob.press_raw("plan:press:0", ann.modal.buttons[0].value)
        await until(lambda: body(bob).startswith("Dit venster is te oud."))
        assert kept(database) == ()
    assert slack.errors == []


async def test_a_reminder_that_was_deleted_meanwhile_is_told(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    async with planning(slack, shipped, database) as ann:
        await made(ann)
        await pressed(ann, "Wijzigen")
        ask(database, "DELETE FROM reminder")
        await pressed(ann, "Opslaan")
        assert body(ann).startswith(GONE)
        assert kept(database) == ()
        await made(ann)
        await pressed(ann, "Pauzeren")
        ask(database, "DELETE FROM reminder")
        await pressed(ann, "Tot je hem weer aanzet")
        assert body(ann).startswith(GONE)
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
        await pressed(ann, "Wijzigen", "Opslaan")
        await due(slack, database)
        await looked(ann)
        ask(database, "ALTER TABLE reminder RENAME TO elsewhere")
        await pressed(ann, "Weer aanzetten")
        ask(database, "ALTER TABLE elsewhere RENAME TO reminder")
        await slack.settled()
    said = output.getvalue()
    assert "reminder_suspended" in said
    assert "database_unavailable" in said
    assert not [word for word in ("C987654321", '"U1"', CANARY, "private_metadata", "Zo ziet") if word in said]
