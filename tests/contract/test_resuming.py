"""Resuming a reminder, which is tried first and so takes a while."""

import asyncio
from collections.abc import AsyncIterator, Mapping

import pytest

from adapters.channels.services import SharedServices
from adapters.checks.dialogue import Dialogue
from adapters.checks.state_token import TokenCipher
from adapters.reminders.actions import ActionOutcome, ReminderActions
from adapters.reminders.series import Series
from adapters.simulators.network_failures import Hang
from adapters.simulators.slack.server import SlackSimulator
from adapters.slack.channel import SlackChannel
from adapters.slack.settings import SlackSettings
from adapters.storage.reminders import Destination, Plan, Suspension
from adapters.storage.session import Session
from messages.content import Content
from tests.support.caller import until
from tests.support.made_reminders import CHECK, weekly
from tests.support.slack_bot import called

NAME, PLACE = "00112233aabbccdd", Destination("slack", "C1")
PLAN, OTHER = (Plan(CHECK, weekly([0], time, "2026-01-01")) for time in ("10:00", "15:00"))


@pytest.fixture
def services(session: Session, shipped: Content) -> SharedServices:
    return SharedServices.on(session, Dialogue(shipped, TokenCipher([b"s" * 32]), 900.0), 900.0, "nl")


@pytest.fixture
async def actions(slack: SlackSimulator, services: SharedServices) -> AsyncIterator[ReminderActions]:
    channel = SlackChannel(SlackSettings("xoxb-test", "xapp-test", "", slack.url), services)
    await channel.open()
    yield ReminderActions(services.reminder_service, channel, services.prompts)
    await channel.close()


@pytest.fixture
async def suspended(slack: SlackSimulator, services: SharedServices) -> Series:
    slack.channel("C1")
    await services.reminder_service.add(NAME, [PLACE], PLAN)
    await services.reminder_store.suspend("slack", "C1", Suspension.LEFT)
    return Series(NAME, await services.reminder_store.series(NAME))


async def resuming(
    slack: SlackSimulator, actions: ReminderActions, series: Series
) -> asyncio.Task[ActionOutcome | Mapping[Destination, Suspension]]:
    """Resume it, and return once it is being tried."""
    slack.fail("chat.postMessage", Hang(1))
    task = asyncio.create_task(actions.resume(series))
    await until(lambda: called(slack, "chat.postMessage"))
    return task


async def test_what_somebody_changed_while_it_was_tried_stays(
    slack: SlackSimulator, services: SharedServices, actions: ReminderActions, suspended: Series
) -> None:
    task = await resuming(slack, actions, suspended)
    await services.reminder_service.change(suspended, [PLACE], OTHER)
    assert await task is ActionOutcome.DONE
    [reminder] = await services.reminder_store.series(NAME)
    assert (reminder.plan, reminder.suspended) == (OTHER, "")


async def test_what_somebody_deleted_while_it_was_tried_is_gone(
    slack: SlackSimulator, services: SharedServices, actions: ReminderActions, suspended: Series
) -> None:
    task = await resuming(slack, actions, suspended)
    await services.reminder_service.remove(suspended)
    assert await task is ActionOutcome.GONE
    assert await services.reminder_store.series(NAME) == ()
