"""A backup, taken by the documented command while the ledger is in use: it has the reminders, and nothing to wipe."""

import os
import pty
import re
import shlex
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import asyncpg
import pytest

from adapters.ledger import Agenda, Ledger, Message, Part, Session
from adapters.ledger.reminder import Outcome, Reminder
from tests.container import Container
from tests.keyboard import PROGRAM, piped
from tests.postgres import ask
from tests.test_agenda import CHANNEL, PAST, added
from tests.test_agenda_claim import claimed
from tests.test_compose import SERVICES
from tests.test_pages import page

CANARY = "c4n4ry"
"""The chat of a message that is still to be wiped."""


@pytest.fixture
def container() -> Iterator[Container]:
    with Container.running(SERVICES["postgres"]) as made:
        yield made


async def filled(session: Session) -> tuple[Reminder, ...]:
    """Fill it, and give its reminders: one that came once, one that didn't yet."""
    agenda = Agenda(session)
    await added(agenda)
    claim = await claimed(agenda)
    await agenda.begin(claim, PAST)
    await agenda.settle(claim, PAST, Outcome.SENT, PAST + 60, ("m1", "C1"))
    await added(agenda)
    messages = [Message(CHANNEL, f"{CANARY}{number}", str(number), Part.PERSON) for number in range(100)]
    await Ledger(session).note(messages, within=900)
    return await agenda.all()


async def restored(url: str) -> tuple[Reminder, ...]:
    """Open what was restored, see that it works on, and give its reminders."""
    session = await Session.open(url)
    found = await Agenda(session).all()
    assert sum((await Ledger(session).backlog()).rows.values()) == 0
    await Ledger(session).note([Message(CHANNEL, "1", "1", Part.PERSON)], within=0)
    assert len(await Ledger(session).claim([CHANNEL], 10, 30)) == 1
    await session.close()
    return found


async def test_a_backup_of_sqlite_is_taken_while_it_is_in_use_and_restores_the_reminders_alone(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/led ger#1.db"
    session = await Session.open(url)
    kept = await filled(session)
    with closing(sqlite3.connect(tmp_path / "led ger#1.db", isolation_level=None)) as busy:
        busy.execute("BEGIN IMMEDIATE")  # somebody is writing just now
        done = piped("", "backup", GROOMINGCHECK_DATABASE_URL=url)
    assert (done.returncode, done.stderr) == (0, b"")
    assert CANARY.encode() not in done.stdout
    assert CANARY in (tmp_path / "led ger#1.db").read_bytes().decode("latin-1")
    (tmp_path / "restored.db").write_bytes(done.stdout)
    with closing(sqlite3.connect(tmp_path / "restored.db")) as copy:
        assert copy.execute("PRAGMA freelist_count").fetchone() == (0,)  # no page is left over from what was deleted
    assert await restored(f"sqlite:///{tmp_path}/restored.db") == kept
    assert await Agenda(session).all() == kept
    await session.close()


async def taken(folder: Path) -> tuple[tuple[Reminder, ...], bytes]:
    """Fill a ledger in `folder`/old, beside a journal, and give its reminders and a backup."""
    (folder / "old").mkdir()
    url = f"sqlite:///{folder}/old/groomingcheck.db"
    session = await Session.open(url)
    kept = await filled(session)
    await session.close()
    done = piped("", "backup", GROOMINGCHECK_DATABASE_URL=url)
    (folder / "old" / "groomingcheck.db-journal").write_bytes(b"what a crash left")
    return kept, done.stdout


def shell(command: list[str], given: bytes = b"") -> None:
    subprocess.run(["sh", "-c", *command], check=True, input=given, timeout=60)  # noqa: S607 - wherever it is


def documented(heading: str) -> tuple[str, str]:
    """Give what the page has a container run to take a backup and to put it back, in the row of this name."""
    [(backup, restore)] = re.findall(rf"^\| {heading} \| (.*) \| (.*) \|$", page("operator"), re.MULTILINE)
    [take] = re.findall(r"`docker compose exec -T \w+ (.*) > backup\.\w+`", backup)
    inside = r"(?:exec -T postgres|run .* --entrypoint sh bot -c)"
    [put] = re.findall(rf"`docker compose {inside} (.*) < backup\.\w+`", restore)
    return take, put


@pytest.mark.parametrize("new", [False, True])
async def test_a_backup_of_sqlite_is_put_back_in_docker_as_the_page_says(tmp_path: Path, *, new: bool) -> None:
    """On a new machine nothing is in the volume; else there is a ledger, and what its last write left."""
    kept, backup = await taken(tmp_path)
    ledger = tmp_path / "data" / "groomingcheck" / "groomingcheck.db"
    if new:
        (tmp_path / "data").mkdir()
    else:
        shutil.copytree(tmp_path / "old", ledger.parent)
    _, restore = documented("SQLite, Docker")
    shell(shlex.split(restore.replace("/data/", f"{tmp_path}/data/")), backup)
    if new:
        assert (ledger.parent.stat().st_mode & 0o777, ledger.stat().st_mode & 0o777) == (0o700, 0o600)
    assert [path.name for path in ledger.parent.iterdir()] == [ledger.name]
    assert await restored(f"sqlite:///{ledger}") == kept


async def test_a_backup_of_sqlite_is_put_back_with_systemd_into_the_file_that_is_the_users_own(tmp_path: Path) -> None:
    """A file that root puts there in its stead would be root's, and shut for the user of the bot."""
    kept, backup = await taken(tmp_path)
    (tmp_path / "backup.db").write_bytes(backup)
    ledger = tmp_path / "old" / "groomingcheck.db"
    before = ledger.stat().st_ino
    [command] = re.findall(r"^\| SQLite, systemd \| .*`(cd /var/.*?)`", page("operator"), re.MULTILINE)
    command = command.replace("/var/lib/private/groomingcheck", str(ledger.parent))
    command = command.replace("/path/to/backup.db", f"{tmp_path}/backup.db")
    shell([command])
    assert ledger.stat().st_ino == before
    assert [path.name for path in ledger.parent.iterdir()] == [ledger.name]
    assert await restored(f"sqlite:///{ledger}") == kept


async def test_a_backup_of_postgresql_is_taken_and_restored_as_the_page_says(container: Container) -> None:
    """Between the two a newer version has added a table, as before who goes back."""
    url = container.url
    session = await Session.open(url)
    kept = await filled(session)
    await session.close()
    told = piped("", "backup", GROOMINGCHECK_DATABASE_URL=url)
    assert told.returncode == 2
    asked = re.fullmatch(r"groomingcheck: .*: pg_dump (.*)\n", told.stderr.decode())
    take, restore = documented("PostgreSQL, Docker")
    assert asked
    assert take == f"pg_dump --username=groomingcheck {asked[1]} groomingcheck"
    dump = container.run(take)
    assert (dump.returncode, dump.stderr) == (0, "")
    assert CANARY not in dump.stdout
    await ask(url, "CREATE TABLE newer (reminder_id integer REFERENCES reminder)")
    await ask(url, "UPDATE ledger_version SET version_num = '9'")
    busy = await asyncpg.connect(url)  # a pool of somebody's that was forgotten
    done = container.run(restore, dump.stdout)
    assert (done.returncode, done.stderr) == (0, "")
    assert [row[0] for row in await ask(url, "SELECT to_regclass('newer')")] == [None]
    assert await restored(url) == kept
    await busy.close()


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("sqlite:////nowhere/ledger.db", "No such file or directory"),
        ("sqlite:///", "unable to open database file"),
        ("sqlite", "its address is not understood"),
    ],
)
def test_what_can_not_be_read_gets_one_line(url: str, reason: str) -> None:
    done = piped("", "backup", GROOMINGCHECK_DATABASE_URL=url)
    assert (done.returncode, done.stdout) == (2, b"")
    start = "groomingcheck: GROOMINGCHECK_DATABASE_URL: the database can't be opened: "
    assert done.stderr.decode() == f"{start}{reason}.\n"


def test_a_file_that_is_no_ledger_gets_one_line_and_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    done = piped("", "backup", GROOMINGCHECK_DATABASE_URL=f"sqlite:///{tmp_path}/empty.db")
    assert done.stderr.decode().endswith("can't be opened: no such table: action.\n")
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
    assert done.stderr == b"groomingcheck: a backup is for a file: groomingcheck backup > backup.db\n"
