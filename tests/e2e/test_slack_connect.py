"""Somebody from another workspace (Slack Connect, Enterprise Grid): each surface names another one of the two."""

from pathlib import Path

import pytest

from adapters.simulators.network_failures import Hang
from adapters.simulators.slack.person import Person
from adapters.simulators.slack.server import SlackSimulator
from adapters.slack.channel import OPENING
from messages.content import Content
from tests.support.caller import until
from tests.support.slack_bot import called, shown, walk
from tests.support.slack_reminders import due, made, planning, posted


async def opened(slack: SlackSimulator, database: Path, guest: Person) -> None:
    """Post a reminder, have this person press its button, and wait for the check."""
    await due(slack, database)
    [message] = posted(slack)
    await guest.press_message_button(message, "Start: Groomingcheck")
    await until(lambda: guest.modal)
    await slack.settled()


@pytest.mark.parametrize("enterprise", ["", "E1"])
async def test_a_check_that_was_started_from_a_reminder_goes_on_in_the_window(
    slack: SlackSimulator, shipped: Content, database: Path, enterprise: str
) -> None:
    """And their language is remembered, though it is asked for in one surface and used in another."""
    async with planning(slack, shipped, database) as ann:
        await made(ann)
        slack.workspace.enterprise = enterprise
        asked = called(slack, "users.info")
        guest = slack.person("U9", "en-GB", team="T9")
        await opened(slack, database, guest)
        await walk(guest, "Begin", "Answer 1")
        assert "Question 2 of 9" in shown(guest)
        assert called(slack, "users.info") == asked + 1
        assert guest.troubles == []
    assert slack.errors == []


async def test_a_guest_may_open_as_many_windows_at_once_as_anybody(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    """However many surfaces they come from."""
    async with planning(slack, shipped, database) as ann:
        await made(ann)
        guest = slack.person("U9", team="T9")
        await due(slack, database)
        [message] = posted(slack)
        opened = called(slack, "views.open")
        slack.fail("views.open", Hang(1), times=2 * OPENING)
        for _ in range(OPENING):
            await guest.press_message_button(message, "Start: Groomingcheck")
            await guest.shortcut("check")
        await slack.settled()
        assert called(slack, "views.open") == opened + OPENING
    assert slack.errors == []
