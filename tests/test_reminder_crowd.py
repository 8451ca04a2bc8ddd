"""A thousand reminders due in one minute, while somebody answers a check: the platforms bear it, and nobody waits."""

import time
from dataclasses import replace
from pathlib import Path

from adapters.ledger.agenda import Agenda
from adapters.ledger.reminder import Outcome, Place, Reminder
from adapters.ledger.session import Session
from adapters.slack.fake.server import FakeSlack
from adapters.telegram.fake.server import FakeTelegram
from messages.content import Content
from tests import bot, slack_bot
from tests.caller import until
from tests.test_bell import NEVER

TELEGRAM, SLACK = 880, 120
TOGETHER = 120.0
"""Seconds for all of them, at 20 and 4 a second, and on a machine that does other things too."""


async def fill(agenda: Agenda, telegram: FakeTelegram, slack: FakeSlack) -> None:
    now, account = time.time(), f"telegram:{telegram.account.id}"
    for number in range(TELEGRAM):
        group = telegram.group(-(10**12) - number)
        await agenda.add(Place(account, str(group.id)), "groomingcheck", NEVER, now)
    for number in range(SLACK):
        slack.channel(f"C{number}")
        await agenda.add(Place("slack", f"C{number}"), "groomingcheck", NEVER, now)


def told(reminder: Reminder) -> Outcome | None:
    return reminder.occurrences[0].outcome if reminder.occurrences else None


async def test_p22_a_thousand_at_once_stay_within_the_limits_and_hold_up_no_check(
    slack: FakeSlack, fake: FakeTelegram, shipped: Content, tmp_path: Path
) -> None:
    database = tmp_path / "ledger.db"
    session = await Session.open(f"sqlite:///{database}")
    agenda = Agenda(session)
    await fill(agenda, fake, slack)
    chosen = replace(slack_bot.configured(slack, database), telegram=bot.configured(fake, database).telegram)
    ann, bob = slack.person("U1"), fake.person(1001)
    async with slack_bot.serving(slack, shipped, chosen):
        await slack_bot.begin(ann)
        await bot.begin(bob)
        for step, typed in zip(slack_bot.STEPS, ("Beginnen", *("1.",) * 9, "Naar het advies"), strict=True):
            await slack_bot.walk(ann, step)
            await bot.walk(bob, typed)
        meanwhile = {told(reminder) for reminder in await agenda.all()}
        assert {None, Outcome.SENT} <= meanwhile <= {None, Outcome.SENT, Outcome.SENDING}, (
            "the check is over before them"
        )
        await until(lambda: _posted(slack) == SLACK and _sent(fake) >= TELEGRAM, TOGETHER)
        await ann.submit()
    assert {told(reminder) for reminder in await agenda.all()} == {Outcome.SENT}
    await session.close()
    assert {call.status for call in slack.calls} | {call.status for call in fake.calls if call.status} == {200}
    assert slack.errors == []


def _posted(slack: FakeSlack) -> int:
    return sum(len(channel.messages) for channel in slack.workspace.channels.values())


def _sent(fake: FakeTelegram) -> int:
    return sum(len(chat.messages) for number, chat in fake.account.chats.items() if number < 0)
