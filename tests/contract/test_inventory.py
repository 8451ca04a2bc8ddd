"""What the database reports about itself, and what it deletes for one chat only, on both databases."""

from collections import Counter

import pytest
from sqlalchemy import insert

from adapters.storage.database import readable
from adapters.storage.inventory import FACTS, Holdings, Inventory
from adapters.storage.reminder_store import ReminderStore
from adapters.storage.reminders import Destination, OccurrenceOutcome
from adapters.storage.schema import METADATA, occurrence
from adapters.storage.session import Session
from adapters.storage.wipe_store import WipeStore
from adapters.storage.wipes import ChatMessage, MessageKind
from tests.support.made_reminders import add, weekly

LEASE, LATER = 60.0, 900.0
DAILY = weekly(range(7), "09:00", "2026-11-23")


@pytest.fixture
def inventory(session: Session) -> Inventory:
    return Inventory(session)


def message(
    number: int, part: MessageKind = MessageKind.TEXT, chat: str = "42", channel: str = "telegram:1"
) -> ChatMessage:
    return ChatMessage(channel, chat, str(number), part)


def test_every_column_there_is_belongs_to_one_fact() -> None:
    for table in METADATA.sorted_tables:
        told = Counter(column for columns in FACTS[table.name].values() for column in columns)
        assert told == Counter(table.columns.keys())
    assert len(FACTS) == len(METADATA.tables)


async def test_it_counts_by_account_and_tells_the_first_and_last_moment(
    session: Session, wipe_store: WipeStore, reminder_store: ReminderStore, inventory: Inventory
) -> None:
    assert await inventory.all() == Holdings((), (), (), (), ())
    await wipe_store.note([message(1), message(2, MessageKind.SCREEN)], within=100)
    await wipe_store.note([message(3), message(4, chat="43")], within=LATER)
    await wipe_store.note([message(5, channel="telegram:2")], within=LATER)
    one = await add(reminder_store, Destination("slack", "C1"), DAILY, 1000.0)
    await add(reminder_store, Destination("slack", "C2"), DAILY, 3000.0)
    await add(reminder_store, Destination("slack", "C2"), DAILY, None)
    await add(reminder_store, Destination("telegram:1", "-5"), DAILY, None)
    past = [
        {"reminder_id": one.id, "moment": moment, "outcome": OccurrenceOutcome.SENT} for moment in (10.0, 30.0, 20.0)
    ]
    await session.run(insert(occurrence), past)
    found = await inventory.all()
    assert [(stock.channel, stock.part, stock.rows) for stock in found.wipes] == [
        ("telegram:1", "screen", 1),
        ("telegram:1", "text", 3),
        ("telegram:2", "text", 1),
    ]
    assert {stock.part for stock in (*found.reminders, *found.occurrences)} == {None}
    text = found.wipes[1]
    assert text.last is not None
    assert text.first is not None
    assert LATER - 200 < text.last - text.first < LATER
    assert [(stock.channel, stock.rows, stock.first, stock.last) for stock in found.reminders] == [
        ("slack", 3, 1000.0, 3000.0),
        ("telegram:1", 1, None, None),
    ]
    assert [(stock.channel, stock.rows, stock.first, stock.last) for stock in found.occurrences] == [
        ("slack", 3, 10.0, 30.0)
    ]


async def test_it_finds_a_chat_in_every_account_of_its_platform_and_nowhere_else(
    session: Session, inventory: Inventory
) -> None:
    wipe_store = WipeStore(session, dict.fromkeys(("slack", "telegram", "telegramx"), 2 * LATER))
    for number, (channel, chat) in enumerate(
        [("telegram:1", "42"), ("telegram:2", "42"), ("telegram:1", "421"), ("slack", "42"), ("telegramx:1", "42")]
    ):
        await wipe_store.note([message(number, chat=chat, channel=channel)], within=LATER)
    found = await inventory.waiting("telegram", "42")
    assert {account: len(rows) for account, rows in found.items()} == {"telegram:1": 1, "telegram:2": 1}
    assert {account: len(rows) for account, rows in (await inventory.waiting("slack", "42")).items()} == {"slack": 1}


async def test_one_chat_is_claimed_and_the_others_are_left(wipe_store: WipeStore) -> None:
    await wipe_store.note([message(1), message(2), message(3, chat="43"), message(4, channel="slack")], within=0)
    await wipe_store.note([message(5)], within=LATER)
    claimed = await wipe_store.claim_chat("telegram:1", "42", 100, LEASE)
    assert sorted(wipe.message or "" for wipe in claimed) == ["1", "2"]
    assert await wipe_store.claim_chat("telegram:1", "42", 100, LEASE) == ()


async def test_only_long_overdue_and_unclaimed_rows_are_abandoned(wipe_store: WipeStore, inventory: Inventory) -> None:
    await wipe_store.note([message(1), message(2), message(3, chat="43"), message(4, channel="telegram:2")], within=-60)
    [held] = await wipe_store.claim_chat("telegram:1", "42", 1, LEASE)
    await wipe_store.note([message(5)], within=0)
    await wipe_store.note([message(6)], within=LATER)
    before = (await inventory.waiting("telegram", "42"))["telegram:1"]
    gone = await wipe_store.abandon("telegram:1", "42", 30.0)
    assert list(gone.values()) == [MessageKind.TEXT]
    assert held.id not in gone
    assert (await inventory.waiting("telegram", "42"))["telegram:1"] == before - gone.keys()
    assert await wipe_store.abandon("telegram:1", "42", 30.0) == {}
    assert sum((await wipe_store.backlog()).rows.values()) == 5


@pytest.mark.parametrize(("address", "told"), [
    ("sqlite:////data/ledger.db", "/data/ledger.db"),
    ("sqlite:////my%20data/ledger.db", "/my data/ledger.db"),
    ("postgresql://ann:geheim@db.example.org:5432/check", "postgresql://db.example.org:5432/check"),
    ("postgres://ann:ge@heim@db/check?sslmode=require&password=geheim", "postgresql://db/check"),
    ("postgresql+asyncpg:///check?host=/run/pg&user=ann&passfile=/x", "postgresql:///check?host=/run/pg"),
])  # fmt: skip
def test_an_address_is_shown_without_its_secrets(address: str, told: str) -> None:
    assert readable(address) == told
