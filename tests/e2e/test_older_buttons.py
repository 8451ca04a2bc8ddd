"""Whoever presses a button of the version before, which a chat or a window still shows, is told to begin again."""

import time

import pytest

from adapters.checks.state_token import Participant
from adapters.simulators.slack.person import Person
from adapters.simulators.telegram.server import TelegramSimulator
from tests.support import slack_bot, telegram_bot
from tests.support.caller import until
from tests.support.older_buttons import payload
from tests.support.telegram_bot import SECRET

EXPIRED = "Deze check is verlopen, begin opnieuw."
BUTTONS = ("Beginnen", "Ja, meestal wel", "Klaar en wissen", "Antwoorden nakijken")


def carried(channel: str, person: str, label: str) -> str:
    return payload("groomingcheck", label, SECRET, Participant(channel, person), time.time(), 900.0)


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("label", BUTTONS)
async def test_on_telegram(fake: TelegramSimulator, label: str) -> None:
    ann = fake.person(1001)
    await telegram_bot.begin(ann)
    left = ann.chat.add(fake.account.user(), from_bot=True, text="Vraag 2 van 9").id
    await ann.press_payload(carried("telegram", "1001", label), left)
    await until(lambda: telegram_bot.shown(ann).startswith(EXPIRED))
    assert telegram_bot.said(ann)[-1].labels == ["Start: Groomingcheck"]
    await telegram_bot.walk(ann, "Start: Groomingcheck")
    await telegram_bot.walk(ann, "Beginnen")
    assert "Vraag 1 van 9" in telegram_bot.shown(ann)


@pytest.mark.parametrize("label", BUTTONS)
async def test_on_slack(worker: Person, label: str) -> None:
    await slack_bot.begin(worker)
    await worker.press_raw("press:0", carried("slack", "U1", label))
    await until(lambda: EXPIRED in slack_bot.shown(worker))
    await slack_bot.walk(worker, "Start: Groomingcheck")
    assert "Is er nu gevaar?" in slack_bot.shown(worker)
