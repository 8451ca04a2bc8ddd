"""A database of an agenda: how it came about, and what a disturbed call leaves in it."""

import asyncio
import importlib

import pytest
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, insert, select

from adapters.ledger import UNAVAILABLE, Agenda, Ledger, Part, Session
from adapters.ledger.postgresql import Postgresql
from adapters.ledger.reminder import Outcome
from adapters.ledger.schema import action, occurrence
from adapters.ledger.sqlite import Sqlite
from tests.test_agenda import EVERY, LEASE, OURS, PAST, added, due
from tests.test_agenda_claim import NEXT, claimed
from tests.test_ledger_connection import Other, cut_during, other, place

__all__ = ["other", "place"]
MESSAGE = {"kind": "wipe", "channel": "telegram", "chat": "1001", "message": "7", "part": Part.SCREEN}
AT = {"due_at": PAST, "until": NEXT, "attempts": 3}


def first_step(connection: Connection) -> None:
    """Make what a program left that knew of wipes alone, with a row in it."""
    with Operations.context(MigrationContext.configure(connection)):
        importlib.import_module("adapters.ledger.migrations.versions.step_1_wipes").upgrade()
    connection.exec_driver_sql("CREATE TABLE ledger_version (version_num VARCHAR(32) PRIMARY KEY NOT NULL)")
    connection.exec_driver_sql("INSERT INTO ledger_version VALUES ('1')")
    connection.execute(insert(action).values(**MESSAGE, **AT))


async def test_a_database_without_reminders_is_brought_up_to_date_with_what_is_in_it(url: str) -> None:
    before = Sqlite(url) if url.startswith("sqlite") else Postgresql(url)
    await before.transact(first_step)
    await before.close()
    session = await Session.open(url)
    agenda, ledger = Agenda(session), Ledger(session)
    assert await agenda.all(OURS) == ()
    kept = await added(agenda)
    assert await due(agenda) == [kept.id]
    (wipe,) = await ledger.claim(["telegram"], EVERY, LEASE)
    assert (wipe.chat, wipe.message, wipe.part, wipe.attempts) == ("1001", "7", Part.SCREEN, 3)
    await session.close()


async def test_a_ledger_and_an_agenda_share_a_session(agenda: Agenda, ledger: Ledger) -> None:
    await asyncio.gather(*(added(agenda) for _ in range(3)), ledger.intend("telegram", "1", Part.SCREEN, 0, None))
    assert len(await due(agenda)) == 3
    assert len(await ledger.claim(["telegram"], EVERY, LEASE)) == 1


async def test_it_opens_again_with_all_that_was_in_it(url: str) -> None:
    session = await Session.open(url)
    kept = await added(Agenda(session))
    claim = await claimed(Agenda(session))
    await Agenda(session).begin(claim, PAST)
    await session.close()
    session = await Session.open(url)
    assert await due(Agenda(session)) == []
    assert await Agenda(session).settle(claim, PAST, Outcome.SENT, PAST, ("m1", "C1"))
    assert await due(Agenda(session)) == [kept.id]
    await session.close()


async def test_an_occurrence_goes_with_its_reminder(session: Session, agenda: Agenda) -> None:
    kept = await added(agenda)
    await agenda.begin(await claimed(agenda), PAST)
    assert len(await session.run(select(occurrence))) == 1
    await agenda.remove(kept.id)
    assert await session.run(select(occurrence)) == []


async def test_a_claim_waits_for_nobody(place: str, other: Other) -> None:
    session = await Session.open(place)
    agenda = Agenda(session)
    for late in range(3):
        await added(agenda, PAST + late)
    await other.hold_one("SELECT id FROM reminder ORDER BY due_at LIMIT 1 FOR UPDATE")
    assert len(await due(agenda)) == 2
    await other.let_go()
    assert len(await due(agenda)) == 1
    await session.close()


async def test_a_call_whose_connection_breaks_is_made_again_but_none_is_kept_twice(place: str, other: Other) -> None:
    session = await Session.open(place)
    agenda = Agenda(session)
    kept = await added(agenda)
    with pytest.raises(UNAVAILABLE):
        await cut_during(other, added(agenda))
    assert [found.id for found in await agenda.all(OURS)] == [kept.id]
    claim = await claimed(agenda)
    await cut_during(other, agenda.begin(claim, PAST))
    assert not await agenda.begin(claim, PAST)
    await cut_during(other, agenda.settle(claim, PAST, Outcome.SENT, PAST, ("m1", "C1")))
    await cut_during(other, agenda.put_back(await claimed(agenda), PAST, 0))
    assert [(found.prompt, found.message) for found in await agenda.all(OURS)] == [(1, "m1")]
    await session.close()
