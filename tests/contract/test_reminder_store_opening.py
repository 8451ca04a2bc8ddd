"""The database of a reminder store: where it came from, and what an interrupted call leaves in it."""

import asyncio
import importlib

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, insert, select

from adapters.channels import registry
from adapters.storage.postgresql import Postgresql
from adapters.storage.reminder_store import ReminderStore
from adapters.storage.reminders import OccurrenceOutcome
from adapters.storage.schema import action, occurrence
from adapters.storage.session import Session
from adapters.storage.sqlite import Sqlite
from adapters.storage.wipe_store import WipeStore
from adapters.storage.wipes import MessageKind
from tests.contract.test_reminder_store import EVERY, LEASE, OURS, PAST, added, due
from tests.contract.test_reminder_store_claim import NEXT, claimed
from tests.contract.test_wipe_store_connection import Other, cut_during, other, place
from tests.support import made_reminders

__all__ = ["other", "place"]
MESSAGE = {"kind": "wipe", "channel": "telegram", "chat": "1001", "message": "7", "part": MessageKind.SCREEN}
AT = {"due_at": PAST, "until": NEXT, "attempts": 3}


def first_step(connection: Connection) -> None:
    """Create what an older program without reminders left, with a row in it."""
    with Operations.context(MigrationContext.configure(connection)):
        importlib.import_module("adapters.storage.migrations.versions.step_1_wipes").upgrade()
    connection.exec_driver_sql("CREATE TABLE ledger_version (version_num VARCHAR(32) PRIMARY KEY NOT NULL)")
    connection.exec_driver_sql("INSERT INTO ledger_version VALUES ('1')")
    connection.execute(insert(action).values(**MESSAGE, **AT))


async def test_a_database_without_reminders_is_brought_up_to_date_with_what_is_in_it(url: str) -> None:
    before = Sqlite(url) if url.startswith("sqlite") else Postgresql(url)
    await before.transact(first_step)
    await before.close()
    session = await Session.open(url)
    reminder_store, wipe_store = made_reminders.on(session), WipeStore(session, registry.wipeable())
    assert await reminder_store.all(OURS) == ()
    kept = await added(reminder_store)
    assert await due(reminder_store) == [kept.id]
    (wipe,) = await wipe_store.claim(["telegram"], EVERY, LEASE)
    assert (wipe.chat, wipe.message, wipe.part, wipe.attempts) == ("1001", "7", MessageKind.SCREEN, 3)
    await session.close()


async def test_the_wipe_store_and_the_reminder_store_share_a_session(
    reminder_store: ReminderStore, wipe_store: WipeStore
) -> None:
    await asyncio.gather(
        *(added(reminder_store) for _ in range(3)), wipe_store.intend("telegram", "1", MessageKind.SCREEN, 0, None)
    )
    assert len(await due(reminder_store)) == 3
    assert len(await wipe_store.claim(["telegram"], EVERY, LEASE)) == 1


async def test_it_opens_again_with_all_that_was_in_it(url: str) -> None:
    session = await Session.open(url)
    kept = await added(made_reminders.on(session))
    claim = await claimed(made_reminders.on(session))
    await made_reminders.on(session).begin(claim, PAST)
    await session.close()
    session = await Session.open(url)
    assert await due(made_reminders.on(session)) == []
    assert await made_reminders.on(session).settle(claim, PAST, OccurrenceOutcome.SENT, PAST, ("m1", "C1"))
    assert await due(made_reminders.on(session)) == [kept.id]
    await session.close()


async def test_an_occurrence_goes_with_its_reminder(session: Session, reminder_store: ReminderStore) -> None:
    kept = await added(reminder_store)
    await reminder_store.begin(await claimed(reminder_store), PAST)
    assert len(await session.run(select(occurrence))) == 1
    await reminder_store.remove(kept.series)
    assert await session.run(select(occurrence)) == []


async def test_a_claim_waits_for_nobody(place: str, other: Other) -> None:
    session = await Session.open(place)
    reminder_store = made_reminders.on(session)
    for late in range(3):
        await added(reminder_store, PAST + late)
    await other.hold_one("SELECT id FROM reminder ORDER BY due_at LIMIT 1 FOR UPDATE")
    assert len(await due(reminder_store)) == 2
    await other.let_go()
    assert len(await due(reminder_store)) == 1
    await session.close()


async def test_a_call_whose_connection_breaks_is_made_again_but_none_is_kept_twice(place: str, other: Other) -> None:
    session = await Session.open(place)
    reminder_store = made_reminders.on(session)
    await added(reminder_store)
    await cut_during(other, added(reminder_store, NEXT))
    assert len(await reminder_store.all(OURS)) == 2
    claim = await claimed(reminder_store)
    await cut_during(other, reminder_store.begin(claim, PAST))
    assert not await reminder_store.begin(claim, PAST)
    await cut_during(other, reminder_store.settle(claim, PAST, OccurrenceOutcome.SENT, PAST, ("m1", "C1")))
    await cut_during(other, reminder_store.put_back(await claimed(reminder_store), PAST, 0))
    assert sorted((found.prompt, found.message or "") for found in await reminder_store.all(OURS)) == [
        (0, ""),
        (1, "m1"),
    ]
    await session.close()
