"""Opening a database: what is created, who may read it, what is left in the file, and one line for each failure."""

import asyncio
import random
import re
import subprocess
import sys
import traceback
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, delete, inspect

from adapters.channels import registry
from adapters.storage import database, migration
from adapters.storage.errors import StorageError
from adapters.storage.schema import METADATA, action
from adapters.storage.schema_version import VERSION
from adapters.storage.wipe_store import WipeStore
from adapters.storage.wipes import ChatMessage, MessageKind
from adapters.telegram.limits import WIPEABLE
from tests.support.postgres import Postgres, ask

LEASE = 30.0
OPENED = """
import asyncio, sys
from adapters.storage import database
async def main():
    await (await database.connect({url!r})).close()
asyncio.run(main())
print("alembic" in sys.modules)
"""
AUTOINCREMENT = "SELECT name FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%'"
SECRET = "s3cret-word"  # noqa: S105 - made up


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def contents(folder: Path) -> str:
    return "".join(path.read_bytes().decode("latin-1") for path in folder.iterdir())


async def refusal(url: str) -> str:
    with pytest.raises(StorageError) as refused:
        await WipeStore.open(url, registry.wipeable())
    line = str(refused.value)
    assert line.startswith("the database can't be opened: ")
    assert "\n" not in line
    assert SECRET not in "".join(traceback.format_exception(refused.value))
    return line.partition(": ")[2]


async def test_it_opens_again_with_all_that_was_in_it(url: str) -> None:
    for number in range(3):
        wipe_store = await WipeStore.open(url, registry.wipeable())
        assert (await wipe_store.backlog()).rows[MessageKind.PERSON] == number
        await wipe_store.note([ChatMessage("telegram", "1", str(number), MessageKind.PERSON)], within=0)
        await wipe_store.close()


async def test_many_may_open_an_empty_one_at_once(url: str) -> None:
    ledgers = await asyncio.gather(*(WipeStore.open(url, registry.wipeable()) for _ in range(5)))
    for wipe_store in ledgers:
        await wipe_store.backlog()
        await wipe_store.close()


def described(connection: Connection) -> dict[str, object]:
    """Return what a database says of its tables, and its version; not the defaults, which steps set for rows there."""
    found = inspect(connection)
    marks = connection.exec_driver_sql(AUTOINCREMENT).scalars().all() if found.dialect.name == "sqlite" else ()
    tables = {
        table: (
            sorted((one["name"], repr(one["type"]), one["nullable"]) for one in found.get_columns(table)),
            found.get_pk_constraint(table),
            sorted(map(repr, found.get_indexes(table))),
            sorted(map(repr, found.get_unique_constraints(table))),
            sorted(map(repr, found.get_check_constraints(table))),
            found.get_foreign_keys(table),
        )
        for table in (*METADATA.tables, VERSION)
    }
    version = connection.exec_driver_sql("SELECT * FROM ledger_version").all()
    return {**tables, "": (sorted(found.get_table_names()), sorted(marks), version)}


def emptied(connection: Connection) -> None:
    METADATA.drop_all(connection)
    connection.exec_driver_sql("DROP TABLE ledger_version")


async def test_a_new_one_is_as_the_steps_leave_one(url: str) -> None:
    opened = await database.connect(url)
    new = await opened.transact(described)
    await opened.transact(emptied)
    await opened.transact(migration.upgrade)
    assert await opened.transact(described) == new
    await opened.close()


def test_alembic_is_not_loaded_for_a_new_one(url: str) -> None:
    code = OPENED.format(url=url)
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout == "False\n"


async def test_its_steps_lead_to_its_schema(url: str) -> None:
    def compare(connection: Connection) -> list[object]:
        known = {"include_name": lambda name, kind, _parents: kind != "table" or name in METADATA.tables}
        return list(compare_metadata(MigrationContext.configure(connection, opts=known), METADATA))

    opened = await database.connect(url)
    await opened.transact(emptied)
    await opened.transact(migration.upgrade)
    assert await opened.transact(compare) == []
    await opened.close()


async def test_a_newer_schema_is_refused(url: str) -> None:
    opened = await database.connect(url)
    await opened.transact(
        lambda connection: connection.exec_driver_sql("UPDATE ledger_version SET version_num = '999'")
    )
    await opened.close()
    assert await refusal(url) == "a newer version of this program has used it"


async def test_nobody_else_may_read_the_file(tmp_path: Path) -> None:
    wipe_store = await WipeStore.open(f"sqlite:///{tmp_path}/new/ledger.db", registry.wipeable())
    await wipe_store.note([ChatMessage("telegram", "1", "1", MessageKind.PERSON)], within=0)
    assert mode(tmp_path / "new") == 0o700
    assert {mode(path) for path in (tmp_path / "new").iterdir()} == {0o600}
    await wipe_store.close()
    (tmp_path / "new" / "ledger.db").chmod(0o644)
    await (await WipeStore.open(f"sqlite:///{tmp_path}/new/ledger.db", registry.wipeable())).close()
    assert mode(tmp_path / "new" / "ledger.db") == 0o600


async def test_a_path_may_be_relative(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    await (await WipeStore.open("sqlite:///ledger.db", registry.wipeable())).close()
    assert (tmp_path / "ledger.db").is_file()


async def test_nothing_of_a_finished_wipe_is_in_the_file(tmp_path: Path) -> None:
    """So many that pages of the file are split and merged; the remaining ones are found, so the search works."""
    chance = random.Random(6)  # noqa: S311 - the same each time
    wipe_store = await WipeStore.open(f"sqlite:///{tmp_path}/ledger.db", registry.wipeable())
    finished: set[str] = set()
    names = [f"{number:05d}" for number in range(1500)]
    for start in range(0, len(names), 50):
        batch = names[start : start + 50]
        await wipe_store.note(
            [ChatMessage("telegram", f"c{name}", f"m{name}", MessageKind.PERSON) for name in batch], within=0
        )
        held = await wipe_store.claim(["telegram"], chance.randint(20, 60), LEASE)
        done = chance.sample(held, len(held) * 3 // 4)
        await wipe_store.finish(done)
        await wipe_store.postpone(dict.fromkeys((wipe for wipe in held if wipe not in done), 0))
        finished |= {wipe.chat.removeprefix("c") for wipe in done}
    found = set(re.findall("[cm]([0-9]{5})", contents(tmp_path)))
    await wipe_store.close()
    assert found == set(names) - finished


async def test_a_deleted_row_is_gone_from_the_file_before_it_is_written_anew(tmp_path: Path) -> None:
    """There may be a crash in between."""
    url = f"sqlite:///{tmp_path}/ledger.db"
    wipe_store = await WipeStore.open(url, registry.wipeable())
    await wipe_store.note(
        [ChatMessage("telegram", "c00001", f"m{number:05d}", MessageKind.PERSON) for number in range(20)], within=0
    )
    await wipe_store.close()
    assert "m00019" in contents(tmp_path)
    opened = await database.connect(url)
    await opened.transact(lambda connection: connection.execute(delete(action)))
    assert re.findall("[cm][0-9]{5}", contents(tmp_path)) == []
    await opened.close()


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("", "its address must begin with sqlite:/// or postgresql://"),
        (f"mysql://me:{SECRET}@host/name", "its address must begin with sqlite:/// or postgresql://"),
        ("sqlite://", "its address must be sqlite:/// and the path of a file"),
        ("sqlite:///:memory:", "its address must be sqlite:/// and the path of a file"),
        ("sqlite:///ledger.db?mode=ro", "its address must be sqlite:/// and the path of a file"),
        ("sqlite:////dev/null", "its address must be sqlite:/// and the path of a file"),
        ("sqlite:////tmp", "its address must be sqlite:/// and the path of a file"),
        ("sqlite:////proc/none/ledger.db", "No such file or directory"),
        (f"postgresql://me:{SECRET}@127.0.0.1:1/name", "Connection refused"),
        (f"postgresql://me:{SECRET}@nowhere.invalid/name", "its host name can't be resolved"),
        (f"postgresql://me:{SECRET}@host:port/name", "its port must be a number from 1 to 65535"),
        (f"postgresql://me:{SECRET}@host/name?sslmode", "its address is not understood"),
    ],
)
async def test_what_can_not_be_opened_gets_one_line(url: str, reason: str) -> None:
    assert await refusal(url) == reason


async def test_a_file_that_is_no_database_gets_one_line(tmp_path: Path) -> None:
    (tmp_path / "ledger.db").write_bytes(b"a letter to my mother, " * 100)
    assert await refusal(f"sqlite:///{tmp_path}/ledger.db") == "file is not a database"


async def test_a_database_that_is_not_there_gets_one_line(postgres: Postgres) -> None:
    url = postgres.database()
    assert await refusal(url.replace("/postgres?", "/other?")) == "it has no database of that name"
    assert await refusal(url.replace("//postgres:", "//other:")) == "it refuses this user or password"
    await ask(url, "CREATE ROLE guest LOGIN")
    assert await refusal(url.replace("//postgres:", "//guest:")) == "this user may not create or change tables in it"


async def test_the_short_name_of_postgresql_will_do(postgres: Postgres) -> None:
    await (
        await WipeStore.open(postgres.database().replace("postgresql://", "postgres://"), registry.wipeable())
    ).close()


def test_a_message_can_be_deleted_for_less_than_two_days() -> None:
    assert WIPEABLE < 48 * 3600
