"""`groomingcheck reminders`: every reminder there is, to read and to keep."""

import datetime as dt
import json
from pathlib import Path

import pytest

from adapters.__main__ import main
from adapters.storage.errors import ABSENT
from adapters.storage.reminder_store import ReminderStore
from adapters.storage.reminders import Destination
from adapters.storage.session import Session
from bot.schedule import Schedule
from tests.support.command import run
from tests.support.keyboard import piped

FRIDAY = Schedule(
    frozenset({4}), dt.time(9, 30), 2, dt.date(2026, 11, 27), "Europe/Amsterdam", holidays_off=True,
    skips=frozenset({dt.date(2026, 12, 11)}),
)  # fmt: skip


@pytest.fixture
async def set_up(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Store two reminders, one of them paused."""
    monkeypatch.setenv("GROOMINGCHECK_DATABASE_URL", f"sqlite:///{database}")
    session = await Session.open(f"sqlite:///{database}")
    reminder_store = ReminderStore(session)
    due = dt.datetime(2099, 11, 27, 8, 30, tzinfo=dt.UTC).timestamp()
    await reminder_store.add(Destination("telegram:1", "-100", "7"), "groomingcheck", FRIDAY, due)
    await reminder_store.add(Destination("slack", "C1"), "groomingcheck", FRIDAY, None)
    await session.close()


@pytest.mark.usefixtures("set_up")
def test_a_table_says_where_and_when(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reminders"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["id", "channel", "chat", "thread", "check"]
    assert lines[1].split() == ["2", "slack", "C1", "groomingcheck"]
    assert "    Deze herinnering komt niet meer." in lines
    assert "    Volgende keer: vrijdag 27 november 2099 om 09:30." in lines
    assert main(["reminders", "--locale", "en"]) == 0
    assert "Next time: Friday 27 November 2099 at 09:30." in capsys.readouterr().out


@pytest.mark.usefixtures("set_up")
def test_json_has_all_of_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reminders", "--json"]) == 0
    slack, telegram = json.loads(capsys.readouterr().out)
    assert (slack["channel"], slack["chat"], slack["thread"], slack["next"]) == ("slack", "C1", None, None)
    assert telegram == {
        "id": 1,
        "channel": "telegram:1",
        "chat": "-100",
        "thread": "7",
        "check": "groomingcheck",
        "weekdays": [4],
        "time": "09:30",
        "zone": "Europe/Amsterdam",
        "weeks": 2,
        "start": "2026-11-27",
        "holidays_off": True,
        "skips": ["2026-12-11"],
        "paused_until": None,
        "suspended": None,
        "next": "2099-11-27T08:30:00+00:00",
        "latest": [],
    }


@pytest.mark.usefixtures("session")
def test_where_there_are_none_it_says_so(
    capsys: pytest.CaptureFixture[str], url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GROOMINGCHECK_DATABASE_URL", url)
    assert main(["reminders"]) == 0
    assert capsys.readouterr().out == "Er zijn nog geen herinneringen.\n"
    assert main(["reminders", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


@pytest.mark.parametrize("asked", [["reminders"], ["privacy"], ["privacy", "--erase", "telegram:42"]])
def test_where_no_bot_has_been_nothing_is_made_and_nobody_is_told_that_nothing_is_held(
    url: str, database: Path, asked: list[str]
) -> None:
    """As with a typo in the address: people would believe that everything is gone."""
    for _ in range(2):
        done = run("", *asked, GROOMINGCHECK_DATABASE_URL=url)
        lines = done.stdout.decode().splitlines()
        assert (done.returncode, [line for line in lines if "haalt alles weg" not in line]) == (2, [])
        why = ABSENT if url.startswith("sqlite") else "this program has never used it"
        expected = f"groomingcheck: GROOMINGCHECK_DATABASE_URL: the database can't be opened: {why}.\n"
        assert done.stderr.decode() == expected
    assert not database.exists()


def test_a_database_that_cannot_be_opened_gets_one_line() -> None:
    done = piped("", "reminders", GROOMINGCHECK_DATABASE_URL="postgresql://127.0.0.1:9/none")
    assert done.returncode == 2
    [line] = done.stderr.decode().splitlines()
    assert line.startswith("groomingcheck: GROOMINGCHECK_DATABASE_URL: the database can't be opened")
