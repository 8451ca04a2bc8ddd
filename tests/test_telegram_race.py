"""What may come between: a late answer, a late flush, a start that fails, a proxy's page, a secret that changed."""

import asyncio
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from adapters.deadline import Deadlines
from adapters.ledger import Ledger, Message, Part
from adapters.telegram.fake import error
from adapters.telegram.fake.server import FakeTelegram
from adapters.telegram.setting import Setting
from messages.content import Content
from tests.bot import begin, configured, later, rows, running, shown, walk
from tests.caller import until

CHANNEL, CHAT = "telegram:1", "1001"


@pytest.mark.usefixtures("bot")
async def test_a_start_that_is_refused_leaves_the_check_that_stands(fake: FakeTelegram) -> None:
    ann = fake.person(1001)
    await begin(ann)
    await walk(ann, "Beginnen")
    fake.fail("sendMessage", error.rate_limited(40))
    await ann.say("/groomingcheck")
    await until(lambda: any(call.status == 429 for call in fake.calls))
    await fake.settled()
    await walk(ann, "1.")
    assert "Vraag 2 van 9" in shown(ann)


@pytest.mark.usefixtures("bot")
async def test_a_post_that_comes_after_a_stop_is_found(fake: FakeTelegram, database: Path) -> None:
    """Its answer was lost, and nobody knows whether it will come: it is looked for when it must have."""
    ann = fake.person(1001)
    fake.fail("sendMessage", error.reset(done=True), times=4)
    await ann.say("/groomingcheck")
    await until(lambda: sum(call.method == "sendMessage" for call in fake.calls) == 4, 30)
    await until(lambda: len(ann.chat.messages) == 4, 30)
    await begin(ann, "/stop")
    assert [message for _, message, _ in rows(database) if message is None] == [None] * 4
    await until(lambda: [part for _, message, part in rows(database) if message] == ["notice"])
    await later(database, 61)
    await until(lambda: not ann.chat.messages and not rows(database), 30)


@pytest.mark.usefixtures("bot")
async def test_a_post_that_is_refused_leaves_nothing_to_look_for(fake: FakeTelegram, database: Path) -> None:
    ann = fake.person(1001)
    fake.fail("sendMessage", error.blocked())
    await ann.say("/groomingcheck")
    await until(lambda: any(call.status == 403 for call in fake.calls))
    await until(lambda: not rows(database))


@pytest.mark.usefixtures("bot")
async def test_a_post_that_takes_long_is_not_taken_for_a_lost_one(fake: FakeTelegram, database: Path) -> None:
    """Whichever comes first, the post or who looks for it: the screen stays, and the ledger knows it."""
    ann = fake.person(1001)
    fake.fail("sendMessage", error.hang(2))
    await ann.say("/groomingcheck")
    await until(lambda: any(call.method == "sendMessage" for call in fake.calls))
    await later(database, 61)
    await until(lambda: len(ann.chat.messages) == 1)
    await until(lambda: [part for _, message, part in rows(database) if message] == ["screen"])
    await fake.settled()
    await walk(ann, "Beginnen")


async def test_a_late_move_brings_no_check_back(ledger: Ledger) -> None:
    """As when a press was taken by one process, and the stop by another."""
    deadlines = Deadlines(ledger, 900, 1)
    screen = Message(CHANNEL, CHAT, "5", Part.SCREEN)
    await ledger.note([screen, Message(CHANNEL, CHAT, "6", Part.SCREEN)], within=900)
    deadlines.move(screen)
    deadlines.move(Message(CHANNEL, CHAT, "6", Part.SCREEN))
    await ledger.note([Message(CHANNEL, CHAT, "6", Part.NOTICE)], within=60)
    await ledger.end(CHANNEL, CHAT, spare="6")
    await deadlines.flush()
    assert [wipe.message for wipe in await ledger.claim([CHANNEL], 10, 30)] == ["5"]
    assert (await ledger.backlog()).rows[Part.NOTICE] == 2


async def test_a_check_that_ends_waits_for_a_flush_under_way(ledger: Ledger) -> None:
    deadlines = Deadlines(ledger, 900, 1)
    crowd = [Message(CHANNEL, str(chat), "5", Part.SCREEN) for chat in range(300)]
    await ledger.note(crowd, within=900)
    for message in crowd:
        deadlines.move(message)
    flushing = asyncio.create_task(deadlines.flush())
    await asyncio.sleep(0)
    await deadlines.forget(CHANNEL, "7")
    await ledger.end(CHANNEL, "7")
    await flushing
    assert [wipe.chat for wipe in await ledger.claim([CHANNEL], 10, 30)] == ["7"]


@pytest.mark.usefixtures("bot")
async def test_a_token_that_is_unknown_for_a_moment_costs_no_wipe(fake: FakeTelegram, database: Path) -> None:
    ann = fake.person(1001)
    await begin(ann)
    await until(lambda: rows(database)[0][1])
    fake.fail("deleteMessage", error.unauthorized(), times=2)
    await later(database, 901)
    await until(lambda: not ann.chat.messages and not rows(database))


async def test_two_bots_on_one_ledger_leave_each_other_alone(shipped: Content, database: Path) -> None:
    async with FakeTelegram("1:test") as one, FakeTelegram("2:test") as two:
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


async def test_a_webhook_whose_secret_changed_is_set_anew(fake: FakeTelegram, shipped: Content, database: Path) -> None:
    chosen = configured(fake, database, webhook=True)
    assert chosen.telegram
    for secret in ("a" * 32, "b" * 32):
        setting = replace(chosen.telegram, webhook_secret=secret)
        async with running(shipped, replace(chosen, telegram=setting)):
            ann = fake.person(1001)
            await begin(ann)
            await begin(ann, "/stop")


async def test_who_turns_from_a_webhook_to_polling_is_heard(
    fake: FakeTelegram, shipped: Content, database: Path
) -> None:
    async with running(shipped, configured(fake, database, webhook=True)):
        await begin(fake.person(1001))
    async with running(shipped, configured(fake, database)):
        await begin(fake.person(1002))


async def test_a_webhook_takes_nothing_once_it_stops(fake: FakeTelegram, shipped: Content, database: Path) -> None:
    chosen = configured(fake, database, webhook=True)
    async with running(shipped, chosen) as bot:
        ann = fake.person(1001)
        await begin(ann)
        fake.fail("editMessageText", error.hang(2))
        await ann.press("Beginnen")
        await until(lambda: any(call.method == "editMessageText" for call in fake.calls))
        bot.told.set()
        await asyncio.sleep(0.3)
        headers = {"X-Telegram-Bot-Api-Secret-Token": "h" * 32}
        async with httpx.AsyncClient(base_url=bot.url, headers=headers) as client:
            assert (await client.post("/telegram", json={"update_id": 1})).status_code == 503
    await until(lambda: "Vraag 1 van 9" in shown(ann))


async def test_nonsense_from_telegram_at_the_start_ends_nothing(
    fake: FakeTelegram, shipped: Content, database: Path
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
        setting = Setting("1:test", f"http://127.0.0.1:{port}", None, "")
        async with running(shipped, replace(configured(fake, database), telegram=setting)) as bot:
            await until(lambda: not answers)
            assert not bot.task.done()
