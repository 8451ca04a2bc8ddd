"""`groomingcheck move`: from SQLite to PostgreSQL and back, and what it says when that can't be done."""

import asyncio
import re
import shlex
from collections.abc import Sequence
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from adapters.storage.errors import ABSENT
from adapters.storage.reminders import Destination, Reminder
from adapters.storage.session import Session
from tests.support import made_reminders
from tests.support.command import run
from tests.support.made_reminders import weekly
from tests.support.pages import section
from tests.support.postgres import Postgres

WEEKLY = weekly([0], "09:30", "2026-01-05")
HIDDEN = "s3cr3t"
ADDRESS = f"postgresql://me:{HIDDEN}@127.0.0.1:9/x"
TOLD = (
    "Moved: 2 reminders (one for each place). Set GROOMINGCHECK_DATABASE_URL to the new address, and start the bot.\n"
)


async def filled(url: str) -> Sequence[Reminder]:
    """Store two reminders in this database, and return them."""
    session = await Session.open(url)
    store = made_reminders.on(session)
    for chat in ("C1", "C2"):
        await made_reminders.add(store, Destination("slack:T1", chat), WEEKLY, None)
    found = await store.all()
    await session.close()
    return found


async def held(url: str) -> list[tuple[Destination, str]]:
    """Return the place and the series of each reminder in this database."""
    session = await Session.open(url)
    found = await made_reminders.on(session).all()
    await session.close()
    return [(one.place, one.series) for one in found]


async def move(source: str, target: str, typed: str = "") -> CompletedProcess[bytes]:
    return await asyncio.to_thread(run, typed, "move", target, GROOMINGCHECK_DATABASE_URL=source)


async def test_there_and_back(postgres: Postgres, database: Path) -> None:
    file, server = f"sqlite:///{database}", postgres.database()
    wanted = [(one.place, one.series) for one in await filled(file)]
    for source, target in ((file, server), (server, file)):
        done = await move(source, target)
        assert (done.returncode, done.stdout.decode(), done.stderr) == (0, TOLD, b"")
        assert await held(source) == []
        assert await held(target) == wanted


async def test_an_address_on_the_input_stays_out_of_the_list_of_processes(postgres: Postgres, database: Path) -> None:
    server = postgres.database()
    await filled(f"sqlite:///{database}")
    done = await move(f"sqlite:///{database}", "-", f"{server}\n")
    assert (done.returncode, done.stdout.decode()) == (0, TOLD)
    assert len(await held(server)) == 2


@pytest.mark.parametrize("heading", ["To PostgreSQL with Docker", "To SQLite with Docker"])
async def test_it_moves_in_docker_as_the_page_says(postgres: Postgres, tmp_path: Path, heading: str) -> None:
    """The image keeps the data in /data, and the services have the address of PostgreSQL in a file."""
    [command] = re.findall(
        r"^docker compose run --rm -T --no-deps (.*?move [^\n]*)$",
        section("database", heading),
        re.MULTILINE | re.DOTALL,
    )
    options, _, arguments = command.partition("bot ")
    file, server = f"sqlite:///{tmp_path}/groomingcheck/groomingcheck.db", postgres.database()
    (tmp_path / "database_url").write_text(server)
    environment = {"XDG_DATA_HOME": str(tmp_path), "GROOMINGCHECK_DATABASE_URL_FILE": str(tmp_path / "database_url")}
    environment |= dict(re.findall(r"-e (\w+)=(\S*)", options))
    source, target = (file, server) if "PostgreSQL" in heading else (server, file)
    wanted = await filled(source)
    arguments = shlex.split(arguments)[-1] if "--entrypoint sh" in options else f"groomingcheck {arguments}"
    _, _, asked = arguments.strip().partition("groomingcheck ")
    asked, _, given = asked.partition(" < ")
    typed = (tmp_path / Path(given).name).read_text() if given else ""
    done = await asyncio.to_thread(run, typed, *asked.replace("/data/", f"{tmp_path}/").split(), **environment)
    assert done.returncode == 0, done.stderr
    assert len(await held(target)) == len(wanted)


async def test_where_there_is_nothing_it_says_so(postgres: Postgres, database: Path) -> None:
    await held(f"sqlite:///{database}")
    done = await move(f"sqlite:///{database}", postgres.database())
    assert done.stdout.decode().startswith("There was nothing to move. ")


@pytest.mark.parametrize(
    ("target", "typed", "line"),
    [
        ("-", "", "DATABASE_ADDRESS: must be an address, or - to read it from the first line of standard input."),
        ("-", "-\n", "DATABASE_ADDRESS: must be an address, or - to read it from the first line of standard input."),
        ("  ", "", "DATABASE_ADDRESS: must be an address, or - to read it from the first line of standard input."),
        (f"mysql://me:{HIDDEN}@host/x", "", "its address must begin with sqlite:/// or postgresql://."),
        (ADDRESS, "", "DATABASE_ADDRESS: the database can't be opened: "),
        (f"postgresql://me:{HIDDEN}@[127.0.0.1:9/x", "", "DATABASE_ADDRESS: the database can't be opened: "),
        (f"postgresql://me:{HIDDEN}@no.invalid:x/x", "", "DATABASE_ADDRESS: the database can't be opened: "),
        ("-", f"postgresql://me:{HIDDEN}/@127.0.0.1:9/x", "DATABASE_ADDRESS: the database can't be opened: "),
        (
            f"sqlite:///{{folder}}/../{{folder.name}}/ledger.db?{HIDDEN}=1",
            "",
            "must be sqlite:/// and the path of a file.",
        ),
        ("sqlite:///{folder}/ledger.db", "", "DATABASE_ADDRESS: this is the same database as in"),
        ("sqlite:///{folder}", "", "must be sqlite:/// and the path of a file."),
    ],
)
async def test_what_cannot_be_an_address_gets_a_line_without_it(
    database: Path, target: str, typed: str, line: str
) -> None:
    url = f"sqlite:///{database}"
    wanted = await filled(url)
    done = await move(url, target.format(folder=database.parent), typed)
    [told] = done.stderr.decode().splitlines()
    assert (done.returncode, done.stdout) == (2, b"")
    assert line in told
    assert HIDDEN not in told
    assert len(await held(url)) == len(wanted)


@pytest.mark.parametrize(
    "arguments", [["move"], ["move", "-", ADDRESS], [ADDRESS], ["move", "--to", ADDRESS], ["mov", ADDRESS]]
)
def test_a_slip_on_the_command_line_shows_no_address(arguments: list[str]) -> None:
    done = run("", *arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert len(done.stderr.decode().splitlines()) == 1
    assert HIDDEN not in done.stderr.decode()


async def test_where_no_bot_has_been_nothing_is_made(postgres: Postgres, database: Path) -> None:
    done = await move(f"sqlite:///{database}", postgres.database())
    assert done.returncode == 2
    assert f"GROOMINGCHECK_DATABASE_URL: the database can't be opened: {ABSENT}".encode() in done.stderr
    assert not await asyncio.to_thread(database.exists)


async def test_a_database_that_holds_reminders_is_left_alone(postgres: Postgres, database: Path) -> None:
    urls = [f"sqlite:///{database}", postgres.database()]
    for url in urls:
        await filled(url)
    done = await move(*urls)
    told = "the database to move to holds reminders already: it must be one that no bot has used"
    assert (done.returncode, done.stderr.decode()) == (2, f"groomingcheck: nothing was moved: {told}.\n")
    assert [len(await held(url)) for url in urls] == [2, 2]


async def test_a_bot_at_work_is_told_of(postgres: Postgres, database: Path) -> None:
    url = f"sqlite:///{database}"
    await filled(url)
    session = await Session.open(url)
    store = made_reminders.on(session)
    [first, _] = await store.all()
    await store.make_due(first.series)
    assert await store.claim(["slack:T1"], 10, 30)
    await session.close()
    done = await move(url, postgres.database())
    assert b"nothing was moved: a bot is at work in the database to move from: stop it" in done.stderr
    assert len(await held(url)) == 2


async def test_a_database_that_goes_away_meanwhile_costs_nothing(database: Path) -> None:
    """The server is stopped where it is, so that it takes the connection and answers nothing."""
    url = f"sqlite:///{database}"
    wanted = await filled(url)
    with Postgres.running() as server:
        target = server.database()
        moving = asyncio.create_task(move(url, target))
        server.pause()
        try:
            done = await moving
        finally:
            server.resume()
        assert done.returncode == 2
        again = await move(url, target)
        assert (again.returncode, len(await held(target))) == (0, len(wanted))
