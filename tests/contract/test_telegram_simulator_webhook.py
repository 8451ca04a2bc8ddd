"""How the Telegram simulator posts updates to a webhook: to a real server, which refuses some."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from adapters.simulators.telegram.person import Person
from adapters.simulators.telegram.server import TelegramSimulator
from tests.support import specification
from tests.support.caller import Caller, until


@dataclass
class Receiver:
    """What a bot's own server receives, and its answer to each request; the last answer is repeated."""

    url: str
    answers: list[str] = field(default_factory=lambda: ["200 OK"])
    body: bytes = b""
    got: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    now: int = 0
    most: int = 0

    @property
    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.got if "message" in update]

    async def take(self, update: dict[str, Any], headers: dict[str, str]) -> bytes:
        self.got.append(update)
        self.headers.append(headers)
        self.now += 1
        self.most = max(self.most, self.now)
        await self.gate.wait()
        self.now -= 1
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        head = f"HTTP/1.1 {answer}\r\ncontent-length: {len(self.body)}\r\nconnection: close\r\n\r\n"
        return head.encode() + self.body if answer else b""


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    """A server on loopback that receives what a webhook posts."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        headers = {line.partition(":")[0].lower(): line.partition(":")[2].strip() for line in head[1:] if line}
        update = json.loads(await reader.readexactly(int(headers["content-length"])))
        writer.write(await mine.take(update, headers))
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    mine = Receiver(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/hook")
    mine.gate.set()
    yield mine
    mine.gate.set()
    server.close()
    if specification.load():
        assert [fault for update in mine.got for fault in specification.faults(update, ["Update"], "posted")] == []


async def test_updates_are_posted_with_the_secret(
    fake: TelegramSimulator, call: Caller, ann: Person, receiver: Receiver
) -> None:
    await ann.say("een")
    assert await call("setWebhook", url=receiver.url, secret_token="s-3_cret") is True
    await ann.say("twee")
    await ann.press_payload("a", 1)
    await fake.settled()
    assert receiver.texts == ["een", "twee"]
    assert {head["x-telegram-bot-api-secret-token"] for head in receiver.headers} == {"s-3_cret"}
    assert len({update["update_id"] for update in receiver.got}) == 3
    info = await call("getWebhookInfo")
    assert (info["url"], info["pending_update_count"], info["max_connections"]) == (receiver.url, 0, 40)


@pytest.mark.parametrize("trouble", ["500 Down", "404 Not Found", ""])
async def test_what_was_not_taken_is_posted_again_and_holds_up_its_chat_alone(
    fake: TelegramSimulator, call: Caller, ann: Person, receiver: Receiver, trouble: str
) -> None:
    await call("setWebhook", url=receiver.url)
    receiver.answers = [trouble, trouble, "200 OK"]
    await ann.say("een")
    await ann.say("twee")
    await until(lambda: receiver.got)
    await fake.settled()
    assert receiver.texts == ["een", "een", "een", "twee"]
    assert len({update["update_id"] for update in receiver.got}) == 2
    assert "last_error_message" in await call("getWebhookInfo")


async def test_a_webhook_can_say_when_to_come_again(
    fake: TelegramSimulator, call: Caller, ann: Person, receiver: Receiver
) -> None:
    receiver.answers = ["429 Slow\r\nretry-after: 600", "200 OK"]
    await call("setWebhook", url=receiver.url)
    await ann.say("een")
    await until(lambda: "last_error_message" in fake.service.webhook.info())
    await asyncio.sleep(0.1)  # one that doesn't wait comes again at once
    assert receiver.texts == ["een"]


async def test_the_second_time_again_waits(
    fake: TelegramSimulator, call: Caller, ann: Person, receiver: Receiver
) -> None:
    fake.service.webhook.pause = 600
    receiver.answers = ["500 Down"]
    await call("setWebhook", url=receiver.url)
    await ann.say("een")
    await until(lambda: len(receiver.got) == 2)
    await asyncio.sleep(0.1)  # one that doesn't wait posts many times in it
    assert len(receiver.got) == 2


async def test_a_connection_that_nobody_takes_is_tried_again(
    fake: TelegramSimulator, call: Caller, ann: Person, receiver: Receiver
) -> None:
    await call("setWebhook", url="http://127.0.0.1:9/")
    await ann.say("een")
    await until(lambda: "last_error_message" in fake.service.webhook.info())
    fake.clock.advance(2)
    await call("setWebhook", url=receiver.url)
    await fake.settled()
    assert receiver.texts == ["een"]


async def test_an_update_whose_time_is_over_is_posted_no_more(
    fake: TelegramSimulator, call: Caller, ann: Person, receiver: Receiver
) -> None:
    await call("setWebhook", url=receiver.url)
    receiver.answers = ["500 Down"]
    await ann.press_payload("a", 1)
    await until(lambda: receiver.got)
    fake.clock.advance(151)
    await until(lambda: not fake.service.webhook.busy)
    assert (await call("getWebhookInfo"))["pending_update_count"] == 0


@pytest.mark.parametrize("connections", [1, 3])
async def test_no_more_connections_than_were_asked_for(
    fake: TelegramSimulator, call: Caller, receiver: Receiver, connections: int
) -> None:
    await call("setWebhook", url=receiver.url, max_connections=connections)
    receiver.gate.clear()
    for number in range(2000, 2006):
        await fake.person(number).say("hoi")
    await until(lambda: receiver.now == connections)
    receiver.gate.set()
    await fake.settled()
    assert (len(receiver.got), receiver.most) == (6, connections)


async def test_an_answer_can_hold_a_method(
    fake: TelegramSimulator, call: Caller, ann: Person, receiver: Receiver
) -> None:
    receiver.body = b'{"method": "sendMessage", "chat_id": 1001, "text": "terug"}'
    await call("setWebhook", url=receiver.url)
    await ann.say("hoi")
    await fake.settled()
    assert ann.chat.messages[-1].text == "terug"


async def test_polling_and_a_webhook_exclude_each_other(
    fake: TelegramSimulator, call: Caller, ann: Person, receiver: Receiver
) -> None:
    poll = asyncio.create_task(call.refused("getUpdates", timeout=30))
    await until(lambda: fake.account.queue.waited)
    await call("setWebhook", url=receiver.url)
    assert await poll == "409 Conflict: terminated by setWebhook request"
    active = "409 Conflict: can't use getUpdates method while webhook is active; "
    assert await call.refused("getUpdates") == f"{active}use deleteWebhook to delete the webhook first"
    await call("deleteWebhook")
    await ann.say("een")
    await ann.say("twee")
    assert len(await call.updates()) == 2
    await call("deleteWebhook", drop_pending_updates=True)
    assert await call.updates() == []
    assert (receiver.got, (await call("getWebhookInfo"))["url"]) == ([], "")


@pytest.mark.parametrize(
    ("parameters", "reason"),
    [
        ({"url": "http://example.org/"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        ({"url": "https://"}, "invalid webhook URL specified"),
        ({"url": "https://[a"}, "invalid webhook URL specified"),
        ({"url": "http://127.0.0.1/", "secret_token": "a b"}, "secret token contains unallowed characters"),
        ({"url": "http://127.0.0.1/", "secret_token": "a" * 257}, "secret token is too long"),
    ],
)
async def test_a_webhook_has_a_form(call: Caller, parameters: dict[str, str], reason: str) -> None:
    assert await call.refused("setWebhook", **parameters) == f"400 Bad Request: {reason}"


async def test_a_webhook_is_set_at_most_once_a_second(call: Caller, receiver: Receiver) -> None:
    await call("setWebhook", url=receiver.url)
    assert await call.refused("setWebhook", url=receiver.url) == "429 Too Many Requests: retry after 1"
