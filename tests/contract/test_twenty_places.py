"""A reminder of twenty channels or groups, of which five refuse in five ways: the others come, and each is listed."""

import time
from collections.abc import AsyncIterator

import pytest

from adapters.channels.services import SharedServices
from adapters.checks.dialogue import Dialogue
from adapters.checks.state_token import TokenCipher
from adapters.concurrency.intervals import DEFAULT
from adapters.reminders import formatting
from adapters.reminders.actions import ReminderActions
from adapters.reminders.dispatcher import ReminderDispatcher
from adapters.reminders.series import Series
from adapters.simulators.slack import errors as slack_errors
from adapters.simulators.slack.server import SlackSimulator
from adapters.simulators.telegram.server import TelegramSimulator
from adapters.slack.channel import SlackChannel
from adapters.slack.settings import SlackSettings
from adapters.storage.reminders import Destination, OccurrenceOutcome, Plan, Suspension
from adapters.storage.session import Session
from adapters.telegram.channel import TelegramChannel
from adapters.telegram.settings import TelegramSettings
from messages.content import Content
from tests.support.made_reminders import CHECK, weekly

PLACES, NAME = 20, "00112233aabbccdd"
PLAN = Plan(CHECK, weekly(range(7), "03:00", "2026-01-01"))
Posting = SlackChannel | TelegramChannel
Refused = dict[int, Suspension]
"""Why a place refuses, by its number."""


@pytest.fixture
def services(session: Session, shipped: Content) -> SharedServices:
    return SharedServices.on(session, Dialogue(shipped, TokenCipher([b"s" * 32]), 900.0), 900.0, "nl")


@pytest.fixture
async def on_slack(slack: SlackSimulator, services: SharedServices) -> AsyncIterator[Posting]:
    channel = SlackChannel(SlackSettings("xoxb-test", "xapp-test", "", slack.url), services)
    await channel.open()
    yield channel
    await channel.close()


@pytest.fixture
async def on_telegram(fake: TelegramSimulator, services: SharedServices) -> AsyncIterator[Posting]:
    channel = TelegramChannel(TelegramSettings(fake.token, fake.url, None, ""), services)
    await channel.open()
    yield channel
    await channel.close()


def channels(slack: SlackSimulator) -> tuple[list[Destination], Refused]:
    """Make twenty channels; the first gets the refusal that no channel has by itself."""
    for number in range(PLACES):
        if number != 11:
            slack.channel(f"C{number}", archived=number == 5, bot_in=number != 2)
    slack.workspace.channels["C17"].restricted = True
    slack.fail("chat.postMessage", slack_errors.api_error("ekm_access_denied_by_policy"))
    refused = {0: "REJECTED", 2: "LEFT", 5: "ARCHIVED", 11: "GONE", 17: "FORBIDDEN"}
    places = [Destination("slack", f"C{number}") for number in range(PLACES)]
    return places, {number: Suspension[why] for number, why in refused.items()}


def teams(fake: TelegramSimulator) -> tuple[list[Destination], Refused]:
    """Make twenty groups, all with topics."""
    made = [fake.group(-1000 - number, topics=True) for number in range(PLACES)]
    for group in made:
        group.open(7)
    made[2].status = "kicked"
    del fake.account.chats[made[5].id]
    made[9].muted = True
    made[11].topics = set()
    made[17].closed = {7}
    refused = {2: "LEFT", 5: "GONE", 9: "FORBIDDEN", 11: "TOPIC", 17: "CLOSED"}
    places = [Destination(f"telegram:{fake.account.id}", str(group.id), "7") for group in made]
    return places, {number: Suspension[why] for number, why in refused.items()}


async def dispatched(services: SharedServices, channel: Posting) -> Series:
    """Post whatever is due, and return the series."""
    dispatcher = ReminderDispatcher(
        services.reminder_store, {channel.account: channel}, services.prompts, 900.0, DEFAULT
    )
    while await dispatcher.once(channel.account):
        await dispatcher.finish()
    return Series(NAME, await services.reminder_store.series(NAME))


def hold(content: Content, series: Series, refused: Refused) -> None:
    """Assert that each place has its own outcome, and that the list says it."""
    assert len({*refused.values()}) == 5
    for number, reminder in enumerate(series.reminders):
        [occurrence] = reminder.occurrences
        listed = formatting.outcome(content.words["nl"], reminder, occurrence)
        if number in refused:
            assert (occurrence.outcome, occurrence.why) == (OccurrenceOutcome.REFUSED, refused[number])
            assert listed.startswith("Niet geplaatst: ")
            assert content.words["nl"][f"suspension.{refused[number]}"] in listed
        else:
            assert (occurrence.outcome, reminder.suspended, reminder.prompt) == (OccurrenceOutcome.SENT, "", 1)
            assert listed.startswith("Geplaatst: ")
            assert reminder.due_at
            assert reminder.due_at > time.time()


async def tried(services: SharedServices, channel: Posting, places: list[Destination], refused: Refused) -> None:
    """Assert that a trial before it is saved finds the same five, and leaves nothing behind."""
    actions = ReminderActions(services.reminder_service, channel, services.prompts)
    found = await actions.obstacles(None, places, CHECK)
    assert found == {places[number]: why for number, why in refused.items()}


async def test_on_slack(slack: SlackSimulator, on_slack: Posting, services: SharedServices, shipped: Content) -> None:
    places, refused = channels(slack)
    await services.reminder_store.add(NAME, places, PLAN, time.time() - 1)
    series = await dispatched(services, on_slack)
    hold(shipped, series, refused)
    assert {one for one, found in slack.workspace.channels.items() if len(found.messages) == 1} == {
        f"C{number}" for number in range(PLACES) if number not in refused
    }
    slack.fail("chat.postMessage", slack_errors.api_error("ekm_access_denied_by_policy"))
    await tried(services, on_slack, places, refused)


async def test_on_telegram(
    fake: TelegramSimulator, on_telegram: Posting, services: SharedServices, shipped: Content
) -> None:
    places, refused = teams(fake)
    await services.reminder_store.add(NAME, places, PLAN, time.time() - 1)
    series = await dispatched(services, on_telegram)
    hold(shipped, series, refused)
    groups = [chat for number, chat in fake.account.chats.items() if number < 0]
    posted = {chat.id for chat in groups if len(chat.messages) == 1}
    assert posted == {-1000 - number for number in range(PLACES) if number not in refused}
    await tried(services, on_telegram, places, refused)
    assert sum(len(chat.messages) for chat in groups) == len(posted)
