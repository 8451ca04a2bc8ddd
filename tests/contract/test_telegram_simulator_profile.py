"""The bot's profile on the Telegram simulator."""

from typing import Any

import pytest

from adapters.simulators.telegram.person import Person
from adapters.simulators.telegram.server import TelegramSimulator
from tests.support.caller import Caller

START = {"command": "start", "description": "Begin"}
PRIVATE = {"type": "all_private_chats"}


async def test_commands_are_kept_by_scope_and_language(fake: TelegramSimulator, call: Caller, ann: Person) -> None:
    await call("setMyCommands", commands=[START])
    await call("setMyCommands", commands=[{**START, "description": "Begin hier"}], scope=PRIVATE, language_code="nl")
    await call("setMyCommands", commands=[], scope={"type": "chat_member", "chat_id": ann.id, "user_id": 5})
    assert fake.commands == {
        ("default", ""): [START],
        ("all_private_chats", "nl"): [{**START, "description": "Begin hier"}],
        ("chat_member:1001:5", ""): [],
    }
    assert await call("getMyCommands") == [START]
    assert await call("getMyCommands", scope=PRIVATE) == []
    await call("deleteMyCommands")
    assert await call("getMyCommands") == []


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        ({**START, "command": "Start"}, "BOT_COMMAND_INVALID"),
        ({**START, "command": "a-b"}, "BOT_COMMAND_INVALID"),
        ({**START, "command": ""}, "command must be non-empty"),
        ({**START, "command": "a" * 33}, "command length must not exceed 32"),
        ({**START, "description": " "}, "command description must be non-empty"),
        ({**START, "description": "a" * 257}, "command description length must not exceed 256"),
        ("start", "can't parse BotCommand: expected an Object"),
    ],
)
async def test_a_command_has_a_form(fake: TelegramSimulator, call: Caller, command: object, reason: str) -> None:
    assert await call.refused("setMyCommands", commands=[command]) == f"400 Bad Request: {reason}"
    assert fake.commands == {}


@pytest.mark.parametrize(
    ("parameters", "reason"),
    [
        ({"commands": [START] * 101}, "BOT_COMMANDS_TOO_MUCH"),
        ({"commands": {"a": 1}}, "expected an Array of BotCommand"),
        ({"commands": [START], "language_code": "nld"}, "LANG_CODE_INVALID"),
        ({"commands": [START], "scope": {"type": "x"}}, "can't parse BotCommandScope: Unsupported type specified"),
        ({"commands": [START], "scope": {"type": "chat", "chat_id": 5}}, "chat not found"),
    ],
)
async def test_a_list_of_commands_has_a_form(call: Caller, parameters: dict[str, Any], reason: str) -> None:
    assert await call.refused("setMyCommands", **parameters) == f"400 Bad Request: {reason}"


@pytest.mark.parametrize(
    ("method", "field", "longest"),
    [("Description", "description", 512), ("ShortDescription", "short_description", 120), ("Name", "name", 64)],
)
async def test_descriptions_are_kept_by_language(
    fake: TelegramSimulator, call: Caller, method: str, field: str, longest: int
) -> None:
    await call(f"setMy{method}", **{field: "a" * longest})
    await call(f"setMy{method}", **{field: "b"}, language_code="nl")
    assert fake.descriptions == {(field, ""): "a" * longest, (field, "nl"): "b"}
    assert await call(f"getMy{method}", language_code="nl") == {field: "b"}
    assert await call(f"getMy{method}", language_code="fr") == {field: "a" * longest}
    assert "is too long" in await call.refused(f"setMy{method}", **{field: "a" * (longest + 1)})
    await call(f"setMy{method}", **{field: ""}, language_code="nl")
    assert fake.descriptions == {(field, ""): "a" * longest}
