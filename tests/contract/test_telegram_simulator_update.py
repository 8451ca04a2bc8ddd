"""How the Telegram simulator delivers updates to a bot that polls."""

import asyncio
import logging

import pytest

from adapters.simulators.telegram.person import Person
from adapters.simulators.telegram.server import TelegramSimulator
from tests.support.caller import Caller, until

CONFLICT = "409 Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"


async def test_an_update_is_told_until_it_is_confirmed(call: Caller, ann: Person) -> None:
    await ann.say("een")
    await ann.say("twee")
    first, second = await call.updates()
    assert [one["message"]["text"] for one in (first, second)] == ["een", "twee"]
    assert second["update_id"] == first["update_id"] + 1
    assert await call.updates(limit=1) == [first]
    assert await call.updates(second["update_id"]) == [second]
    assert await call.updates() == [second]
    assert await call.updates(second["update_id"] + 1) == []


async def test_a_negative_offset_keeps_the_newest(call: Caller, ann: Person) -> None:
    for text in "abc":
        await ann.say(text)
    assert [one["message"]["text"] for one in await call.updates(-2)] == ["b", "c"]
    assert [one["message"]["text"] for one in await call.updates()] == ["b", "c"]


async def test_a_long_poll_ends_with_the_update(fake: TelegramSimulator, call: Caller, ann: Person) -> None:
    poll = asyncio.create_task(call.updates(timeout=30))
    await until(lambda: fake.account.queue.waited)
    await ann.say("hoi")
    assert [one["message"]["text"] for one in await poll] == ["hoi"]


async def test_a_long_poll_ends_when_its_time_is_over(call: Caller) -> None:
    assert await call.updates(timeout=1) == []


async def test_only_what_was_asked_for_is_told(call: Caller, ann: Person) -> None:
    await call.updates(allowed_updates=["my_chat_member"])
    await ann.say("hoi")
    await ann.block()
    assert [set(one) - {"update_id"} for one in await call.updates()] == [{"my_chat_member"}]


async def test_of_two_long_polls_the_older_is_told_of_the_conflict(
    fake: TelegramSimulator, call: Caller, ann: Person
) -> None:
    older = asyncio.create_task(call.refused("getUpdates", timeout=30))
    await until(lambda: fake.account.queue.waited)
    newer = asyncio.create_task(call.updates(timeout=30))
    assert await older == CONFLICT
    await ann.say("hoi")
    assert len(await newer) == 1


async def test_a_poll_that_finds_something_ends_no_other(fake: TelegramSimulator, call: Caller, ann: Person) -> None:
    poll = asyncio.create_task(call.updates(timeout=30))
    await until(lambda: fake.account.queue.waited)
    assert await call.updates() == []
    await ann.say("hoi")
    assert len(await poll) == 1


async def test_a_press_is_forgotten_sooner_than_a_message(fake: TelegramSimulator, call: Caller, ann: Person) -> None:
    await ann.say("hoi")
    await ann.press_payload("a", 1)
    fake.clock.advance(151)
    assert [set(one) - {"update_id"} for one in await call.updates()] == [{"message"}]
    fake.clock.advance(86400)
    assert await call.updates() == []


async def test_anything_can_be_told(fake: TelegramSimulator, call: Caller) -> None:
    number = fake.inject({"message": {"nonsense": True}})
    assert fake.account.queue.pending()[0].object() == {"update_id": number, "message": {"nonsense": True}}
    fake.account.queue.clear()
    assert await call.updates() == []


async def test_nothing_that_is_said_is_logged(call: Caller, ann: Person, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    await ann.say("kanarie")
    await call.updates()
    await call("sendMessage", chat_id=ann.id, text="kanarie")
    await call.refused("sendMessage", chat_id=ann.id, text="<kanarie>", parse_mode="HTML")
    ours = [record for record in caplog.records if not record.name.startswith(("httpx", "httpcore"))]
    assert not [record for record in ours if "kanarie" in record.getMessage()]
    assert not [record for record in ours if record.name.startswith("uvicorn.access")]
