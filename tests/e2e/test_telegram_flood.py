"""Any update, and any number of them: the process stays up, logs no fault, and serves the next person."""

import asyncio
import json

import httpx

from adapters.platforms import post_route
from adapters.simulators.telegram.server import TelegramSimulator
from tests.support.caller import until
from tests.support.flood import Flood
from tests.support.spawner import PATIENCE, Crew, Served
from tests.support.telegram_bot import HOOK_SECRET, begin, shown, walk

UPDATES, POSTED, AT_ONCE = 10_000, 400, 20
HEADER = {"X-Telegram-Bot-Api-Secret-Token": HOOK_SECRET}
SOUND = json.dumps({"update_id": 1, "message": {"message_id": 1, "chat": {"id": 5, "type": "private"}, "date": 1}})
BROKEN: list[tuple[bytes, int]] = [
    (b"", 400),
    (b"null", 400),
    (b"[]", 400),
    (b"{}", 400),
    (b"1", 400),
    (b'"update_id"', 400),
    (b"NaN", 400),
    (b"{", 400),
    (SOUND.encode()[:-1], 400),
    (SOUND.encode("utf-16"), 200),
    (b"\xff\xfe\xff", 400),
    (b'{"update_id": "1"}', 400),
    (b'{"update_id": null}', 400),
    (b'{"update_id": 1.5}', 400),
    (b'{"update_id": ' + b"9" * 5000 + b"}", 400),
    (b'{"update_id": ' + b"9" * 4000 + b"}", 200),
    (b"[" * 100_000, 400),
    (b'{"a":' * 100_000, 400),
    (b" " * (post_route.LARGEST + 1), 413),
    (b'{"update_id": 2, "message": {"text": "\\ud800", "from": {"id": 5, "language_code": "\\udfff"}}}', 200),
]
SURROGATES = {
    "callback_query": {
        "id": "\ud800",
        "data": "\udfff" * 9,
        "from": {"id": 8_000_000_000, "language_code": "\ud800"},
        "message": {"message_id": 1, "date": 1, "chat": {"id": 8_000_000_000, "type": "private"}, "text": "\ud800"},
    }
}


async def serves(fake: TelegramSimulator, bot: Served) -> None:
    """A new person is served, and nothing that came before was a fault."""
    ann = fake.person(1001)
    await ann.say("/groomingcheck")
    await until(lambda: shown(ann), PATIENCE)
    await walk(ann, "Beginnen", "1.")
    assert "Vraag 2 van 9" in shown(ann)
    assert (await bot.ready()) == {"clock": "ok", "database": "ok", "telegram": "ok"}
    assert bot.faults() == []
    assert [event for event in bot.events if event["event"] == "library"] == []


async def taken(fake: TelegramSimulator) -> None:
    """Wait until every update was taken; checking thousands of them often would take longer than they do."""
    async with asyncio.timeout(2 * PATIENCE):
        while fake.account.queue.pending():
            await asyncio.sleep(0.2)


async def test_a_flood_of_everything_by_polling(fake: TelegramSimulator, crew: Crew) -> None:
    bot = await crew.start().up()
    for update in Flood(1).updates(UPDATES):
        fake.inject(update)
    await taken(fake)
    await serves(fake, bot)


async def test_a_flood_of_everything_by_webhook(fake: TelegramSimulator, crew: Crew) -> None:
    bot = await crew.start(webhook=True).up()
    bodies = [json.dumps({"update_id": number, **update}) for number, update in enumerate(Flood(2).updates(POSTED))]
    bodies += [json.dumps({"update_id": 5000, **SURROGATES})]
    async with httpx.AsyncClient(base_url=bot.url, timeout=PATIENCE) as client:
        gate = asyncio.Semaphore(AT_ONCE)

        async def post(body: str | bytes) -> int:
            async with gate:
                return (await client.post("/telegram", content=body, headers=HEADER)).status_code

        assert set(await asyncio.gather(*map(post, bodies))) <= {200, 400}
        assert [await post(body) for body, _ in BROKEN] == [status for _, status in BROKEN]
        assert (await client.post("/telegram", content=SOUND)).status_code == 401
    await serves(fake, bot)


async def test_a_number_that_is_none_stands_in_nobodys_way(fake: TelegramSimulator, crew: Crew) -> None:
    """Each odd number in each field of an update that is kept or calculated with."""
    bot = await crew.start().up()
    for odd in (True, 10**400, -(10**400), 2**63):
        sound = {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}, "from": {"id": 5}, "text": "x"}
        for place in ("message_id", "date"):
            fake.inject({"message": {**sound, place: odd}})
        fake.inject({"message": {**sound, "chat": {"id": odd, "type": "private"}}})
    await taken(fake)
    await begin(fake.person(1001))
    await serves(fake, bot)
