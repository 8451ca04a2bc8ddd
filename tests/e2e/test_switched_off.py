"""A check that was switched off: whatever still leads to it ends in the friendly screen, with those that are on."""

from pathlib import Path

import pytest

from adapters.checks.dialogue import Dialogue
from adapters.checks.state_token import Participant, TokenCipher
from adapters.simulators.slack.server import SlackSimulator
from adapters.simulators.telegram.server import TelegramSimulator
from adapters.storage.reminders import Suspension
from messages.content import Content
from tests.support import slack_bot, telegram_bot
from tests.support.caller import until
from tests.support.store_reader import due, kept
from tests.support.telegram_reminders import enter, look, planning
from tests.support.two_checks import STARTS, TITLES, two_checks

WORKER = Participant("telegram", "1001")
EXPIRED = "Deze check is verlopen, begin opnieuw."


@pytest.fixture
def both(tmp_path: Path) -> Content:
    return two_checks(tmp_path / "teksten")


def test_every_button_of_it_ends_politely(both: Content, shipped: Content) -> None:
    before, now = (Dialogue(content, TokenCipher([b"s" * 32]), 900.0) for content in (both, shipped))
    begun = before.start("meldcode", WORKER, "nl")
    for payload in ("meldcode", *(button.payload for button in begun.buttons)):
        screen = now.press(payload, WORKER, "nl")
        assert screen.html.startswith(EXPIRED)
        assert [button.payload for button in screen.buttons] == ["groomingcheck"]


async def test_the_link_of_an_old_reminder_on_telegram(
    fake: TelegramSimulator, shipped: Content, database: Path
) -> None:
    async with telegram_bot.running(shipped, telegram_bot.configured(fake, database), fake):
        ann = fake.person(1001, "nl")
        await telegram_bot.begin(ann, "/start meldcode")
        assert telegram_bot.shown(ann).startswith(EXPIRED)
        await telegram_bot.walk(ann, "Start: Groomingcheck", "Beginnen")
        assert "Vraag 1 van 9" in telegram_bot.shown(ann)


async def test_a_button_that_still_stands_on_slack(
    slack: SlackSimulator, both: Content, shipped: Content, database: Path
) -> None:
    ann = slack.person("U1")
    async with slack_bot.serving(slack, both, slack_bot.configured(slack, database, http=True)):
        await ann.open_home()
        await until(lambda: ann.home)
    async with slack_bot.serving(slack, shipped, slack_bot.configured(slack, database, http=True)):
        await ann.press_home(STARTS["meldcode"])
        await until(lambda: ann.modal)
        assert slack_bot.body(ann).startswith(EXPIRED)
        await slack_bot.walk(ann, "Start: Groomingcheck", "Beginnen")
        assert slack_bot.shown(ann).startswith("Vraag 1 van 9")
    assert slack.errors == []


async def test_its_reminders_are_suspended_and_can_be_mended(
    fake: TelegramSimulator, both: Content, shipped: Content, database: Path
) -> None:
    cora, team = fake.person(1001, "nl", first_name="Cora"), fake.group(-1002, bot_admin=True)
    team.join(cora)
    async with planning(fake, both, database):
        await enter(cora, team)
        await telegram_bot.walk(cora, "Berichten", TITLES["meldcode"], "Klaar", "Opslaan")
        await cora.press("Sluiten")
        await until(lambda: not cora.chat.messages)
    async with planning(fake, shipped, database):
        await due(database)
        await until(lambda: [one.suspended for one in kept(database)] == [Suspension.TEXTLESS])
        await until(lambda: cora.chat.messages)
        await look(cora)
        await telegram_bot.walk(cora, "Wijzigen", "Opslaan")
    assert [(one.plan.check, one.suspended) for one in kept(database)] == [("groomingcheck", "")]
