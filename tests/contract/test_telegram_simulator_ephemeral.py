"""Ephemeral messages on the Telegram simulator: what a bot shows in a group to one person alone."""

from typing import Any

import pytest

from adapters.simulators.telegram.group import Group
from adapters.simulators.telegram.person import Person
from adapters.simulators.telegram.server import TelegramSimulator
from tests.support.caller import Caller

pytestmark = pytest.mark.usefixtures("ann")


@pytest.fixture
def ann(fake: TelegramSimulator) -> Person:
    fake.account.ephemeral = True
    return fake.person(1001)


def to_ann(group: Group, **more: object) -> dict[str, Any]:
    return {"chat_id": group.id, "text": "x", "ephemeral_message_parameters": {"receiver_user_id": 1001}, **more}


async def test_an_administrator_shows_a_message_to_one_member(
    fake: TelegramSimulator, call: Caller, ann: Person
) -> None:
    group = fake.group(-1002, bot_admin=True)
    assert (await call.refused("sendMessage", **to_ann(group))).endswith("USER_NOT_PARTICIPANT")
    group.join(ann)
    before = group.messages
    sent = await call("sendMessage", **to_ann(group))
    assert (sent["message_id"], sent["receiver_user"]["id"]) == (0, 1001)
    assert [message.text for message in ann.ephemerals.values()] == ["x"]
    assert group.messages == before
    known = {"chat_id": group.id, "receiver_user_id": 1001, "ephemeral_message_id": sent["ephemeral_message_id"]}
    assert await call("editEphemeralMessageText", text="y", **known) is True
    assert await call("deleteEphemeralMessage", **known) is True
    assert ann.ephemerals == {}
    assert await call.refused("deleteEphemeralMessage", **known) == "400 Bad Request: MESSAGE_ID_INVALID"


async def test_another_bot_answers_an_ephemeral_command_in_time(
    fake: TelegramSimulator, call: Caller, ann: Person
) -> None:
    group = fake.group(-1002)
    group.join(ann)
    number = await ann.whisper("/start", group, thread=None)
    assert [message.text for message in group.messages] == [""]
    told = (await call.updates())[-1]["message"]
    assert (told["message_id"], told["ephemeral_message_id"], told["text"]) == (0, number, "/start")
    answer = to_ann(group, reply_parameters={"ephemeral_message_id": number})
    assert await call("sendMessage", **answer)
    for refused in (to_ann(group), {**to_ann(group), "chat_id": 1001}):
        await ann.say("x")
        assert await call.refused("sendMessage", **refused) == "400 Bad Request: BOT_NOT_ADMIN"
    fake.clock.advance(16)
    assert await call.refused("sendMessage", **answer) == "400 Bad Request: BOT_NOT_ADMIN"


async def test_an_older_server_shows_it_to_everybody(fake: TelegramSimulator, call: Caller, ann: Person) -> None:
    command = {"command": "start", "description": "x", "is_ephemeral": True}
    await call("setMyCommands", commands=[command])
    assert await call("getMyCommands") == [command]
    fake.account.ephemeral = False
    await call("setMyCommands", commands=[command])
    assert await call("getMyCommands") == [{"command": "start", "description": "x"}]
    group = fake.group(-1002, bot_admin=True)
    group.join(ann)
    assert (await call("sendMessage", **to_ann(group)))["message_id"] == group.messages[-1].id
    assert await call.refused("deleteEphemeralMessage") == "404 Not Found: method not found"
