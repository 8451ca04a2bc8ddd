"""`groomingcheck reminders`: every reminder there is, to read, to keep, and for a calendar."""

import csv
import datetime as dt
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import recurring_ical_events
from icalendar import Calendar
from sqlalchemy import insert, update

from adapters.__main__ import main
from adapters.cli.reminder_export import COLUMNS
from adapters.storage.errors import ABSENT
from adapters.storage.reminders import Destination, Plan
from adapters.storage.schema import occurrence, reminder
from adapters.storage.session import Session
from bot.rhythm import LAST, Monthly, Weekly
from bot.schedule import Schedule
from tests.support import made_reminders
from tests.support.command import run
from tests.support.keyboard import piped

ROOT = Path(__file__).parents[2]
NAME, OTHER = "00112233aabbccdd", "ffeeddccbbaa9988"
FRIDAY = Schedule(
    Weekly(frozenset({4}), 2), frozenset({dt.time(9, 30), dt.time(15)}), dt.date(2026, 11, 27), "Europe/Amsterdam",
    holidays_off=True, skips=frozenset({dt.date(2026, 12, 11)}),
    skipped=frozenset({dt.datetime.fromisoformat("2026-12-25T15:00")}),
)  # fmt: skip
LAST_SUNDAY = Schedule(
    Monthly(LAST, 6), frozenset({dt.time(10)}), dt.date(2026, 11, 27), "America/New_York", holidays_off=False,
    paused_until=dt.date.max,
)  # fmt: skip
DUE = dt.datetime(2099, 11, 27, 8, 30, tzinfo=dt.UTC).timestamp()
WEEK = 7 * 86400
OUTCOMES = ("sent", "late", "unknown", "refused", "sent")
"""What became of the latest times in one place, the newest first."""


@pytest.fixture
async def set_up(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Store a reminder that was posted in one place and is suspended in another, and one that is paused."""
    monkeypatch.setenv("GROOMINGCHECK_DATABASE_URL", f"sqlite:///{database}")
    session = await Session.open(f"sqlite:///{database}")
    reminder_store = made_reminders.on(session)
    places = [Destination("telegram:1", "-100", "7"), Destination("slack", "C1")]
    posted, refused = await reminder_store.add(NAME, places, Plan("groomingcheck", FRIDAY, frozenset({"ask"})), DUE)
    await reminder_store.add(OTHER, [Destination("slack", "C2")], Plan("groomingcheck", LAST_SUNDAY), None)
    moments = [{"reminder_id": posted.id, "moment": DUE - WEEK * (1 + n), "outcome": o} for n, o in enumerate(OUTCOMES)]
    await session.run(
        insert(occurrence), [one | {"why": "left" if one["outcome"] == "refused" else None} for one in moments]
    )
    await session.run(update(reminder).where(reminder.c.id == refused.id).values(suspended="archived", due_at=None))
    await session.close()


TABLE = """\
00112233aabbccdd  groomingcheck
    Elke 2 weken op vrijdag om 09:30 en 15:00, niet op feestdagen, niet op vrijdag 11 december 2026 en \
vrijdag 25 december 2026 om 15:00
    telegram:1  -100  7
        Volgende keer: vrijdag 27 november 2099 om 09:30.
        De laatste keren: ✓ ✗ ? ✓ ✓ (2 geplaatst, 1 later geplaatst, 1 onzeker, 1 geweigerd)
        Geplaatst: vrijdag 20 november 2099 om 09:30.
        Misschien niet geplaatst: vrijdag 6 november 2099 om 09:30. Kijk het na in het kanaal.
        Niet geplaatst: vrijdag 30 oktober 2099 om 09:30. De bot zit niet meer in dit kanaal. Nodig de bot opnieuw uit.
    slack       C1
        Staat uit: Het kanaal is gesloten.
ffeeddccbbaa9988  groomingcheck
    Elke maand op de laatste zondag om 10:00
    slack       C2
        Staat stil, tot je de herinnering weer aanzet.
"""


def asked(capsys: pytest.CaptureFixture[str], *options: str) -> str:
    assert main(["reminders", *options]) == 0
    return capsys.readouterr().out


@pytest.mark.usefixtures("set_up")
def test_a_table_says_of_each_reminder_its_places_and_what_became_of_each(capsys: pytest.CaptureFixture[str]) -> None:
    assert asked(capsys) == TABLE


@pytest.mark.usefixtures("set_up")
def test_the_marks_are_told_in_words_as_well_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    assert "De laatste keren: ✓ ✗ ? ✓ ✓ (2 geplaatst, 1 later geplaatst, 1 onzeker, 1 geweigerd)" in asked(capsys)
    english = asked(capsys, "--locale", "en")
    assert "The latest times: ✓ ✗ ? ✓ ✓ (2 posted, 1 posted late, 1 uncertain, 1 refused)" in english
    assert "Next time: Friday 27 November 2099 at 09:30." in english


@pytest.mark.usefixtures("set_up")
def test_json_has_all_of_it(capsys: pytest.CaptureFixture[str]) -> None:
    found = {one["chat"]: one for one in json.loads(asked(capsys, "--json"))}
    slack, other = found["C1"], found["C2"]
    assert (slack["series"], slack["thread"], slack["suspended"], slack["next"]) == (NAME, None, "archived", None)
    assert (other["series"], other["rhythm"], other["weekdays"], other["which"]) == (OTHER, "monthly", [6], LAST)
    assert (other["weeks"], other["paused_until"]) == (None, "9999-12-31")
    assert found["-100"] == {
        "series": NAME,
        "id": 1,
        "channel": "telegram:1",
        "chat": "-100",
        "thread": "7",
        "check": "groomingcheck",
        "rhythm": "weekly",
        "weekdays": [4],
        "weeks": 2,
        "which": None,
        "times": ["09:30", "15:00"],
        "zone": "Europe/Amsterdam",
        "start": "2026-11-27",
        "holidays_off": True,
        "skips": ["2026-12-11"],
        "skipped": ["2026-12-25T15:00"],
        "paused_until": None,
        "without": ["ask"],
        "suspended": None,
        "next": "2099-11-27T08:30:00+00:00",
        "latest": [
            {"moment": "2099-11-20T08:30:00+00:00", "outcome": "sent", "why": None},
            {"moment": "2099-11-13T08:30:00+00:00", "outcome": "late", "why": None},
            {"moment": "2099-11-06T08:30:00+00:00", "outcome": "unknown", "why": None},
            {"moment": "2099-10-30T08:30:00+00:00", "outcome": "refused", "why": "left"},
            {"moment": "2099-10-23T08:30:00+00:00", "outcome": "sent", "why": None},
        ],
    }


@pytest.mark.usefixtures("set_up")
def test_csv_has_the_same_with_a_row_for_each_place(capsys: pytest.CaptureFixture[str]) -> None:
    objects = json.loads(asked(capsys, "--json"))
    written = asked(capsys, "--csv")
    assert written.count("\r\n") == written.count("\n") == 1 + len(objects)
    rows = list(csv.DictReader(io.StringIO(written, newline="")))
    assert [list(row) for row in rows] == [list(one) for one in objects]
    for row, one in zip(rows, objects, strict=True):
        for name in ("series", "channel", "chat", "check", "rhythm", "zone", "start"):
            assert row[name] == one[name]
    telegram = next(row for row in rows if row["chat"] == "-100")
    assert (telegram["times"], telegram["weekdays"], telegram["holidays_off"]) == ("09:30 15:00", "4", "true")
    assert (telegram["which"], telegram["paused_until"], telegram["without"]) == ("", "", "ask")
    assert telegram["latest"].split()[3] == "2099-10-30T08:30:00+00:00/refused/left"


@pytest.mark.usefixtures("set_up")
def test_a_calendar_has_what_comes_and_nothing_that_is_paused_or_suspended(
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    assert main(["reminders", "--ics"]) == 0
    calendar = Calendar.from_ical(capsysbinary.readouterr().out)
    assert {str(event["LOCATION"]) for event in calendar.walk("VEVENT")} == {"telegram:1 -100 7"}
    now = dt.datetime.now(dt.UTC)
    events = recurring_ical_events.of(calendar).between(now, now + dt.timedelta(days=60))
    assert {event["DTSTART"].dt.time() for event in events} == FRIDAY.times
    assert {event["DTSTART"].dt.weekday() for event in events} == {4}


@pytest.mark.usefixtures("set_up")
def test_one_form_at_a_time(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reminders", "--csv", "--ics"]) == 2
    assert "not allowed with argument" in capsys.readouterr().err


@pytest.mark.usefixtures("set_up")
def test_who_only_looks_waits_for_no_calendar(database: Path) -> None:
    """The package that writes calendars is imported when one is written."""
    for form, wanted in (("", False), ("--csv", False), ("--ics", True)):
        command = f"main({['reminders', *form.split()]})"
        script = f"import sys; from adapters.__main__ import main; {command}; sys.exit('icalendar' in sys.modules)"
        environment = {"PATH": os.environ["PATH"], "GROOMINGCHECK_DATABASE_URL": f"sqlite:///{database}"}
        done = subprocess.run(
            [sys.executable, "-c", script],
            env=environment,
            stdout=subprocess.DEVNULL,
            check=False,
            cwd=ROOT,
            timeout=60,
        )
        assert done.returncode == wanted


@pytest.mark.usefixtures("session")
def test_where_there_are_none_it_says_so(
    capsys: pytest.CaptureFixture[str], url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GROOMINGCHECK_DATABASE_URL", url)
    assert main(["reminders"]) == 0
    assert capsys.readouterr().out == "Er zijn nog geen herinneringen.\n"
    assert json.loads(asked(capsys, "--json")) == []
    assert asked(capsys, "--csv").splitlines() == [",".join(COLUMNS)]
    assert "VEVENT" not in asked(capsys, "--ics")


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
