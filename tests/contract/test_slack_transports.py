"""Socket Mode and HTTP are equivalent: each kind of event is received, and is acknowledged alike."""

from collections.abc import Awaitable
from pathlib import Path

import pytest

from adapters.simulators.json_object import JsonObject
from adapters.simulators.slack.delivery import Ack
from adapters.simulators.slack.server import SlackSimulator
from messages.content import Content
from tests.support.slack_bot import COMMAND, STEPS, called, press, walk
from tests.support.slack_reminders import asked, due, field, planning, posted, pressed

WAYS = pytest.mark.parametrize("http", [False, True], ids=["socket", "http"])


class Carried:
    """What a bot on one transport does with what is delivered to it."""

    def __init__(self, slack: SlackSimulator) -> None:
        self._slack = slack

    async def __call__(self, brought: Awaitable[Ack | None]) -> tuple[JsonObject | str | None, list[str]]:
        """Deliver something; return the body of its acknowledgement, and the methods that the bot called after it."""
        await self._slack.settled()
        before = len(self._slack.calls)
        ack = await brought
        assert ack
        assert (ack.status, ack.trouble) == (200, "")
        await self._slack.settled()
        return ack.body, [call.method for call in self._slack.calls[before:]]


@pytest.fixture
def carried(slack: SlackSimulator) -> Carried:
    return Carried(slack)


@WAYS
async def test_each_way_into_a_check_is_carried(
    slack: SlackSimulator,
    shipped: Content,
    database: Path,
    carried: Carried,
    http: bool,  # noqa: FBT001
) -> None:
    async with planning(slack, shipped, database, http=http) as ann:
        assert await carried(ann.command(COMMAND)) == ("", ["views.open", "users.info"])
        assert await carried(ann.shortcut("check")) == ("", ["views.open"])
        assert await carried(ann.open_home()) == ("", ["views.publish"])
        assert await carried(ann.press_home("Start: Groomingcheck")) == ("", ["views.open"])
    assert slack.errors == []


@WAYS
async def test_a_press_a_submission_and_a_closed_view_are_carried(
    slack: SlackSimulator,
    shipped: Content,
    database: Path,
    carried: Carried,
    http: bool,  # noqa: FBT001
) -> None:
    async with planning(slack, shipped, database, http=http) as ann:
        await carried(ann.command(COMMAND))
        answer, calls = await carried(press(ann, "Beginnen"))
        assert isinstance(answer, dict)
        assert (answer["response_action"], answer["view"]["title"]["text"], calls) == ("update", "Vraag 1 van 9", [])
        assert await carried(press(ann, "Antwoord 1")) == ("", ["views.update"])
        await walk(ann, *STEPS[2:])
        assert await carried(ann.submit()) == ({"response_action": "clear"}, ["views.update"])
        await carried(ann.command(COMMAND))
        [closed] = await ann.close()
        assert (closed.status, closed.body) == (200, "")
    assert slack.errors == []


@WAYS
async def test_a_choice_and_a_press_in_the_wizard_are_carried(
    slack: SlackSimulator,
    shipped: Content,
    database: Path,
    carried: Carried,
    http: bool,  # noqa: FBT001
) -> None:
    async with planning(slack, shipped, database, http=http) as ann:
        await asked(ann, channel="C1")
        await pressed(ann, "Tijden")
        assert await carried(ann.choose(field(ann, "Wijzig"), "09:30")) == ("", ["views.update"])
        await pressed(ann, "Klaar")
        body, calls = await carried(press(ann, "Opslaan"))
        assert (body, calls[-2:]) == ("", ["chat.postEphemeral", "views.update"])
        await due(slack, database)
        [message] = posted(slack)
        assert await carried(ann.press_message_button(message, "Start: Groomingcheck")) == ("", ["views.open"])
    assert called(slack, "chat.postMessage") == 2  # the trial of whether the bot may, and the reminder
    assert slack.errors == []
