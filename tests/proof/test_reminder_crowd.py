"""A thousand reminders due in one minute, while somebody answers a check: no limit is exceeded, and nobody waits."""

import datetime as dt
import time
from dataclasses import replace
from pathlib import Path

from adapters.simulators.slack.server import SlackSimulator
from adapters.simulators.telegram.server import TelegramSimulator
from adapters.storage.reminder_store import ReminderStore
from adapters.storage.reminders import Destination, OccurrenceOutcome, Plan, Reminder
from adapters.storage.session import Session
from messages.content import Content
from tests.contract.test_dispatcher import NEVER
from tests.support import made_reminders, slack_bot, telegram_bot
from tests.support.caller import until

TELEGRAM, SLACK, TWENTY = 880, 120, 20
TOGETHER = 120.0
"""Seconds for all of them, at 20 and 4 a second, on a machine that is busy with other things too."""


async def fill(reminder_store: ReminderStore, telegram: TelegramSimulator, slack: SlackSimulator) -> None:
    """Make reminders of twenty groups or channels each, with several times a day, all of them due now."""
    now, account = time.time(), f"telegram:{telegram.account.id}"
    groups = [telegram.group(-(10**12) - number) for number in range(TELEGRAM)]
    channels = [slack.channel(f"C{number}") for number in range(SLACK)]
    places = [Destination(account, str(group.id)) for group in groups]
    places += [Destination("slack", channel.id) for channel in channels]
    plan = Plan("groomingcheck", replace(NEVER, times=frozenset({dt.time(7), dt.time(15), dt.time(23)})))
    for start in range(0, len(places), TWENTY):
        await reminder_store.add(f"{start:016x}", places[start : start + TWENTY], plan, now)


def told(reminder: Reminder) -> OccurrenceOutcome | None:
    return reminder.occurrences[0].outcome if reminder.occurrences else None


async def test_a_thousand_at_once_stay_within_the_limits_and_hold_up_no_check(
    slack: SlackSimulator, fake: TelegramSimulator, shipped: Content, tmp_path: Path
) -> None:
    database = tmp_path / "ledger.db"
    session = await Session.open(f"sqlite:///{database}")
    reminder_store = made_reminders.on(session)
    await fill(reminder_store, fake, slack)
    chosen = slack_bot.configured(slack, database)
    chosen = replace(chosen, channels=(*chosen.channels, *telegram_bot.configured(fake, database).channels))
    ann, bob = slack.person("U1"), fake.person(1001)
    async with slack_bot.serving(slack, shipped, chosen):
        await slack_bot.begin(ann)
        await telegram_bot.begin(bob)
        for step, typed in zip(slack_bot.STEPS, telegram_bot.TO_ADVICE, strict=True):
            await slack_bot.walk(ann, step)
            await telegram_bot.walk(bob, typed)
        meanwhile = {told(reminder) for reminder in await reminder_store.all()}
        assert (
            {None, OccurrenceOutcome.SENT} <= meanwhile <= {None, OccurrenceOutcome.SENT, OccurrenceOutcome.SENDING}
        ), "the check is over before them"
        await until(lambda: _posted(slack) == SLACK and _sent(fake) >= TELEGRAM, TOGETHER)
        await ann.submit()
    assert {told(reminder) for reminder in await reminder_store.all()} == {OccurrenceOutcome.SENT}
    await session.close()
    calls = (call for call in (*slack.calls, *fake.calls) if call.status and "Ephemeral" not in call.method)
    assert {call.status for call in calls} == {200}
    assert slack.errors == []


def _posted(slack: SlackSimulator) -> int:
    return sum(len(channel.messages) for channel in slack.workspace.channels.values())


def _sent(fake: TelegramSimulator) -> int:
    return sum(len(chat.messages) for number, chat in fake.account.chats.items() if number < 0)
