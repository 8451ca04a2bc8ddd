"""Erasing that takes time: an unreachable platform, other processes on the same database, and bots that are gone."""

import asyncio

import pytest
from sqlalchemy import insert, select, update

from adapters.cli.channels import connected, shared
from adapters.privacy.erasure import USUAL, Erased, Erasure, Wait
from adapters.privacy.subject import Subject
from adapters.simulators.telegram import errors
from adapters.simulators.telegram.server import TelegramSimulator
from adapters.storage.draft_store import DraftStore
from adapters.storage.drafts import Draft
from adapters.storage.inventory import Inventory
from adapters.storage.reminder_store import ReminderStore
from adapters.storage.reminders import Destination, OccurrenceOutcome, Plan
from adapters.storage.schema import action, occurrence, reminder
from adapters.storage.session import Session
from adapters.storage.wipe_store import WipeStore
from adapters.storage.wipes import ChatMessage, MessageKind
from messages.content import Content
from tests.contract.test_inventory import DAILY
from tests.support.caller import Caller
from tests.support.erasing_process import ACCOUNT, held, standing
from tests.support.made_reminders import add
from tests.support.telegram_bot import configured

ANN = Subject("telegram", "1001")


@pytest.fixture
def erasing(session: Session, fake: TelegramSimulator, url: str, shipped: Content) -> "Erasing":
    return Erasing(session, fake, url, shipped)


class Erasing:
    """An erasure in this process, where a test can make it wait for less."""

    def __init__(self, session: Session, fake: TelegramSimulator, url: str, content: Content) -> None:
        self._settings, self._inventory = configured(fake, url), Inventory(session)
        self._services = shared(self._settings, content, session)

    async def run(self, *, serving: bool = True, wait: Wait = USUAL) -> Erased:
        async with connected(self._settings.channels, self._services) as channels:
            return await Erasure(self._services, self._inventory, channels if serving else (), wait).run(ANN)


async def test_while_telegram_is_away_nothing_is_forgotten(
    fake: TelegramSimulator, wipe_store: WipeStore, session: Session, erasing: Erasing
) -> None:
    ann = fake.person(1001)
    await standing(ann, wipe_store, "a", "b")
    fake.fail("deleteMessages", errors.server_error(), times=20)
    found = await erasing.run(wait=Wait(patience=1.5))
    assert (found.left, found.rows, found.whole) == (2, 0, False)
    assert len(ann.chat.messages) == 2
    assert await held(session) == (2, 0, 0)


async def test_what_must_wait_a_moment_is_waited_for(
    fake: TelegramSimulator, wipe_store: WipeStore, erasing: Erasing
) -> None:
    ann = fake.person(1001)
    await standing(ann, wipe_store, "a", "b")
    fake.fail("deleteMessages", errors.rate_limited(1))
    assert await erasing.run() == Erased(wiped=2)
    assert ann.chat.messages == []


async def test_what_telegram_refuses_for_now_is_left_to_be_tried_again(
    fake: TelegramSimulator, wipe_store: WipeStore, session: Session, erasing: Erasing
) -> None:
    ann = fake.person(1001)
    await standing(ann, wipe_store, "a", "b")
    await ann.block()
    found = await erasing.run(wait=Wait(patience=1.5))
    assert (found.left, found.refused, found.rows, found.whole) == (2, 0, 0, False)
    assert await held(session) == (2, 0, 0)
    await ann.unblock()
    assert await erasing.run() == Erased(wiped=2)
    assert ann.chat.messages == []


async def test_what_telegram_will_never_delete_is_told_and_its_rows_go(
    fake: TelegramSimulator, wipe_store: WipeStore, session: Session, call: Caller, erasing: Erasing
) -> None:
    ann = fake.person(1001)
    await ann.say("/start")
    old = await call("sendMessage", chat_id=1001, text="Vraag 1")
    fake.clock.advance(49 * 3600)
    await wipe_store.note(
        [ChatMessage(ACCOUNT, "1001", str(old["message_id"]), MessageKind.SCREEN, 49 * 3600)], within=900
    )
    found = await erasing.run()
    assert found == Erased(refused=1)
    assert (found.rows, found.whole) == (1, False)
    assert ann.chat.messages[-1].text == "Gewist."
    assert await held(session) == (0, 0, 0)


async def test_what_another_process_holds_is_left_to_it(
    fake: TelegramSimulator, wipe_store: WipeStore, session: Session, erasing: Erasing
) -> None:
    await standing(fake.person(1001), wipe_store, "a", within=0)
    [wipe] = await wipe_store.claim([ACCOUNT], 10, 60)
    for serving in (True, False):
        assert await erasing.run(serving=serving, wait=Wait(patience=0.0, unserved=-1.0)) == Erased(left=1)
    assert await held(session) == (1, 0, 0)
    await wipe_store.finish([wipe])
    assert await erasing.run() == Erased()


async def test_what_another_process_does_meanwhile_is_counted(
    fake: TelegramSimulator, session: Session, wipe_store: WipeStore, erasing: Erasing
) -> None:
    await standing(fake.person(1001), wipe_store, "a", within=0)
    held_there = await wipe_store.claim([ACCOUNT], 10, 60)
    await session.run(update(action).values(due_at=4e9))
    run = asyncio.create_task(erasing.run())
    while (await session.run(select(action.c.due_at)))[0].due_at == 4e9:
        await asyncio.sleep(0.05)
    await wipe_store.finish(held_there)
    assert await run == Erased(elsewhere=1)


async def test_an_account_that_nobody_serves_is_let_go_of_after_a_wait(
    fake: TelegramSimulator, wipe_store: WipeStore, session: Session, erasing: Erasing
) -> None:
    ann = fake.person(1001)
    await standing(ann, wipe_store, "a", account="telegram:2")
    await standing(ann, wipe_store, "b")
    found = await erasing.run(wait=Wait(unserved=1.0))
    assert found == Erased(wiped=1, abandoned=1)
    assert (found.rows, found.whole) == (2, False)
    assert [message.text for message in ann.chat.messages] == ["a"]
    assert await held(session) == (0, 0, 0)


async def test_what_was_late_before_is_left_to_a_bot_that_comes_back_in_time(
    fake: TelegramSimulator, wipe_store: WipeStore, erasing: Erasing
) -> None:
    """As after an hour of downtime: only that bot can wipe them."""
    ann = fake.person(1001)
    await standing(ann, wipe_store, "a", "b", within=-3600)
    run = asyncio.create_task(erasing.run(serving=False, wait=Wait(unserved=5.0)))
    await asyncio.sleep(1.0)
    assert await erasing.run() == Erased(wiped=2)
    assert await run == Erased(elsewhere=2)
    assert ann.chat.messages == []


async def test_what_a_bot_notes_down_a_moment_later_goes_too(
    fake: TelegramSimulator, wipe_store: WipeStore, session: Session, erasing: Erasing
) -> None:
    """A press moves the deadline of a screen, which is written a second after the press."""
    ann = fake.person(1001)
    await standing(ann, wipe_store, "a")
    pressed = ChatMessage(ACCOUNT, "1001", str(ann.chat.messages[0].id), MessageKind.SCREEN)
    run = asyncio.create_task(erasing.run())
    while await held(session) != (0, 0, 0):
        await asyncio.sleep(0.01)
    await wipe_store.move([pressed], within=900)
    assert await run == Erased(wiped=2)
    assert await held(session) == (0, 0, 0)


@pytest.mark.parametrize("outcome", [OccurrenceOutcome.UNKNOWN, OccurrenceOutcome.SENDING, OccurrenceOutcome.SENT])
async def test_a_post_of_which_nobody_knows_where_it_stands_may_stand(
    session: Session, reminder_store: ReminderStore, erasing: Erasing, outcome: OccurrenceOutcome
) -> None:
    """Its answer was lost, or the group has moved since."""
    kept = await add(reminder_store, Destination(ACCOUNT, "1001"), DAILY, 4e9)
    await session.run(insert(occurrence), {"reminder_id": kept.id, "moment": 1.0, "outcome": outcome})
    found = await erasing.run()
    assert (found.standing, found.taken, found.whole) == (1, 0, False)


async def test_without_the_token_the_post_of_a_reminder_is_left_to_a_bot_that_has_it_and_then_told(
    session: Session, reminder_store: ReminderStore, erasing: Erasing
) -> None:
    kept = await add(reminder_store, Destination(ACCOUNT, "1001"), DAILY, 4e9)
    await session.run(update(reminder).where(reminder.c.id == kept.id).values(message="7"))
    found = await erasing.run(serving=False, wait=Wait(unserved=0.5))
    assert found == Erased(reminders=1, standing=1)
    assert not found.whole
    assert await held(session) == (0, 0, 0)


async def test_a_reminder_that_is_not_saved_yet_goes_as_well(session: Session, erasing: Erasing) -> None:
    drafts = DraftStore(session, 900.0)
    for name, chat in (("0" * 16, "1001"), ("1" * 16, "1002")):
        await drafts.keep(Draft(name, ACCOUNT, "", (Destination(ACCOUNT, chat),), Plan("groomingcheck", DAILY)))
    assert await erasing.run() == Erased(drafts=1)
    assert await drafts.get(ACCOUNT, "0" * 16) is None
    assert await drafts.get(ACCOUNT, "1" * 16)


async def test_an_account_that_a_bot_elsewhere_serves_is_left_to_that_bot(
    fake: TelegramSimulator, wipe_store: WipeStore, erasing: Erasing
) -> None:
    """Without the token here: the bot that has it sees what is due, and wipes it before its rows are deleted."""
    ann = fake.person(1001)
    await standing(ann, wipe_store, "a")
    run = asyncio.create_task(erasing.run(serving=False))
    while await wipe_store.next_due([ACCOUNT]):
        await asyncio.sleep(0.05)
    assert await erasing.run() == Erased(wiped=1)
    assert await run == Erased(elsewhere=1)
    assert ann.chat.messages == []
