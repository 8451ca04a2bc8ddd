"""Wiping: deleted messages count as done, undeletable ones are blanked and reported, lost ones found, others spared."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from adapters.channels.services import SharedServices
from adapters.checks.dialogue import Dialogue
from adapters.checks.screen import Screen
from adapters.checks.state_token import TokenCipher
from adapters.platforms.errors import LONGEST_WAIT
from adapters.simulators.telegram import errors
from adapters.simulators.telegram.server import TelegramSimulator
from adapters.storage.session import Session
from adapters.storage.wipe_store import WipeStore
from adapters.storage.wipes import ChatMessage, MessageKind
from adapters.telegram.api import Api
from adapters.telegram.eraser import Eraser
from adapters.telegram.settings import TelegramSettings
from adapters.telemetry import metrics
from adapters.wiping.worker import LONGEST_DELAY, WipeWorker
from messages.content import Content

ACCOUNT = "telegram:1"
REPLACED = "Er is een nieuwer bericht van de bot."


@pytest.fixture
async def api(fake: TelegramSimulator) -> AsyncIterator[Api]:
    made = Api(TelegramSettings(fake.token, fake.url, None, ""))
    await made.open()
    yield made
    await made.close()


@pytest.fixture
def service(session: Session, shipped: Content) -> SharedServices:
    return SharedServices.on(session, Dialogue(shipped, TokenCipher([b"s" * 32]), 900), 900, "nl")


@pytest.fixture
def due(wipe_store: WipeStore, api: Api, service: SharedServices) -> WipeWorker:
    return WipeWorker(wipe_store, {ACCOUNT: Eraser(api, ACCOUNT, service)}, patience=60)


def noted(chat: int, *messages: int | str, part: MessageKind = MessageKind.SCREEN) -> list[ChatMessage]:
    return [ChatMessage(ACCOUNT, str(chat), str(message), part) for message in messages]


async def left(wipe_store: WipeStore) -> int:
    return sum((await wipe_store.backlog()).rows.values())


async def test_what_is_gone_already_is_done(
    fake: TelegramSimulator, api: Api, wipe_store: WipeStore, due: WipeWorker
) -> None:
    ann = fake.person(1001)
    said = [await ann.say(text) for text in ("/start", "a", "b")]
    await api.delete("1001", [str(said[0])])
    for some in ([said[0]], said):
        await wipe_store.note(noted(1001, *some, part=MessageKind.PERSON), within=0)
        await due.once(ACCOUNT)
        assert await left(wipe_store) == 0
    assert ann.chat.messages == []


async def test_a_message_that_cannot_be_deleted_does_not_delay_others(
    fake: TelegramSimulator, api: Api, wipe_store: WipeStore, due: WipeWorker
) -> None:
    ann = fake.person(1001)
    await ann.say("/start")
    old = await api.post("1001", Screen("Vraag 1"))
    fake.clock.advance(49 * 3600)
    young = await api.post("1001", Screen("Vraag 2"))
    await wipe_store.note(noted(1001, old, young), within=0)
    await due.once(ACCOUNT)
    assert [message.text for message in ann.chat.messages if message.from_bot] == ["Gewist."]
    assert await left(wipe_store) == 1


async def test_the_bots_messages_are_blanked_before_they_are_deleted(
    fake: TelegramSimulator, api: Api, wipe_store: WipeStore, due: WipeWorker
) -> None:
    """So that a client that keeps showing what was deleted shows nothing (tdlib/telegram-bot-api #815)."""
    ann = fake.person(1001)
    await ann.say("/start")
    for kind in (MessageKind.SCREEN, MessageKind.TEXT, MessageKind.NOTICE):
        fake.calls.clear()
        said = await api.post("1001", Screen("Antwoord"))
        await wipe_store.note(noted(1001, said, part=kind), within=0)
        await due.once(ACCOUNT)
        assert [call.method for call in fake.calls] == ["sendMessage", "editMessageText", "deleteMessage"]
        assert fake.calls[1].parameters["text"] == "Gewist."
    assert [message.text for message in ann.chat.messages] == ["/start"]
    assert await left(wipe_store) == 0


@pytest.mark.parametrize("trouble", [errors.rate_limited(30), errors.bad_request("odd"), errors.blocked()], ids=str)
async def test_what_cannot_be_edited_is_deleted_all_the_same(
    fake: TelegramSimulator, api: Api, wipe_store: WipeStore, due: WipeWorker, trouble: errors.ApiError
) -> None:
    ann = fake.person(1001)
    await ann.say("/start")
    said = await api.post("1001", Screen("Vraag 1"))
    fake.fail("editMessageText", trouble)
    await wipe_store.note(noted(1001, said), within=0)
    await due.once(ACCOUNT)
    assert [message.text for message in ann.chat.messages] == ["/start"]


@pytest.mark.parametrize(
    ("trouble", "times"),
    [(errors.bad_request("odd"), 2), (errors.bad_request("chat not found"), 2), (errors.forbidden("odd"), 1)],
    ids=str,
)
async def test_a_refusal_that_passes_costs_no_wipe(
    fake: TelegramSimulator, api: Api, wipe_store: WipeStore, due: WipeWorker, trouble: errors.ApiError, times: int
) -> None:
    before, ann = refused(), fake.person(1001)
    command = await ann.say("/start")
    said = await api.post("1001", Screen("Vraag 1"))
    fake.fail("deleteMessage", trouble, times)
    await wipe_store.note([*noted(1001, said), *noted(1001, command, part=MessageKind.PERSON)], within=0)
    await due.once(ACCOUNT)
    assert refused() == before + 2
    assert await left(wipe_store) == 2
    await asyncio.sleep(await wipe_store.next_due([ACCOUNT]) or 0)
    await due.once(ACCOUNT)
    assert ann.chat.messages == []
    assert await left(wipe_store) == 0


async def test_what_could_not_be_deleted_while_the_bot_was_blocked_goes_after_that(
    fake: TelegramSimulator, api: Api, wipe_store: WipeStore, due: WipeWorker
) -> None:
    ann = fake.person(1001)
    said = [await ann.say(text) for text in ("/start", "a", "b")]
    screen = await api.post("1001", Screen("Vraag 1"))
    await ann.block()
    await wipe_store.note([*noted(1001, screen), *noted(1001, *said, part=MessageKind.PERSON)], within=0)
    await due.once(ACCOUNT)
    assert (len(ann.chat.messages), await left(wipe_store)) == (4, 4)
    assert sum(call.method.startswith("delete") for call in fake.calls) == 1  # one refusal tells of the whole chat
    await ann.unblock()
    await asyncio.sleep(await wipe_store.next_due([ACCOUNT]) or 0)
    await due.once(ACCOUNT)
    assert (ann.chat.messages, await left(wipe_store)) == ([], 0)


async def test_several_that_were_deleted_according_to_telegram_alone_are_deleted_one_by_one(
    fake: TelegramSimulator, wipe_store: WipeStore, due: WipeWorker
) -> None:
    """The server fails to look them up, answers true, and deletes nothing."""
    ann = fake.person(1001)
    said = [await ann.say(text) for text in ("/start", "a", "b")]
    fake.clock.advance(3600)
    fake.account.failing_look_ups = 1
    await wipe_store.note(noted(1001, *said, part=MessageKind.PERSON), within=0)
    await due.once(ACCOUNT)
    assert (ann.chat.messages, await left(wipe_store)) == ([], 0)


@pytest.mark.parametrize(("others", "failing"), [(30, 1), (130, 0)])
async def test_a_lost_message_is_found_though_telegram_fails_to_look_it_up_or_it_takes_more_calls(
    fake: TelegramSimulator, api: Api, wipe_store: WipeStore, due: WipeWorker, others: int, failing: int
) -> None:
    ann = fake.person(1001)
    before = await ann.say("/start")
    for number in range(others):
        await fake.person(2000 + number).say("/start")
    await api.post("1001", Screen("lost"))
    fake.clock.advance(3600)
    fake.account.failing_look_ups = failing
    await wipe_store.intend(ACCOUNT, "1001", MessageKind.SCREEN, 0, str(before))
    await due.once(ACCOUNT)
    assert [message.text for message in ann.chat.messages] == ["/start"]
    assert await left(wipe_store) == 0


@pytest.mark.parametrize(("age", "shown"), [(0, []), (49 * 3600, [REPLACED])])
async def test_a_post_that_could_not_be_taken_away_is_deleted_or_says_that_it_is_old(
    fake: TelegramSimulator, api: Api, wipe_store: WipeStore, due: WipeWorker, age: float, shown: list[str]
) -> None:
    group = fake.group(-1002)
    posted = await api.post("-1002", Screen("Vraag het eens."))
    fake.clock.advance(age)
    await wipe_store.note(noted(-1002, posted, part=MessageKind.POST), within=0)
    await due.once(ACCOUNT)
    assert [message.text for message in group.messages] == shown
    assert await left(wipe_store) == 0


async def test_no_wipe_waits_longer_than_a_while_whatever_it_is_told(
    fake: TelegramSimulator, wipe_store: WipeStore, due: WipeWorker
) -> None:
    said = await fake.person(1001).say("/start")
    fake.fail("deleteMessage", errors.rate_limited(200_000))
    await wipe_store.note(noted(1001, said), within=0)
    await due.once(ACCOUNT)
    assert 0 < (await wipe_store.next_due([ACCOUNT]) or 0) <= LONGEST_WAIT
    assert (await wipe_store.backlog()).lateness > 0


async def test_a_wipe_that_must_wait_waits_as_long_as_it_is_told(
    fake: TelegramSimulator, wipe_store: WipeStore, due: WipeWorker
) -> None:
    said = await fake.person(1001).say("/start")
    fake.fail("deleteMessage", errors.rate_limited(30))
    await wipe_store.note(noted(1001, said), within=0)
    await due.once(ACCOUNT)
    assert 28 < (await wipe_store.next_due([ACCOUNT]) or 0) <= 30


async def test_retries_become_rarer_but_never_stop(
    fake: TelegramSimulator, wipe_store: WipeStore, due: WipeWorker
) -> None:
    said = await fake.person(1001).say("/start")
    fake.fail("deleteMessage", errors.server_error(), times=2)
    await wipe_store.note(noted(1001, said), within=0)
    pauses = []
    for _ in range(2):
        await due.once(ACCOUNT)
        pauses.append(await wipe_store.next_due([ACCOUNT]) or 0)
        await asyncio.sleep(pauses[-1])
    assert 0 < pauses[0] < pauses[1] <= LONGEST_DELAY
    await due.once(ACCOUNT)
    assert await left(wipe_store) == 0


async def test_a_lost_message_is_found_and_nothing_else_is_hit(
    fake: TelegramSimulator, api: Api, wipe_store: WipeStore, due: WipeWorker
) -> None:
    """Posted after the last one known, its id never noted: as when the process dies in between."""
    ann, bob = fake.person(1001), fake.person(1002)
    before = await ann.say("/start")
    await bob.say("/start")
    await ann.send("dice")  # can't be deleted today, and must not stand in the way
    await api.post("1001", Screen("lost"))
    kept = await api.post("1001", Screen("has a row of its own"))
    await api.post("1002", Screen("somebody else's"))
    await wipe_store.note(noted(1001, kept), within=900)
    await wipe_store.intend(ACCOUNT, "1001", MessageKind.SCREEN, 0, str(before))
    await due.once(ACCOUNT)
    assert [message.text for message in ann.chat.messages] == ["/start", "", "has a row of its own"]
    assert len(bob.chat.messages) == 2
    assert await left(wipe_store) == 1


async def test_a_search_for_a_lost_message_spares_what_another_process_posts(
    fake: TelegramSimulator, api: Api, wipe_store: WipeStore, due: WipeWorker
) -> None:
    """It may be posted already when the search begins, and its id not be known yet."""
    ann = fake.person(1001)
    asked = await ann.say("/start")
    await api.post("1001", Screen("lost"))
    await wipe_store.intend(ACCOUNT, "1001", MessageKind.SCREEN, within=0, after=str(asked))
    row = await wipe_store.intend(ACCOUNT, "1001", MessageKind.SCREEN, within=900, after=str(asked))
    new = await api.post("1001", Screen("new"))
    await due.once(ACCOUNT)
    assert [message.text for message in ann.chat.messages if message.from_bot] == ["lost", "new"]
    await wipe_store.posted(row, new, 900)
    await asyncio.sleep(await wipe_store.next_due([ACCOUNT]) or 0)
    await due.once(ACCOUNT)
    assert [message.text for message in ann.chat.messages if message.from_bot] == ["new"]


async def test_a_lost_message_waits_no_longer_for_turns_that_take_long(
    fake: TelegramSimulator, api: Api, wipe_store: WipeStore, service: SharedServices, due: WipeWorker
) -> None:
    """Meanwhile whatever else is due goes, in that chat too; the lost one is found once the turns are done."""
    ann, go = fake.person(1001), asyncio.Event()

    async def turn() -> None:
        await go.wait()

    said = [await ann.say(text) for text in ("/start", "a")]
    await api.post("1001", Screen("lost"))
    service.user_queue.add("1001", turn)
    await wipe_store.intend(ACCOUNT, "1001", MessageKind.SCREEN, 0, str(said[1]))
    await wipe_store.note(noted(1001, *said, part=MessageKind.PERSON), within=0)
    hurried = WipeWorker(wipe_store, {ACCOUNT: Eraser(api, ACCOUNT, service, patience=0.05)}, patience=60)
    async with asyncio.timeout(10):
        await hurried.once(ACCOUNT)
    assert [message.text for message in ann.chat.messages] == ["lost"]
    assert await left(wipe_store) == 1
    go.set()
    await service.user_queue.join()
    await asyncio.sleep(await wipe_store.next_due([ACCOUNT]) or 0)
    await due.once(ACCOUNT)
    assert ann.chat.messages == []
    assert await left(wipe_store) == 0


async def test_in_a_group_nothing_is_searched_for(
    fake: TelegramSimulator, wipe_store: WipeStore, due: WipeWorker
) -> None:
    group, ann = fake.group(-1002, bot_admin=True), fake.person(1001)
    group.join(ann)
    for text in ("a", "b", "c"):
        await ann.say(text, chat=group)
    before = group.messages
    await wipe_store.intend(ACCOUNT, "-1002", MessageKind.NOTICE, 0, None)
    await due.once(ACCOUNT)
    assert group.messages == before
    assert await left(wipe_store) == 0


async def test_what_belongs_to_another_bot_is_left_to_it(
    fake: TelegramSimulator, wipe_store: WipeStore, due: WipeWorker
) -> None:
    said = await fake.person(1001).say("/start")
    await wipe_store.note([ChatMessage("telegram:2", "1001", str(said), MessageKind.PERSON)], within=0)
    assert not await due.once(ACCOUNT)
    assert await left(wipe_store) == 1
    assert await wipe_store.next_due([ACCOUNT]) is None
    assert not [call for call in fake.calls if call.method.startswith("delete")]


async def test_of_what_can_be_deleted_no_more_only_a_refusal_ends_the_wipe(
    fake: TelegramSimulator, wipe_store: WipeStore, due: WipeWorker
) -> None:
    before = refused()
    said = await fake.person(1001).say("/start")
    fake.clock.advance(49 * 3600)
    fake.fail("deleteMessage", errors.server_error())
    fake.fail("deleteMessage", errors.unauthorized())
    await wipe_store.note([ChatMessage(ACCOUNT, "1001", str(said), MessageKind.PERSON, age=49 * 3600)], within=900)
    for number in (1, 1, 0):
        await due.once(ACCOUNT)
        assert await left(wipe_store) == number
        await asyncio.sleep(await wipe_store.next_due([ACCOUNT]) or 0)
    assert refused() == before + 1


async def test_what_is_refused_today_may_go_tomorrow(
    fake: TelegramSimulator, wipe_store: WipeStore, due: WipeWorker
) -> None:
    ann = fake.person(1001)
    dice = await ann.send("dice")
    await wipe_store.note(noted(1001, dice, part=MessageKind.PERSON), within=0)
    await due.once(ACCOUNT)
    assert await left(wipe_store) == 1
    fake.clock.advance(25 * 3600)
    await asyncio.sleep(await wipe_store.next_due([ACCOUNT]) or 0)
    await due.once(ACCOUNT)
    assert ann.chat.messages == []
    assert await left(wipe_store) == 0


def refused() -> float:
    labels = {"channel": "telegram", "outcome": "refused"}
    return metrics.REGISTRY.get_sample_value("groomingcheck_wipes_total", labels) or 0.0
