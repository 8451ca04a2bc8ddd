"""Erasing that takes time: a platform that is away, other processes on the same ledger, and bots that are no more."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from sqlalchemy import insert, select, update

from adapters import composition
from adapters.ledger import Agenda, Ledger, Message, Part, Session
from adapters.ledger.inventory import Inventory
from adapters.ledger.reminder import Outcome, Place
from adapters.ledger.schema import action, occurrence
from adapters.privacy.erasure import USUAL, Erased, Erasure, Wait
from adapters.privacy.subject import Subject
from adapters.service import Channel
from adapters.telegram.fake import error
from adapters.telegram.fake.server import FakeTelegram
from messages.content import Content
from tests.bot import configured
from tests.caller import Caller
from tests.eraser import ACCOUNT, held, standing
from tests.test_inventory import DAILY

ANN = Subject("telegram", "1001")


@pytest.fixture
def erasing(session: Session, fake: FakeTelegram, url: str, shipped: Content) -> "Erasing":
    return Erasing(session, fake, url, shipped)


class Erasing:
    """Erasing in this process, where a test can have it wait for less."""

    def __init__(self, session: Session, fake: FakeTelegram, url: str, content: Content) -> None:
        self.service = composition.service(configured(fake, url), content, session)
        self._settings, self._inventory = configured(fake, url), Inventory(session)

    async def run(self, *, serving: bool = True, wait: Wait = USUAL) -> Erased:
        async with self._channels() as channels:
            return await Erasure(self.service, self._inventory, channels if serving else (), wait).run(ANN)

    @asynccontextmanager
    async def _channels(self) -> AsyncIterator[tuple[Channel, ...]]:
        found = composition.channels(self._settings, self.service)
        for channel in found:
            await channel.open()
        yield found
        for channel in found:
            await channel.close()


async def test_while_telegram_is_away_nothing_is_forgotten(
    fake: FakeTelegram, ledger: Ledger, session: Session, erasing: Erasing
) -> None:
    ann = fake.person(1001)
    await standing(ann, ledger, "a", "b")
    fake.fail("deleteMessages", error.server_error(), times=20)
    found = await erasing.run(wait=Wait(patience=1.5))
    assert (found.left, found.rows, found.whole) == (2, 0, False)
    assert len(ann.chat.messages) == 2
    assert await held(session) == (2, 0, 0)


async def test_what_must_wait_a_moment_is_waited_for(fake: FakeTelegram, ledger: Ledger, erasing: Erasing) -> None:
    ann = fake.person(1001)
    await standing(ann, ledger, "a", "b")
    fake.fail("deleteMessages", error.rate_limited(1))
    assert await erasing.run() == Erased(wiped=2)
    assert ann.chat.messages == []


async def test_what_telegram_refuses_is_told_and_its_rows_go(
    fake: FakeTelegram, ledger: Ledger, session: Session, call: Caller, erasing: Erasing
) -> None:
    ann = fake.person(1001)
    await ann.say("/start")
    old = await call("sendMessage", chat_id=1001, text="Vraag 1")
    fake.clock.advance(49 * 3600)
    await ledger.note([Message(ACCOUNT, "1001", str(old["message_id"]), Part.SCREEN, 49 * 3600)], within=900)
    found = await erasing.run()
    assert found == Erased(refused=1)
    assert (found.rows, found.whole) == (1, False)
    assert ann.chat.messages[-1].text == "Gewist."
    assert await held(session) == (0, 0, 0)


async def test_what_another_process_holds_is_left_to_it(
    fake: FakeTelegram, ledger: Ledger, session: Session, erasing: Erasing
) -> None:
    await standing(fake.person(1001), ledger, "a", within=0)
    [wipe] = await ledger.claim([ACCOUNT], 10, 60)
    for serving in (True, False):
        assert await erasing.run(serving=serving, wait=Wait(patience=0.0, unserved=-1.0)) == Erased(left=1)
    assert await held(session) == (1, 0, 0)
    await ledger.finish([wipe])
    assert await erasing.run() == Erased()


async def test_what_another_process_does_meanwhile_is_counted(
    fake: FakeTelegram, session: Session, ledger: Ledger, erasing: Erasing
) -> None:
    await standing(fake.person(1001), ledger, "a", within=0)
    held_there = await ledger.claim([ACCOUNT], 10, 60)
    await session.run(update(action).values(due_at=4e9))
    run = asyncio.create_task(erasing.run())
    while (await session.run(select(action.c.due_at)))[0].due_at == 4e9:
        await asyncio.sleep(0.05)
    await ledger.finish(held_there)
    assert await run == Erased(elsewhere=1)


async def test_an_account_that_nobody_serves_is_let_go_of_after_a_wait(
    fake: FakeTelegram, ledger: Ledger, session: Session, erasing: Erasing
) -> None:
    ann = fake.person(1001)
    await standing(ann, ledger, "a", account="telegram:2")
    await standing(ann, ledger, "b")
    found = await erasing.run(wait=Wait(unserved=1.0))
    assert found == Erased(wiped=1, abandoned=1)
    assert (found.rows, found.whole) == (2, False)
    assert [message.text for message in ann.chat.messages] == ["a"]
    assert await held(session) == (0, 0, 0)


async def test_what_was_late_before_is_left_to_a_bot_that_comes_back_in_time(
    fake: FakeTelegram, ledger: Ledger, erasing: Erasing
) -> None:
    """As after an hour in which it was down: it alone can wipe them."""
    ann = fake.person(1001)
    await standing(ann, ledger, "a", "b", within=-3600)
    run = asyncio.create_task(erasing.run(serving=False, wait=Wait(unserved=5.0)))
    await asyncio.sleep(1.0)
    assert await erasing.run() == Erased(wiped=2)
    assert await run == Erased(elsewhere=2)
    assert ann.chat.messages == []


async def test_what_a_bot_notes_down_a_moment_later_goes_too(
    fake: FakeTelegram, ledger: Ledger, session: Session, erasing: Erasing
) -> None:
    """A press moves the deadline of a screen, and that is written a second after the press."""
    ann = fake.person(1001)
    await standing(ann, ledger, "a")
    pressed = Message(ACCOUNT, "1001", str(ann.chat.messages[0].id), Part.SCREEN)
    run = asyncio.create_task(erasing.run())
    while await held(session) != (0, 0, 0):
        await asyncio.sleep(0.01)
    await ledger.move([pressed], within=900)
    assert await run == Erased(wiped=2)
    assert await held(session) == (0, 0, 0)


@pytest.mark.parametrize("outcome", [Outcome.UNKNOWN, Outcome.SENDING, Outcome.SENT])
async def test_a_post_of_which_nobody_knows_where_it_stands_may_stand(
    session: Session, agenda: Agenda, erasing: Erasing, outcome: Outcome
) -> None:
    """Its answer was lost, or the group has moved since."""
    kept = await agenda.add(Place(ACCOUNT, "1001"), "groomingcheck", DAILY, 4e9)
    await session.run(insert(occurrence), {"reminder_id": kept.id, "moment": 1.0, "outcome": outcome})
    found = await erasing.run()
    assert (found.standing, found.taken, found.whole) == (1, 0, False)


async def test_an_account_that_a_bot_elsewhere_serves_is_left_to_that_bot(
    fake: FakeTelegram, ledger: Ledger, erasing: Erasing
) -> None:
    """Without the token here: the bot that has it sees what is due, and wipes it before it is let go of."""
    ann = fake.person(1001)
    await standing(ann, ledger, "a")
    run = asyncio.create_task(erasing.run(serving=False))
    while await ledger.next_due([ACCOUNT]):
        await asyncio.sleep(0.05)
    assert await erasing.run() == Erased(wiped=1)
    assert await run == Erased(elsewhere=1)
    assert ann.chat.messages == []
