"""Socket Mode and HTTP are equivalent: each kind of event is received, and is acknowledged alike."""

from collections.abc import Awaitable
from pathlib import Path

import pytest

from adapters.simulators.json_object import JsonObject
from adapters.simulators.slack.delivery import Ack
from adapters.simulators.slack.server import SlackSimulator
from messages.content import Content
from tests.support.slack_bot import COMMAND, STEPS, called, press, walk
from tests.support.slack_reminders import NEW, asked, chosen, due, fields, named, planning, posted, pressed

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
async def test_a_form_is_carried_with_its_faults(
    slack: SlackSimulator,
    shipped: Content,
    database: Path,
    carried: Carried,
    http: bool,  # noqa: FBT001
) -> None:
    async with planning(slack, shipped, database, http=http) as ann:
        await asked(ann)
        await pressed(ann, NEW)
        assert "days" in fields(ann)
        assert await carried(ann.choose(named(ann, "form:time"), "09:30")) == ("", ["views.update"])
        await chosen(ann, "form:chat", "C1")
        days = named(ann, "form:days").removeprefix("form:")
        body, calls = await carried(ann.submit(unfilled=True))
        assert (body, calls) == ({"response_action": "errors", "errors": {days: "Kies minstens één dag."}}, [])
        await chosen(ann, "form:days", ["maandag"])
        body, _ = await carried(ann.submit())
        assert isinstance(body, dict)
        assert (body["response_action"], body["view"]["type"]) == ("update", "modal")
        await due(slack, database)
        [message] = posted(slack)
        assert await carried(ann.press_message_button(message, "Start: Groomingcheck")) == ("", ["views.open"])
    assert called(slack, "chat.postMessage") == 2  # the trial of whether the bot may, and the reminder
    assert slack.errors == []
