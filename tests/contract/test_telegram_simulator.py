"""The Telegram simulator as a server: how it is called, and how it fails on request."""

import asyncio
import contextlib
import time
from itertools import product
from typing import Any

import httpx
import pytest

from adapters.simulators.network_failures import Hang, Reset
from adapters.simulators.telegram import errors
from adapters.simulators.telegram.methods import METHODS
from adapters.simulators.telegram.parameters import Parameters
from adapters.simulators.telegram.person import Person
from adapters.simulators.telegram.server import TelegramSimulator
from tests.support import specification
from tests.support.caller import Caller, until

TEXT = {
    "chat_id": "1001",
    "text": "[1 ]",
    "reply_markup": '{"inline_keyboard": [[{"text": "2", "callback_data": "3"}]]}',
}
CONFLICT = "409 Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"


@pytest.mark.parametrize("form", ["json", "data", "files", "params"])
async def test_parameters_come_in_any_form(call: Caller, ann: Person, form: str) -> None:
    given = {name: (None, value) for name, value in TEXT.items()} if form == "files" else TEXT
    answer = await call.client.request("POST", "sendMessage", **{form: given})  # type: ignore[arg-type]
    assert answer.json()["ok"], answer.text
    assert (ann.chat.messages[-1].text, ann.chat.messages[-1].labels) == ("[1 ]", ["2"])


@pytest.mark.parametrize("body", [{"json": [1]}, {"content": b"{", "headers": {"content-type": "application/json"}}])
async def test_what_is_no_request_is_refused(call: Caller, body: dict[str, object]) -> None:
    answer = await call.client.post("getMe", **body)  # type: ignore[arg-type]
    assert answer.status_code == 400


async def test_a_method_may_be_written_in_any_case_but_must_be_known(call: Caller) -> None:
    assert (await call("GETme"))["username"] == "groomingcheck_bot"
    assert await call.refused("getSomething") == "404 Not Found: method not found"


async def test_another_token_is_unauthorized(fake: TelegramSimulator) -> None:
    other = Caller(fake.url, "1:other")
    async with other.client:
        assert await other.refused("getMe") == "401 Unauthorized"


async def test_a_chat_must_be_known(call: Caller) -> None:
    assert await call.refused("sendMessage", chat_id=5, text="x") == "400 Bad Request: chat not found"
    assert await call.refused("sendMessage", chat_id="@x", text="x") == "400 Bad Request: chat not found"
    assert await call.refused("sendMessage", chat_id=[1], text="x") == "400 Bad Request: chat not found"
    assert await call.refused("sendMessage", text="x") == "400 Bad Request: chat_id is empty"


async def test_every_call_is_written_down(fake: TelegramSimulator, call: Caller, ann: Person) -> None:
    before = time.monotonic()
    await call.client.post("sendMessage", data=TEXT)
    await call.refused("sendMessage", chat_id=1001)
    sent, refused = fake.calls
    assert (sent.method, sent.status, sent.answer["text"]) == ("sendMessage", 200, "[1 ]")
    assert sent.parameters["chat_id"] == 1001
    assert sent.parameters["reply_markup"] == {"inline_keyboard": [[{"text": "2", "callback_data": "3"}]]}
    assert before <= sent.at <= refused.at
    assert (refused.status, refused.answer) == (400, "Bad Request: message text is empty")
    assert ann.chat.messages[-1].text == "[1 ]"


@pytest.mark.parametrize(
    ("trouble", "said", "parameters"),
    [
        (errors.rate_limited(7), "429 Too Many Requests: retry after 7", {"retry_after": 7}),
        (errors.conflict(), CONFLICT, None),
        (errors.blocked(), "403 Forbidden: bot was blocked by the user", None),
        (errors.kicked(), "403 Forbidden: bot was kicked from the group chat", None),
        (errors.server_error(), "500 Internal Server Error", None),
        (errors.migrated(-100), "400 Bad Request: group chat was upgraded to a supergroup chat",
         {"migrate_to_chat_id": -100}),
    ],
)  # fmt: skip
async def test_the_next_calls_can_fail(
    fake: TelegramSimulator, call: Caller, trouble: errors.ApiError, said: str, parameters: dict[str, int] | None
) -> None:
    fake.fail("getMe", trouble, times=2)
    for _ in range(2):
        answer = await call.client.post("getMe")
        assert (f"{answer.status_code} {answer.json()['description']}") == said
        assert answer.json().get("parameters") == parameters
        assert answer.headers.get("retry-after") == ("7" if answer.status_code == 429 else None)
    assert (await call("getMe"))["is_bot"]


async def test_a_connection_can_be_reset_before_or_after(fake: TelegramSimulator, call: Caller, ann: Person) -> None:
    for done in (False, True):
        fake.fail("*", Reset(done=done))
        with pytest.raises(httpx.TransportError):
            await call("sendMessage", chat_id=1001, text=f"done {done}")
    assert [message.text for message in ann.chat.messages] == ["/start", "done True"]
    assert [one.status for one in fake.calls] == [0, 0]
    fake.fail("*", Reset())
    assert await call.updates() == []  # a poll is failed by its own name only


async def test_an_answer_can_hang_while_others_are_given(fake: TelegramSimulator, call: Caller) -> None:
    fake.fail("getMe", Hang(60))
    slow = asyncio.create_task(call("getMe"))
    await until(lambda: fake.calls)
    assert (await call("getMe"))["is_bot"]
    assert not slow.done()
    slow.cancel()


async def test_latency_holds_up_nobody_else(fake: TelegramSimulator, call: Caller) -> None:
    fake.latency = 1
    calls = asyncio.gather(*(call("getMe") for _ in range(9)))
    await until(lambda: sum(one.status == 0 for one in fake.calls) == 9)  # all of them wait at once
    assert not calls.done()
    await calls


async def test_settled_waits_for_updates_and_calls(fake: TelegramSimulator, call: Caller, ann: Person) -> None:
    await ann.say("hoi")
    with pytest.raises(TimeoutError):
        await fake.settled(timeout=0.3)
    fake.latency = 0.3
    told = await call.updates()
    last = asyncio.create_task(call.updates(told[-1]["update_id"] + 1))
    answer = asyncio.create_task(call("sendMessage", chat_id=1001, text="hoi"))
    await until(lambda: len(fake.calls) == 3)
    await fake.settled()
    assert last.done()
    assert answer.done()


async def test_the_clock_dates_what_is_sent(fake: TelegramSimulator, call: Caller, ann: Person) -> None:
    before = time.time()
    fake.clock.advance(86400)
    sent = await call("sendMessage", chat_id=1001, text="hoi")
    assert sent["date"] == ann.chat.messages[-1].date >= before + 86399


async def test_a_bot_that_logged_out_is_gone(call: Caller) -> None:
    assert await call("logOut") is True
    assert await call.refused("getMe") == "400 Bad Request: logged out"


ODD: list[Any] = [
    None,
    "",
    0,
    -1,
    10**30,
    1.5,
    True,
    "x",
    [],
    [1],
    [[]],
    [{}],
    {},
    {"type": 1},
    {"message_id": []},
    {"inline_keyboard": 1},
]
NAMES = [
    "chat_id", "message_id", "message_ids", "text", "entities", "parse_mode", "reply_markup", "reply_parameters", "url",
    "link_preview_options", "message_thread_id", "callback_query_id", "commands", "scope", "language_code", "user_id",
    "description", "offset", "limit", "allowed_updates", "max_connections", "secret_token", "name",
]  # fmt: skip


async def test_whatever_is_sent_is_answered(fake: TelegramSimulator, call: Caller, ann: Person) -> None:
    usual = {"chat_id": ann.id, "message_id": 1, "text": "x", "commands": [], "user_id": ann.id}
    methods = sorted({*METHODS, "getMe", "getUpdates", "setWebhook", "deleteWebhook", "getWebhookInfo"})
    for method, name, value in product(methods, NAMES, ODD):
        with contextlib.suppress(errors.ApiError):
            await fake.service.call(method, Parameters({**usual, name: value}))
    assert (await call("getMe"))["is_bot"]


@pytest.mark.skipif(specification.load() is None, reason=specification.MISSING)
async def test_the_specification_is_held() -> None:
    user = {"id": 1, "is_bot": False, "first_name": "Ann"}
    assert specification.faults(user, ["User"], "x") == []
    for wrong in ({"id": "1"}, {"id": True}, {"nick": "x"}):
        assert specification.faults({**user, **wrong}, ["User"], "x") != []
    assert specification.faults({"id": 1}, ["User"], "x") != []
    assert specification.faults([user, 1], ["Array of User"], "x") != []
