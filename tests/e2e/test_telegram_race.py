"""Races and interruptions: a late answer, a late flush, a failed start, a proxy's page, a changed secret."""

import asyncio
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from adapters.simulators.network_failures import Hang, Reset
from adapters.simulators.telegram import errors
from adapters.simulators.telegram.server import TelegramSimulator
from adapters.storage.wipe_store import WipeStore
from adapters.storage.wipes import ChatMessage, MessageKind
from adapters.telegram.settings import TelegramSettings
from adapters.wiping.deadlines import DeadlineBuffer
from messages.content import Content
from tests.support.caller import until
from tests.support.channel_settings import chosen, on
from tests.support.store_reader import later, rows
from tests.support.telegram_bot import begin, configured, running, shown, walk

CHANNEL, CHAT = "telegram:1", "1001"


@pytest.mark.usefixtures("bot")
async def test_a_start_that_is_refused_leaves_the_check_that_stands(fake: TelegramSimulator) -> None:
    ann = fake.person(1001)
    await begin(ann)
    await walk(ann, "Beginnen")
    fake.fail("sendMessage", errors.rate_limited(40))
    await ann.say("/groomingcheck")
    await until(lambda: any(call.status == 429 for call in fake.calls))
    await fake.settled()
    await walk(ann, "1.")
    assert "Vraag 2 van 9" in shown(ann)


@pytest.mark.usefixtures("bot")
async def test_a_post_that_comes_after_a_stop_is_found(fake: TelegramSimulator, database: Path) -> None:
    """Its answer was lost, and may still come: it is looked for when it must have come."""
    ann = fake.person(1001)
    fake.fail("sendMessage", Reset(done=True), times=4)
    await ann.say("/groomingcheck")
    await until(lambda: sum(call.method == "sendMessage" for call in fake.calls) == 4, 30)
    await until(lambda: len(ann.chat.messages) == 4, 30)
    await begin(ann, "/stop")
    await until(lambda: [part for _, message, part in rows(database) if message] == ["notice"])
    assert [message for _, message, _ in rows(database) if message is None] == [None] * 4
    await later(database, 61)
    await until(lambda: not ann.chat.messages and not rows(database), 30)


@pytest.mark.usefixtures("bot")
async def test_a_post_that_is_refused_leaves_nothing_to_look_for(fake: TelegramSimulator, database: Path) -> None:
    ann = fake.person(1001)
    fake.fail("sendMessage", errors.blocked())
    await ann.say("/groomingcheck")
    await until(lambda: any(call.status == 403 for call in fake.calls))
    await until(lambda: not rows(database))


@pytest.mark.usefixtures("bot")
async def test_a_post_that_takes_long_is_not_taken_for_a_lost_one(fake: TelegramSimulator, database: Path) -> None:
    """In either order of the post and the search for it, the screen stays, and the store knows it."""
    ann = fake.person(1001)
    fake.fail("sendMessage", Hang(2))
    await ann.say("/groomingcheck")
    await until(lambda: any(call.method == "sendMessage" for call in fake.calls))
    await later(database, 61)
    await until(lambda: len(ann.chat.messages) == 1)
    await until(lambda: [part for _, message, part in rows(database) if message] == ["screen"])
    await fake.settled()
    await walk(ann, "Beginnen")


async def test_a_late_move_brings_no_check_back(wipe_store: WipeStore) -> None:
    """As when a press was taken by one process, and the stop by another."""
    deadlines = DeadlineBuffer(wipe_store, 900, 1)
    screen = ChatMessage(CHANNEL, CHAT, "5", MessageKind.SCREEN)
    await wipe_store.note([screen, ChatMessage(CHANNEL, CHAT, "6", MessageKind.SCREEN)], within=900)
    deadlines.move(screen)
    deadlines.move(ChatMessage(CHANNEL, CHAT, "6", MessageKind.SCREEN))
    await wipe_store.note([ChatMessage(CHANNEL, CHAT, "6", MessageKind.NOTICE)], within=60)
    await wipe_store.end_before(CHANNEL, CHAT, "6")
    await deadlines.flush()
    assert [wipe.message for wipe in await wipe_store.claim([CHANNEL], 10, 30)] == ["5"]
    assert (await wipe_store.backlog()).rows[MessageKind.NOTICE] == 2


async def test_a_check_that_ends_waits_for_a_flush_under_way(wipe_store: WipeStore) -> None:
    deadlines = DeadlineBuffer(wipe_store, 900, 1)
    crowd = [ChatMessage(CHANNEL, str(chat), "5", MessageKind.SCREEN) for chat in range(300)]
    await wipe_store.note(crowd, within=900)
    for message in crowd:
        deadlines.move(message)
    flushing = asyncio.create_task(deadlines.flush())
    await asyncio.sleep(0)
    await deadlines.forget(CHANNEL, "7", "5")
    await wipe_store.end_until(CHANNEL, "7", "5")
    await flushing
    assert [wipe.chat for wipe in await wipe_store.claim([CHANNEL], 10, 30)] == ["7"]


@pytest.mark.usefixtures("bot")
async def test_a_token_that_is_unknown_for_a_moment_costs_no_wipe(fake: TelegramSimulator, database: Path) -> None:
    ann = fake.person(1001)
    await begin(ann)
    await until(lambda: rows(database)[0][1])
    fake.fail("deleteMessage", errors.unauthorized(), times=2)
    await later(database, 901)
    await until(lambda: not ann.chat.messages and not rows(database))


async def test_two_bots_on_one_ledger_leave_each_other_alone(shipped: Content, database: Path) -> None:
    async with TelegramSimulator("1:test") as one, TelegramSimulator("2:test") as two:
        ann = one.person(1001)
        async with running(shipped, configured(one, database)):
            await begin(ann)
            await until(lambda: rows(database)[0][1])
        await later(database, 901)
        async with running(shipped, configured(two, database)):
            await begin(two.person(1002))
            await two.settled()
            assert len(rows(database)) == 2
        async with running(shipped, configured(one, database)):
            await until(lambda: not ann.chat.messages)


async def test_a_webhook_whose_secret_changed_is_set_anew(
    fake: TelegramSimulator, shipped: Content, database: Path
) -> None:
    set_up = configured(fake, database, webhook=True)
    for secret in ("a" * 32, "b" * 32):
        setting = replace(chosen(set_up, TelegramSettings), webhook_secret=secret)
        async with running(shipped, on(set_up, setting)):
            ann = fake.person(1001)
            await begin(ann)
            await begin(ann, "/stop")


async def test_who_turns_from_a_webhook_to_polling_is_heard(
    fake: TelegramSimulator, shipped: Content, database: Path
) -> None:
    async with running(shipped, configured(fake, database, webhook=True)):
        await begin(fake.person(1001))
    async with running(shipped, configured(fake, database)):
        await begin(fake.person(1002))


async def test_a_webhook_takes_nothing_once_it_stops(fake: TelegramSimulator, shipped: Content, database: Path) -> None:
    chosen = configured(fake, database, webhook=True)
    async with running(shipped, chosen) as bot:
        ann = fake.person(1001)
        await begin(ann)
        fake.fail("editMessageText", Hang(2))
        await ann.press("Beginnen")
        await until(lambda: any(call.method == "editMessageText" for call in fake.calls))
        bot.stopping.set()
        await asyncio.sleep(0.3)
        headers = {"X-Telegram-Bot-Api-Secret-Token": "h" * 32}
        async with httpx.AsyncClient(base_url=bot.url, headers=headers) as client:
            assert (await client.post("/telegram", json={"update_id": 1})).status_code == 503
    await until(lambda: "Vraag 1 van 9" in shown(ann))


async def test_nonsense_from_telegram_at_the_start_ends_nothing(
    fake: TelegramSimulator, shipped: Content, database: Path
) -> None:
    answers = [(404, b"<html>"), (200, b"{}"), (502, b"[]"), (200, b"null"), (400, b"message is not modified")]

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        status, body = answers.pop(0) if answers else (200, b"{}")
        writer.write(f"HTTP/1.1 {status} X\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode() + body)
        await writer.drain()
        writer.close()
        await writer.wait_closed()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as proxy:
        port = proxy.sockets[0].getsockname()[1]
        setting = TelegramSettings("1:test", f"http://127.0.0.1:{port}", None, "")
        async with running(shipped, on(configured(fake, database), setting)) as bot:
            await until(lambda: not answers)
            assert not bot.task.done()
