"""`groomingcheck downgrade`: the version before can start on the database, or is told why not."""

import asyncio
from dataclasses import replace

import sqlalchemy as sa

from adapters.storage.migration import BEFORE
from adapters.storage.postgresql import Postgresql
from adapters.storage.reminders import Destination
from adapters.storage.schema_version import VERSION
from adapters.storage.session import Session
from adapters.storage.sqlite import Sqlite
from tests.contract.test_reminder_store import FULL, WEEKLY
from tests.support import made_reminders
from tests.support.command import Done, run

PLACE = Destination("slack:T1", "C1")


async def downgraded(url: str) -> Done:
    return await asyncio.to_thread(run, "", "downgrade", GROOMINGCHECK_DATABASE_URL=url)


async def revision(url: str) -> str:
    """Return the revision of this database, without bringing it up to date."""
    database = Sqlite(url) if url.startswith("sqlite") else Postgresql(url)
    version = sa.table(VERSION, sa.column("version_num"))
    found = await database.transact(lambda connection: connection.execute(sa.select(version)).scalar_one())
    await database.close()
    return str(found)


async def test_the_version_before_can_start_on_it(url: str) -> None:
    session = await Session.open(url)
    await made_reminders.add(made_reminders.on(session), PLACE, WEEKLY, None)
    await session.close()
    done = await downgraded(url)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().startswith("Done. Now start the previous version")
    assert await revision(url) == BEFORE
    again = await Session.open(url)
    assert [one.schedule for one in await made_reminders.on(again).all()] == [WEEKLY]
    await again.close()


async def test_what_the_version_before_can_not_hold_is_told_in_one_line_and_kept(url: str) -> None:
    session = await Session.open(url)
    store = made_reminders.on(session)
    kept = await made_reminders.add(store, PLACE, replace(WEEKLY, times=FULL.times), None)
    done = await downgraded(url)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == (
        "groomingcheck: nothing was changed: the previous version can't store these reminders; "
        "change or delete them first: 1 come several times a day.\n"
    )
    assert await store.all() == (kept,)
    await session.close()
