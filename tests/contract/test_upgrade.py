"""Upgrades: a database of every earlier version is migrated, keeps every row that was in it, and works."""

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from adapters.channels import registry
from adapters.storage import migrations as steps
from adapters.storage.alarm_store import AlarmStore
from adapters.storage.postgresql import Postgresql
from adapters.storage.reminders import Plan
from adapters.storage.schema_version import NEWEST, VERSION
from adapters.storage.session import Session
from adapters.storage.sqlite import Sqlite
from adapters.storage.wipe_store import WipeStore
from tests.support import made_reminders
from tests.support.made_reminders import weekly

FOLDER = Path(next(iter(steps.__path__)))
REVISIONS = sorted(
    (
        re.findall(r'^revision = "(\w+)"', path.read_text(), re.MULTILINE)[0]
        for path in FOLDER.glob("versions/step_*.py")
    ),
    key=int,
)
TOLD: dict[str, object] = {
    "kind": "wipe",
    "channel": "telegram:1",
    "chat": "1001",
    "message": "7",
    "part": "screen",
    "thread": "",
    "check_id": "groomingcheck",
    "weekdays": 1,
    "minute": 570,
    "times": "09:30",
    "rhythm": "weekly",
    "weeks": 1,
    "which": None,
    "start": 739_621,
    "zone": "Europe/Amsterdam",
    "skips": "2026-12-11",
    "skipped": "",
    "prompts_off": "",
    "series": "00112233aabbccdd",
    "suspended": "",
    "outcome": "sent",
    "lease": None,
    "leased_until": None,
    "held_until": None,
    "paused_until": None,
}
"""The value of a column of this name, if it can't be just anything."""
PLAN = Plan(
    "groomingcheck",
    replace(
        weekly([0], "09:30", str(dt.date.fromordinal(739_621)), holidays_off=True),
        skips=frozenset({dt.date(2026, 12, 11)}),
    ),
)
"""What that reminder is, in the words of today."""
ANYTHING: dict[type, object] = {str: "x", float: 1_000_000.5, int: 1, bool: True}
Rows = dict[str, dict[str, object]]
"""One row of each table, by the table's name."""


def made_at(connection: sa.Connection, revision: str) -> Rows:
    """Create the database as the program of this step left it, with a row in each table. Returns those rows."""
    config = Config(attributes={"connection": connection, "version_table": VERSION})
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    command.upgrade(config, revision)
    rows: Rows = {}
    for table in tables(connection).sorted_tables:
        rows[table.name] = {column.name: value(column) for column in table.columns}
        connection.execute(table.insert().values(rows[table.name]))
    return rows


def tables(connection: sa.Connection) -> sa.MetaData:
    """Read the schema, without the table that holds the version."""
    found = sa.MetaData()
    found.reflect(connection, only=lambda name, _: name != VERSION)
    return found


def value(column: sa.Column[object]) -> object:
    """Return a valid value of this column."""
    return TOLD.get(column.name, ANYTHING[column.type.python_type])


def read(connection: sa.Connection) -> Rows:
    """Return the only row of each table."""
    return {
        table.name: dict(connection.execute(table.select()).mappings().one())
        for table in tables(connection).sorted_tables
        if connection.execute(table.select()).first()
    }


def test_every_step_is_looked_at() -> None:
    assert [str(number) for number in range(1, len(REVISIONS) + 1)] == REVISIONS
    assert len(REVISIONS) == len(list(FOLDER.glob("versions/*.py"))) - 1
    assert REVISIONS[-1] == NEWEST


@pytest.mark.parametrize("revision", REVISIONS)
async def test_a_ledger_of_every_version_comes_up_with_every_row_that_was_in_it(url: str, revision: str) -> None:
    before = Sqlite(url) if url.startswith("sqlite") else Postgresql(url)
    rows = await before.transact(lambda connection: made_at(connection, revision))
    await before.close()
    session = await Session.open(url)
    now = await session.transact(read)
    assert now.keys() == rows.keys()
    for name, row in rows.items():
        assert now[name] | row == now[name] | {column: row[column] for column in row.keys() - now[name].keys()}
        assert row.keys() - now[name].keys() <= {"minute"}
    wipe_store, reminder_store = WipeStore(session, registry.wipeable()), made_reminders.on(session)
    (wipe,) = await wipe_store.claim(["telegram:1"], 10, 30)
    assert (wipe.chat, wipe.message, wipe.part) == ("1001", "7", "screen")
    assert [one.plan for one in await reminder_store.all()] == [PLAN] * ("reminder" in rows)
    assert all(re.fullmatch("[0-9a-f]{16}", one.series) for one in await reminder_store.all())
    assert [claim.reminder.plan.check for claim in await reminder_store.claim(["telegram:1"], 10, 30)] == [
        "groomingcheck"
    ] * ("reminder" in rows)
    await session.close()


@pytest.mark.parametrize(("due_at", "untold"), [(None, []), (1_000_000.5, ["suspended"])])
async def test_what_was_suspended_before_is_told_unless_it_was(
    url: str, due_at: float | None, untold: list[str]
) -> None:
    """Before, one that was suspended stayed due until the coordinators had been told."""
    before = Sqlite(url) if url.startswith("sqlite") else Postgresql(url)

    def work(connection: sa.Connection) -> None:
        made_at(connection, "5")
        table = tables(connection).tables["reminder"]
        connection.execute(table.update().values(suspended="left", due_at=due_at))

    await before.transact(work)
    await before.close()
    session = await Session.open(url)
    reminder_store = made_reminders.on(session)
    found = await AlarmStore(session, reminder_store.alarmed, 0.0).claim("telegram:1")
    assert [alarm.trouble for alarm in found] == untold
    assert [(one.suspended, one.due_at) for one in await reminder_store.all()] == [("left", None)]
    await session.close()
