"""Backups by the documented command while the database is in use: they contain reminders, and nothing to wipe."""

import asyncio
import os
import pty
import re
import shlex
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy import insert

from adapters.channels import registry
from adapters.storage.draft_store import DraftStore
from adapters.storage.drafts import Draft
from adapters.storage.errors import ABSENT
from adapters.storage.reminders import Destination, OccurrenceOutcome, Reminder
from adapters.storage.schema import ended
from adapters.storage.session import Session
from adapters.storage.wipe_store import WipeStore
from adapters.storage.wipes import ChatMessage, MessageKind
from tests.contract.test_compose import SERVICES
from tests.contract.test_reminder_store import CHANNEL, NAME, PAST, PLAN, added
from tests.contract.test_reminder_store_claim import claimed
from tests.support import made_reminders
from tests.support.command import run
from tests.support.container import Container
from tests.support.keyboard import PROGRAM, piped
from tests.support.pages import section
from tests.support.postgres import ask

CANARY = "c4n4ry"
"""Stands in what is there for a while only: messages to wipe, a draft, and a check that is over."""


@pytest.fixture
def container() -> Iterator[Container]:
    with Container.running(SERVICES["postgres"]) as made:
        yield made


async def filled(session: Session) -> tuple[Reminder, ...]:
    """Fill the database, and return its reminders: one that came once, one that didn't yet."""
    reminder_store = made_reminders.on(session)
    await added(reminder_store)
    claim = await claimed(reminder_store)
    await reminder_store.begin(claim, PAST)
    await reminder_store.settle(claim, PAST, OccurrenceOutcome.SENT, PAST + 60, ("m1", "C1"))
    await added(reminder_store)
    messages = [ChatMessage(CHANNEL, f"{CANARY}{number}", str(number), MessageKind.PERSON) for number in range(100)]
    await WipeStore(session, registry.wipeable()).note(messages, within=900)
    await session.run(insert(ended), {"run": f"{CANARY}e", "expires_at": time.time() + 900})
    await DraftStore(session, 900.0).keep(Draft(NAME, CHANNEL, "", (Destination(CHANNEL, f"{CANARY}d"),), PLAN))
    return await reminder_store.all()


async def restored(url: str) -> tuple[Reminder, ...]:
    """Open the restored database, check that it works, and return its reminders."""
    session = await Session.open(url)
    found = await made_reminders.on(session).all()
    assert sum((await WipeStore(session, registry.wipeable()).backlog()).rows.values()) == 0
    assert await DraftStore(session, 900.0).get(CHANNEL, NAME) is None
    await WipeStore(session, registry.wipeable()).note([ChatMessage(CHANNEL, "1", "1", MessageKind.PERSON)], within=0)
    assert len(await WipeStore(session, registry.wipeable()).claim([CHANNEL], 10, 30)) == 1
    await session.close()
    return found


async def test_a_backup_of_sqlite_is_taken_while_it_is_in_use_and_restores_the_reminders_alone(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/led ger#1.db"
    session = await Session.open(url)
    kept = await filled(session)
    with closing(sqlite3.connect(tmp_path / "led ger#1.db", isolation_level=None)) as busy:
        busy.execute("BEGIN IMMEDIATE")  # another process is writing
        done = piped("", "backup", GROOMINGCHECK_DATABASE_URL=url)
    assert (done.returncode, done.stderr) == (0, b"")
    assert CANARY.encode() not in done.stdout
    assert CANARY in (tmp_path / "led ger#1.db").read_bytes().decode("latin-1")
    (tmp_path / "restored.db").write_bytes(done.stdout)
    with closing(sqlite3.connect(tmp_path / "restored.db")) as copy:
        assert copy.execute("PRAGMA freelist_count").fetchone() == (0,)  # no page is left of deleted rows
    assert await restored(f"sqlite:///{tmp_path}/restored.db") == kept
    assert await made_reminders.on(session).all() == kept
    await session.close()


async def taken(folder: Path) -> tuple[tuple[Reminder, ...], bytes]:
    """Fill a database in `folder`/old, beside a journal, and return its reminders and a backup."""
    (folder / "old").mkdir()
    url = f"sqlite:///{folder}/old/groomingcheck.db"
    session = await Session.open(url)
    kept = await filled(session)
    await session.close()
    done = await asyncio.to_thread(run, "", "backup", GROOMINGCHECK_DATABASE_URL=url)
    (folder / "old" / "groomingcheck.db-journal").write_bytes(b"what a crash left")
    return kept, done.stdout


def shell(command: list[str], given: bytes = b"") -> None:
    subprocess.run(["sh", "-c", *command], check=True, input=given, timeout=60)  # noqa: S607 - found on the PATH


def documented(heading: str) -> tuple[str, str]:
    """Return the commands that the page runs in a container for a backup and a restore, below this heading."""
    text = section("database", heading).replace("\\\n  ", "")
    [take] = re.findall(r"^docker compose exec -T \w+ (.*) > backup\.\w+$", text, re.MULTILINE)
    inside = r"(?:exec -T postgres|run [^\n]* --entrypoint sh bot -c)"
    [put] = re.findall(rf"^docker compose {inside} ((?:sh -c )?'.*?') < backup\.\w+$", text, re.MULTILINE | re.DOTALL)
    return take, put


@pytest.mark.parametrize("new", [False, True])
async def test_a_backup_of_sqlite_is_put_back_in_docker_as_the_page_says(tmp_path: Path, *, new: bool) -> None:
    """On a new machine the volume is empty; else there is a database, and a journal of its last write."""
    kept, backup = await taken(tmp_path)
    wipe_store = tmp_path / "data" / "groomingcheck" / "groomingcheck.db"
    if new:
        (tmp_path / "data").mkdir()
    else:
        shutil.copytree(tmp_path / "old", wipe_store.parent)
    _, restore = documented("SQLite with Docker")
    shell(shlex.split(restore.replace("/data/", f"{tmp_path}/data/")), backup)
    if new:
        assert (wipe_store.parent.stat().st_mode & 0o777, wipe_store.stat().st_mode & 0o777) == (0o700, 0o600)
    assert [path.name for path in wipe_store.parent.iterdir()] == [wipe_store.name]
    assert await restored(f"sqlite:///{wipe_store}") == kept


async def test_a_backup_of_sqlite_is_put_back_with_systemd_into_the_file_that_is_the_users_own(tmp_path: Path) -> None:
    """A file that root creates in its place would belong to root, and the user of the bot couldn't open it."""
    kept, backup = await taken(tmp_path)
    (tmp_path / "backup.db").write_bytes(backup)
    wipe_store = tmp_path / "old" / "groomingcheck.db"
    before = wipe_store.stat().st_ino
    [command] = re.findall(r"^cd /var/.*", section("database", "SQLite with systemd"), re.MULTILINE)
    command = command.replace("/var/lib/private/groomingcheck", str(wipe_store.parent))
    command = command.replace("/path/to/backup.db", f"{tmp_path}/backup.db")
    shell([command])
    assert wipe_store.stat().st_ino == before
    assert [path.name for path in wipe_store.parent.iterdir()] == [wipe_store.name]
    assert await restored(f"sqlite:///{wipe_store}") == kept


async def test_a_backup_of_postgresql_is_taken_and_restored_as_the_page_says(container: Container) -> None:
    """In between, a newer version has added a table, as in a downgrade."""
    url = container.url
    session = await Session.open(url)
    kept = await filled(session)
    await session.close()
    told = await asyncio.to_thread(run, "", "backup", GROOMINGCHECK_DATABASE_URL=url)
    assert told.returncode == 2
    asked = re.fullmatch(r"groomingcheck: .*: pg_dump (.*)\n", told.stderr.decode())
    take, restore = documented("PostgreSQL with Docker")
    assert asked
    assert take == f"pg_dump --username=groomingcheck {asked[1]} groomingcheck"
    dump = container.run(take)
    assert (dump.returncode, dump.stderr) == (0, "")
    assert CANARY not in dump.stdout
    await ask(url, "CREATE TABLE newer (reminder_id integer REFERENCES reminder)")
    await ask(url, "UPDATE ledger_version SET version_num = '9'")
    busy = await asyncpg.connect(url)  # a connection that was left open
    done = container.run(restore, dump.stdout)
    assert (done.returncode, done.stderr) == (0, "")
    assert [row[0] for row in await ask(url, "SELECT to_regclass('newer')")] == [None]
    assert await restored(url) == kept
    await busy.close()


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("sqlite:////nowhere/ledger.db", ABSENT),
        ("sqlite:///", "unable to open database file"),
        ("sqlite", "its address is not understood"),
    ],
)
def test_an_unreadable_database_gives_one_line(url: str, reason: str) -> None:
    done = run("", "backup", GROOMINGCHECK_DATABASE_URL=url)
    assert (done.returncode, done.stdout) == (2, b"")
    start = "groomingcheck: GROOMINGCHECK_DATABASE_URL: the database can't be opened: "
    assert done.stderr.decode() == f"{start}{reason}.\n"


def test_a_file_that_is_not_a_database_gives_one_line_and_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    done = run("", "backup", GROOMINGCHECK_DATABASE_URL=f"sqlite:///{tmp_path}/empty.db")
    assert done.stderr.decode().endswith("can't be opened: its tables aren't there.\n")
    assert (tmp_path / "empty.db").read_bytes() == b""


def test_a_backup_is_not_shown_in_a_terminal() -> None:
    window, ours = pty.openpty()
    done = subprocess.run(
        [*PROGRAM, "backup"],
        check=False,
        env={"PATH": os.environ["PATH"], "GROOMINGCHECK_DATABASE_URL": "sqlite:////nowhere/ledger.db"},
        stderr=subprocess.PIPE,
        stdout=ours,
        timeout=60,
    )
    os.close(ours)
    os.close(window)
    assert done.returncode == 2
    assert done.stderr == b"groomingcheck: redirect the backup to a file: groomingcheck backup > backup.db\n"
