"""Wiping: what is gone is done, what can't go is blanked and told, what was lost is found, and nobody else's is hit."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from adapters import metric
from adapters.dialogue import Dialogue
from adapters.due import LONGEST_DELAY, Due
from adapters.ledger import Ledger, Message, Part, Session
from adapters.seal import Seal
from adapters.service import Service
from adapters.telegram.api import Api
from adapters.telegram.eraser import Eraser
from adapters.telegram.fake import error
from adapters.telegram.fake.server import FakeTelegram
from adapters.telegram.layout import Post
from adapters.telegram.setting import Setting
from messages.content import Content

ACCOUNT = "telegram:1"


@pytest.fixture
async def api(fake: FakeTelegram) -> AsyncIterator[Api]:
    made = Api(Setting(fake.token, fake.url, None, ""))
    await made.open()
    yield made
    await made.close()


@pytest.fixture
def service(session: Session, shipped: Content) -> Service:
    return Service.on(session, Dialogue(shipped, Seal([b"s" * 32]), 900), 900, "nl")


@pytest.fixture
def due(ledger: Ledger, api: Api, service: Service) -> Due:
    return Due(ledger, {ACCOUNT: Eraser(api, ACCOUNT, service, "Gewist.")})


def noted(chat: int, *messages: int, part: Part = Part.SCREEN) -> list[Message]:
    return [Message(ACCOUNT, str(chat), str(message), part) for message in messages]


async def left(ledger: Ledger) -> int:
    return sum((await ledger.backlog()).rows.values())


async def test_what_is_gone_already_is_done(fake: FakeTelegram, api: Api, ledger: Ledger, due: Due) -> None:
    ann = fake.person(1001)
    said = [await ann.say(text) for text in ("/start", "a", "b")]
    await api.delete(1001, [said[0]])
    for some in ([said[0]], said):
        await ledger.note(noted(1001, *some, part=Part.PERSON), within=0)
        await due.once(ACCOUNT)
        assert await left(ledger) == 0
    assert ann.chat.messages == []


async def test_one_that_cannot_go_holds_up_no_other(fake: FakeTelegram, api: Api, ledger: Ledger, due: Due) -> None:
    ann = fake.person(1001)
    await ann.say("/start")
    old = await api.post(1001, Post("Vraag 1"))
    fake.clock.advance(49 * 3600)
    young = await api.post(1001, Post("Vraag 2"))
    await ledger.note(noted(1001, old, young), within=0)
    await due.once(ACCOUNT)
    assert [message.text for message in ann.chat.messages if message.from_bot] == ["Gewist."]
    assert await left(ledger) == 0


async def test_a_wipe_that_must_wait_waits_as_long_as_it_is_told(fake: FakeTelegram, ledger: Ledger, due: Due) -> None:
    said = await fake.person(1001).say("/start")
    fake.fail("deleteMessage", error.rate_limited(30))
    await ledger.note(noted(1001, said), within=0)
    await due.once(ACCOUNT)
    assert 28 < (await ledger.next_due([ACCOUNT]) or 0) <= 30


async def test_it_is_tried_ever_less_often_and_never_given_up(fake: FakeTelegram, ledger: Ledger, due: Due) -> None:
    said = await fake.person(1001).say("/start")
    fake.fail("deleteMessage", error.server_error(), times=2)
    await ledger.note(noted(1001, said), within=0)
    pauses = []
    for _ in range(2):
        await due.once(ACCOUNT)
        pauses.append(await ledger.next_due([ACCOUNT]) or 0)
        await asyncio.sleep(pauses[-1])
    assert 0 < pauses[0] < pauses[1] <= LONGEST_DELAY
    await due.once(ACCOUNT)
    assert await left(ledger) == 0


async def test_a_lost_message_is_found_and_nothing_else_is_hit(
    fake: FakeTelegram, api: Api, ledger: Ledger, due: Due
) -> None:
    """Posted after the last one known, its id never noted: as when the process dies in between."""
    ann, bob = fake.person(1001), fake.person(1002)
    before = await ann.say("/start")
    await bob.say("/start")
    await ann.send("dice")  # can't be deleted today, and must not stand in the way
    await api.post(1001, Post("lost"))
    kept = await api.post(1001, Post("has a row of its own"))
    await api.post(1002, Post("somebody else's"))
    await ledger.note(noted(1001, kept), within=900)
    await ledger.intend(ACCOUNT, "1001", Part.SCREEN, 0, str(before))
    await due.once(ACCOUNT)
    assert [message.text for message in ann.chat.messages] == ["/start", "", "has a row of its own"]
    assert len(bob.chat.messages) == 2
    assert await left(ledger) == 1


async def test_a_lost_message_waits_no_longer_for_turns_that_take_long(
    fake: FakeTelegram, api: Api, ledger: Ledger, service: Service, due: Due
) -> None:
    """What else is due goes meanwhile, in that chat too; the lost one is found once the turns are done."""
    ann, go = fake.person(1001), asyncio.Event()

    async def turn() -> None:
        await go.wait()

    said = [await ann.say(text) for text in ("/start", "a")]
    await api.post(1001, Post("lost"))
    service.lanes.add(1001, turn)
    await ledger.intend(ACCOUNT, "1001", Part.SCREEN, 0, str(said[1]))
    await ledger.note(noted(1001, *said, part=Part.PERSON), within=0)
    hurried = Due(ledger, {ACCOUNT: Eraser(api, ACCOUNT, service, "Gewist.", patience=0.05)})
    async with asyncio.timeout(10):
        await hurried.once(ACCOUNT)
    assert [message.text for message in ann.chat.messages] == ["lost"]
    assert await left(ledger) == 1
    go.set()
    await service.lanes.done()
    await asyncio.sleep(await ledger.next_due([ACCOUNT]) or 0)
    await due.once(ACCOUNT)
    assert ann.chat.messages == []
    assert await left(ledger) == 0


async def test_in_a_group_nothing_is_searched_for(fake: FakeTelegram, ledger: Ledger, due: Due) -> None:
    group, ann = fake.group(-1002, bot_admin=True), fake.person(1001)
    group.join(ann)
    for text in ("a", "b", "c"):
        await ann.say(text, chat=group)
    before = group.messages
    await ledger.intend(ACCOUNT, "-1002", Part.NOTICE, 0, None)
    await due.once(ACCOUNT)
    assert group.messages == before
    assert await left(ledger) == 0


async def test_what_belongs_to_another_bot_is_left_to_it(fake: FakeTelegram, ledger: Ledger, due: Due) -> None:
    said = await fake.person(1001).say("/start")
    await ledger.note([Message("telegram:2", "1001", str(said), Part.PERSON)], within=0)
    assert not await due.once(ACCOUNT)
    assert await left(ledger) == 1
    assert await ledger.next_due([ACCOUNT]) is None
    assert not [call for call in fake.calls if call.method.startswith("delete")]


async def test_only_a_refusal_ends_a_wipe_however_old_it_is(fake: FakeTelegram, ledger: Ledger, due: Due) -> None:
    before = refused()
    said = await fake.person(1001).say("/start")
    fake.clock.advance(49 * 3600)
    fake.fail("deleteMessage", error.server_error())
    fake.fail("deleteMessage", error.unauthorized())
    await ledger.note([Message(ACCOUNT, "1001", str(said), Part.PERSON, age=49 * 3600)], within=900)
    for number in (1, 1, 0):
        await due.once(ACCOUNT)
        assert await left(ledger) == number
        await asyncio.sleep(await ledger.next_due([ACCOUNT]) or 0)
    assert refused() == before + 1


async def test_what_is_refused_today_may_go_tomorrow(fake: FakeTelegram, ledger: Ledger, due: Due) -> None:
    ann = fake.person(1001)
    dice = await ann.send("dice")
    await ledger.note(noted(1001, dice, part=Part.PERSON), within=0)
    await due.once(ACCOUNT)
    assert await left(ledger) == 1
    fake.clock.advance(25 * 3600)
    await asyncio.sleep(await ledger.next_due([ACCOUNT]) or 0)
    await due.once(ACCOUNT)
    assert ann.chat.messages == []
    assert await left(ledger) == 0


def refused() -> float:
    labels = {"channel": "telegram", "outcome": "refused"}
    return metric.REGISTRY.get_sample_value("groomingcheck_wipes_total", labels) or 0.0
