"""A move from one database to another, in both directions, loses and duplicates nothing, even if interrupted."""

import time
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from adapters.channels import registry
from adapters.cli.move import NAMES
from adapters.storage.reminder_store import ReminderStore
from adapters.storage.reminders import Claim, Destination, OccurrenceOutcome
from adapters.storage.schema import METADATA, PLACE_IN_SERIES, action, draft, ended, introduction, reach, reminder
from adapters.storage.session import Session
from adapters.storage.transfer import Transfer
from adapters.storage.transfer_rows import HELD, TransferError
from adapters.storage.wipe_store import WipeStore
from adapters.storage.wipes import ChatMessage, MessageKind
from tests.support.made_reminders import add, weekly
from tests.support.postgres import Postgres

CHANNEL = "slack:T1"
PAST, NEXT = 1_000_000.0, time.time() + 604_800
WEEKLY = weekly([0], "09:30", "2026-01-05")
STEPS = ("hold", "copy", "empty")
Known = Mapping[str, list[Any]]


class Ledger:
    """An open database, and the stores in it."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.wipes = WipeStore(session, registry.wipeable())
        self.reminders = ReminderStore(session, self.wipes)

    async def claims(self) -> list[Claim]:
        return list(await self.reminders.claim([CHANNEL], 100, 30))

    async def later(self) -> None:
        """Let the time pass for which reminders are held."""
        rows = update(reminder).where(reminder.c.leased_until.is_not(None))
        await self.session.run(rows.values(leased_until=reminder.c.leased_until - HELD))

    async def post(self) -> None:
        """Post what is due, as a bot does."""
        for claim in await self.claims():
            await self.reminders.begin(claim, PAST)
            await self.reminders.settle(claim, PAST, OccurrenceOutcome.SENT, NEXT, ("m1", claim.reminder.place.chat))

    async def known(self) -> Known:
        """Return all that it holds, without the numbers and claims that mean something in one database only."""
        found = {table.name: await self.session.run(select(table)) for table in METADATA.sorted_tables}
        places = {row.id: tuple(getattr(row, name) for name in PLACE_IN_SERIES) for row in found[reminder.name]}
        own = {"id", "reminder_id", "lease", "leased_until"}
        return {
            name: sorted(
                str({**{k: v for k, v in row._asdict().items() if k not in own}, "of": places.get(_whose(row))})
                for row in rows
            )
            for name, rows in found.items()
        }


def _whose(row: Any) -> int | None:  # noqa: ANN401 - a row of any table
    return getattr(row, "reminder_id", None)


@pytest.fixture(params=["to PostgreSQL", "to SQLite"])
async def ledgers(request: pytest.FixtureRequest, postgres: Postgres, tmp_path: Path) -> AsyncIterator[list[Ledger]]:
    """The database to move from, which holds something of everything, and the one to move to."""
    urls = [f"sqlite:///{tmp_path}/ledger.db", postgres.database()]
    async with AsyncExitStack() as stack:
        found = []
        for url in urls if request.param == "to PostgreSQL" else reversed(urls):
            found.append(Ledger(await Session.open(url)))
            stack.push_async_callback(found[-1].session.close)
        await fill(found[0])
        yield found


async def fill(ledger: Ledger) -> None:
    """Store a removed reminder, one that was posted, one that is due in two places, and a row of every other table."""
    gone = await add(ledger.reminders, Destination(CHANNEL, "C0"), WEEKLY, NEXT)
    await add(ledger.reminders, Destination(CHANNEL, "C1"), WEEKLY, PAST)
    await ledger.post()
    await ledger.reminders.remove(gone.series)
    for chat in ("C2", "C3"):
        await add(ledger.reminders, Destination(CHANNEL, chat, "7"), WEEKLY, PAST)
    messages = [ChatMessage("telegram:1", "42", str(number), MessageKind.PERSON) for number in range(3)]
    await ledger.wipes.note(messages, within=900)
    await ledger.wipes.intend("telegram:1", "43", MessageKind.SCREEN, 900, "17")
    await ledger.session.run(insert(ended), {"run": "a check", "expires_at": time.time() + 900})
    await ledger.session.run(insert(introduction), {"channel": CHANNEL, "chat": "C1", "thread": "", "message": "m0"})
    await ledger.session.run(insert(reach), {"channel": CHANNEL, "unreached": 2})
    await ledger.session.run(insert(draft), {"name": "n", "account": CHANNEL, "body": "{}", "expires_at": NEXT})


async def cut_off(source: Ledger, target: Ledger, after: str) -> None:
    """Do these steps of a move, and no other, as if it were killed then."""
    cut = Transfer(source.session, target.session)
    contents = await cut.hold()
    if after != "hold":
        await cut.copy(contents)
    if after == "empty":
        await cut.empty(contents)


async def move(source: Ledger, target: Ledger) -> Mapping[str, int]:
    return await Transfer(source.session, target.session).run()


async def test_everything_moves_and_nothing_stays(ledgers: list[Ledger]) -> None:
    source, target = ledgers
    before = await source.known()
    assert all(before.values())
    counts = await move(source, target)
    assert counts == {name: len(rows) for name, rows in before.items()}
    assert await target.known() == before
    assert not any((await source.known()).values())
    assert len(await target.claims()) == 2  # those that are due, at once


async def test_nothing_of_it_is_in_the_old_file(ledgers: list[Ledger], tmp_path: Path) -> None:
    source, target = ledgers
    names = [one.series.encode() for one in await source.reminders.all()]
    if source.session.dialect == "postgresql":
        source, target = target, source
        await move(target, source)
    file = tmp_path / "ledger.db"
    assert all(name in file.read_bytes() for name in names)
    await move(source, target)
    assert not [name for name in names if name in file.read_bytes()]


async def test_there_and_back_is_as_before(ledgers: list[Ledger]) -> None:
    source, target = ledgers
    before = await source.known()
    await move(source, target)
    await move(target, source)
    assert await source.known() == before
    assert not any((await target.known()).values())


@pytest.mark.parametrize("after", STEPS)
async def test_whenever_it_is_cut_off_the_next_one_ends_it(ledgers: list[Ledger], after: str) -> None:
    source, target = ledgers
    before = await source.known()
    await cut_off(source, target, after)
    await move(source, target)
    assert await target.known() == before
    assert not any((await source.known()).values())


@pytest.mark.parametrize("after", STEPS)
async def test_while_it_moves_nobody_posts_and_after_a_kill_only_who_has_them(
    ledgers: list[Ledger], after: str
) -> None:
    source, target = ledgers
    await cut_off(source, target, after)
    assert [await one.claims() for one in ledgers] == [[], []]
    for one in ledgers:
        await one.later()
    assert [len(await one.claims()) for one in ledgers] == {"hold": [2, 0], "copy": [2, 2], "empty": [0, 2]}[after]


async def test_after_a_kill_the_bot_may_go_on_with_the_old_one(ledgers: list[Ledger]) -> None:
    source, target = ledgers
    await cut_off(source, target, "copy")
    await source.later()
    await source.post()
    before = await source.known()
    await move(source, target)
    assert await target.known() == before


async def test_a_reminder_that_was_removed_after_a_kill_does_not_come_back(ledgers: list[Ledger]) -> None:
    source, target = ledgers
    await cut_off(source, target, "copy")
    kept = await source.reminders.all()
    await source.reminders.remove(kept[0].series)
    await move(source, target)
    assert await target.reminders.count() == len(kept) - 1


async def test_what_a_bot_has_used_after_a_kill_is_not_overwritten(ledgers: list[Ledger]) -> None:
    source, target = ledgers
    await cut_off(source, target, "copy")
    await target.later()
    await target.post()
    before = [await one.known() for one in ledgers]
    with pytest.raises(TransferError, match="holds reminders already"):
        await move(source, target)
    assert [await one.known() for one in ledgers] == before


async def test_what_came_to_the_old_one_after_a_kill_does_not_replace_what_was_moved(ledgers: list[Ledger]) -> None:
    source, target = ledgers
    before = await source.known()
    await cut_off(source, target, "empty")
    await add(source.reminders, Destination(CHANNEL, "C9"), WEEKLY, PAST)
    with pytest.raises(TransferError, match="holds reminders already"):
        await move(source, target)
    assert await target.known() == before
    assert await source.reminders.count() == 1


async def test_reminders_that_are_there_already_are_left_alone(ledgers: list[Ledger]) -> None:
    source, target = ledgers
    await add(target.reminders, Destination(CHANNEL, "C9"), WEEKLY, PAST)
    before = [await one.known() for one in ledgers]
    with pytest.raises(TransferError, match="holds reminders already"):
        await move(source, target)
    assert [await one.known() for one in ledgers] == before
    assert [len(await one.claims()) for one in ledgers] == [2, 1]  # nothing is held


async def test_messages_to_wipe_that_are_there_already_are_wiped_as_well(ledgers: list[Ledger]) -> None:
    source, target = ledgers
    twice = ChatMessage("telegram:1", "42", "1", MessageKind.PERSON)
    await target.wipes.note([twice, ChatMessage("telegram:1", "42", "9", MessageKind.PERSON)], within=900)
    wipes = len((await source.known())[action.name])
    await move(source, target)
    assert len((await target.known())[action.name]) == wipes + 1


@pytest.mark.parametrize("what", ["reminders", "wipes"])
async def test_while_a_bot_is_at_work_nothing_moves(ledgers: list[Ledger], what: str) -> None:
    source, target = ledgers
    if what == "reminders":
        await source.claims()
    else:
        await source.wipes.note([ChatMessage("telegram:1", "42", "1", MessageKind.PERSON)], within=0)
        assert await source.wipes.claim(["telegram:1"], 1, 30)
    before = await source.known()
    with pytest.raises(TransferError, match="stop it, and try again"):
        await move(source, target)
    assert await source.known() == before
    assert not any((await target.known()).values())


async def test_what_is_set_up_meanwhile_is_not_lost(ledgers: list[Ledger]) -> None:
    source, target = ledgers

    class Meanwhile(Transfer):
        """A move beside a bot that wasn't stopped: a coordinator sets a reminder up."""

        async def empty(self, contents: Mapping[str, list[dict[str, Any]]]) -> None:
            await add(source.reminders, Destination(CHANNEL, "C9"), WEEKLY, PAST)
            await super().empty(contents)

    count = await source.reminders.count()
    with pytest.raises(TransferError, match="changed meanwhile"):
        await Meanwhile(source.session, target.session).run()
    assert (await source.reminders.count(), await target.reminders.count()) == (count + 1, 0)
    assert len(await source.claims()) == 3


async def test_where_there_is_nothing_nothing_moves(ledgers: list[Ledger]) -> None:
    source, target = ledgers
    await move(source, target)
    assert not any((await move(source, target)).values())
    assert await target.reminders.count() == 3


def test_what_moves_of_every_table_has_a_name() -> None:
    assert set(METADATA.tables) == set(NAMES)
