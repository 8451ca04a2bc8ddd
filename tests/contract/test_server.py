"""The process seen from outside: health, readiness, metrics, and what the webhook accepts."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from adapters.simulators.telegram import errors
from adapters.simulators.telegram.server import TelegramSimulator
from messages.content import Content
from tests.support.caller import PLAIN, until
from tests.support.store_reader import later
from tests.support.telegram_bot import HOOK_SECRET, Bot, begin, configured, running, walk

CONFLICT = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
SECRET_HEADER = {"X-Telegram-Bot-Api-Secret-Token": HOOK_SECRET}


async def get(bot: Bot, path: str) -> httpx.Response:
    async with httpx.AsyncClient(verify=PLAIN) as client:
        return await client.get(bot.url + path)


async def figures(bot: Bot) -> dict[str, float]:
    """Return every metric by its name and labels."""
    lines = (await get(bot, "/metrics")).text.splitlines()
    pairs = (line.rsplit(" ", 1) for line in lines if not line.startswith("#"))
    return {name: float(value) for name, value in pairs}


async def test_it_is_ready_once_it_hears(fake: TelegramSimulator, bot: Bot) -> None:
    await fake.person(1001).say("hallo")
    await fake.settled()
    assert (await get(bot, "/healthz")).text == "ok\n"
    ready = await get(bot, "/readyz")
    assert (ready.status_code, ready.json()) == (200, {"clock": "ok", "database": "ok", "telegram": "ok"})


async def test_readiness_names_the_channel_that_receives_nothing(
    fake: TelegramSimulator, shipped: Content, database: Path
) -> None:
    fake.fail("getUpdates", errors.conflict(), times=1000)
    async with running(shipped, configured(fake, database)) as bot:
        await until(lambda: any(call.status == 409 for call in fake.calls))
        ready = await get(bot, "/readyz")
        assert (ready.status_code, ready.json()) == (503, {"clock": "ok", "database": "ok", "telegram": CONFLICT})
        assert (await get(bot, "/healthz")).status_code == 200


async def test_it_waits_if_a_platform_is_unreachable_at_the_start(
    fake: TelegramSimulator, shipped: Content, database: Path
) -> None:
    fake.fail("getMe", errors.server_error(), times=3)
    async with running(shipped, configured(fake, database)):
        ann = fake.person(1001)
        await begin(ann)


async def test_metrics_count_events_and_name_nobody(fake: TelegramSimulator, bot: Bot, database: Path) -> None:
    before = await figures(bot)
    ann = fake.person(100100100)
    await begin(ann)
    await walk(ann, "Beginnen", "1.", "Stop en wis")
    await begin(ann)
    await fake.settled()
    await later(database, 901)
    await until(lambda: not ann.chat.messages)
    await asyncio.sleep(0.2)
    after = await figures(bot)
    changed = {name: after[name] - before.get(name, 0) for name in after if after[name] != before.get(name, 0)}
    assert changed['groomingcheck_checks_total{channel="telegram",outcome="started"}'] == 2
    assert changed['groomingcheck_checks_total{channel="telegram",outcome="stopped"}'] == 1
    assert changed['groomingcheck_checks_total{channel="telegram",outcome="expired"}'] == 1
    assert changed['groomingcheck_screens_total{channel="telegram"}'] == 5
    assert changed['groomingcheck_wipes_total{channel="telegram",outcome="done"}'] == 4
    assert "100100100" not in (await get(bot, "/metrics")).text


async def test_metrics_show_a_late_wipe(fake: TelegramSimulator, bot: Bot, database: Path) -> None:
    ann = fake.person(1001)
    await begin(ann)
    await fake.settled()
    fake.fail("deleteMessage", errors.server_error(), times=100)
    await later(database, 1000)
    await until(lambda: any(call.status == 500 for call in fake.calls))
    told = await figures(bot)
    assert told["groomingcheck_wipe_lateness_seconds"] >= 0
    assert told['groomingcheck_wipes_waiting{part="screen"}'] == 1
    assert told['groomingcheck_api_errors_total{channel="telegram",kind="network"}'] >= 1


@pytest.fixture
async def hooked(fake: TelegramSimulator, shipped: Content, database: Path) -> AsyncIterator[Bot]:
    async with running(shipped, configured(fake, database, webhook=True)) as made:
        await until(lambda: any(call.method == "setWebhook" for call in fake.calls))
        yield made


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b'{"update_id": 1}', {}, 401),
        (b'{"update_id": 1}', {"X-Telegram-Bot-Api-Secret-Token": HOOK_SECRET[:-1]}, 401),
        (b'{"update_id": 1}', {"X-Telegram-Bot-Api-Secret-Token": "\xe9"}, 401),
        (b"", SECRET_HEADER, 400),
        (b"{", SECRET_HEADER, 400),
        (b"\xff", SECRET_HEADER, 400),
        (b"[]", SECRET_HEADER, 400),
        (b"{}", SECRET_HEADER, 400),
        (b'{"update_id": "1"}', SECRET_HEADER, 400),
        (b"[" * 100_000, SECRET_HEADER, 400),
        (b'{"update_id": 1' + b"0" * 5000 + b"}", SECRET_HEADER, 400),
        (b'{"update_id": 1, "x": "' + b"x" * 1024 * 1024 + b'"}', SECRET_HEADER, 413),
        (b'{"update_id": 1, "message": {"text": "\\ud800"}}', SECRET_HEADER, 200),
        (b'{"update_id": 1, "message": {"message_id": NaN}}', SECRET_HEADER, 200),
    ],
)
async def test_the_webhook_lets_in_updates_only(hooked: Bot, body: bytes, headers: dict[str, str], status: int) -> None:
    encoded = {name.encode(): value.encode("latin-1") for name, value in headers.items()}
    async with httpx.AsyncClient(verify=PLAIN) as client:
        answer = await client.post(hooked.url + "/telegram", content=body, headers=encoded)
        assert answer.status_code == status
        assert (await client.get(hooked.url + "/telegram")).status_code == 405


async def test_an_update_delivered_twice_is_taken_once(fake: TelegramSimulator, hooked: Bot) -> None:
    ann = fake.person(1001)
    await begin(ann)
    await fake.settled()
    message = {"message_id": 900, "date": 1, "chat": {"id": 1001, "type": "private"}, "from": ann.user()}
    update = {"update_id": 7, "message": {**message, "text": "/help"}}
    async with httpx.AsyncClient(headers=SECRET_HEADER, verify=PLAIN) as client:
        for _ in range(2):
            assert (await client.post(hooked.url + "/telegram", json=update)).status_code == 200
    await until(lambda: len(ann.chat.messages) == 2)
    await fake.settled()
    assert len(ann.chat.messages) == 2
