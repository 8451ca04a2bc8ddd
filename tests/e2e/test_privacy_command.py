"""`groomingcheck privacy`: what is stored at this moment, for people who aren't programmers."""

import asyncio
import datetime as dt
import time

import pytest
from sqlalchemy import insert, update

from adapters.__main__ import main
from adapters.channels import examples
from adapters.storage.draft_store import DraftStore
from adapters.storage.drafts import Draft
from adapters.storage.inventory import FACTS
from adapters.storage.reminder_store import ReminderStore
from adapters.storage.reminders import Destination, OccurrenceOutcome, Plan
from adapters.storage.schema import METADATA, action, occurrence
from adapters.storage.session import Session
from adapters.storage.wipe_store import WipeStore
from adapters.storage.wipes import ChatMessage, MessageKind
from messages.content import Content
from messages.markup import plain
from tests.contract.test_inventory import DAILY, message
from tests.e2e.test_exit import shell
from tests.support.command import run
from tests.support.made_reminders import add


@pytest.fixture
def stored(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GROOMINGCHECK_DATABASE_URL", url)


@pytest.fixture
async def filled(session: Session, wipe_store: WipeStore, reminder_store: ReminderStore) -> None:
    """Store three messages to wipe, one of them late; a reminder that comes, and one that doesn't."""
    await wipe_store.note(
        [message(1), message(2, MessageKind.SCREEN), ChatMessage("slack", "x", "x", MessageKind.SCREEN)], within=0
    )
    for number, moment in (("1", at(2099, 1, 2, 8, 30)), ("2", at(2099, 1, 3, 8, 30)), ("x", at(2020, 1, 2, 8, 30))):
        await session.run(update(action).where(action.c.message == number).values(due_at=moment))
    one = await add(reminder_store, Destination("slack", "C1"), DAILY, at(2099, 6, 1, 8, 0))
    await add(reminder_store, Destination("telegram:1", "-5"), DAILY, None)
    drafts = DraftStore(session, at(2099, 1, 2, 8, 30, 30) - time.time())  # the database's clock may be a little behind
    await drafts.keep(
        Draft("0" * 16, "telegram:1", "", (Destination("telegram:1", "-5"),), Plan("groomingcheck", DAILY))
    )
    past = {"reminder_id": one.id, "moment": at(2026, 6, 1, 8, 0), "outcome": OccurrenceOutcome.SENT}
    await session.run(insert(occurrence), past)


def at(*parts: int) -> float:
    return dt.datetime(*parts, tzinfo=dt.UTC).timestamp()  # type: ignore[misc,arg-type]  # numbers, as many as there are


MORNING = "vrijdag 2 januari 2099 om 09:30"


def wiping(day: str) -> str:
    return f"Eerste keer wissen: {day} om 09:30. Laatste keer: {day} om 09:30."


async def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    """Run it, and return the lines."""
    assert await asyncio.to_thread(main, ["privacy", *arguments]) == 0
    return capsys.readouterr().out.splitlines()


@pytest.mark.usefixtures("stored", "filled")
async def test_it_says_what_there_is_how_much_and_until_when(capsys: pytest.CaptureFixture[str]) -> None:
    lines = await told(capsys)
    assert [line for line in lines if line.startswith(("• slack", "• telegram"))] == [
        f"• slack, een scherm van een check: 1. {wiping('donderdag 2 januari 2020')}",
        f"• telegram:1, een scherm van een check: 1. {wiping('zaterdag 3 januari 2099')}",
        f"• telegram:1, iets om te lezen: 1. {wiping('vrijdag 2 januari 2099')}",
        "• slack: 1. De eerste komt: maandag 1 juni 2099 om 10:00. De laatste komt: maandag 1 juni 2099 om 10:00.",
        "• telegram:1: 1. Er komt nu geen volgende keer.",
        "• slack: 1. De oudste: maandag 1 juni 2026 om 10:00. De nieuwste: maandag 1 juni 2026 om 10:00.",
        f"• telegram:1: 1. De bot vergeet de eerste op {MORNING}, en de laatste op {MORNING}.",
    ]
    assert "Berichten die de bot nog moet wissen: 3" in lines
    assert "Te laat met wissen: 1. De bot probeert het steeds opnieuw." in lines
    assert "Herinneringen: 2" in lines
    assert "Eerdere keren van herinneringen: 1" in lines
    assert "Herinneringen die nog niet opgeslagen zijn: 1" in lines
    assert "Alle tijden zijn in de tijdzone Europe/Amsterdam." in lines


@pytest.mark.usefixtures("stored", "filled")
async def test_moments_are_those_of_the_zone_that_is_set(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GROOMINGCHECK_TIMEZONE", "Asia/Tokyo")
    lines = await told(capsys, "--locale", "en")
    assert "All times are in the time zone Asia/Tokyo." in lines
    expected = "The first will be posted: Monday 1 June 2099 at 17:00. The last: Monday 1 June 2099 at 17:00."
    assert f"• slack: 1. {expected}" in lines


@pytest.mark.usefixtures("stored", "session")
@pytest.mark.parametrize("locale", ["nl", "en"])
async def test_every_column_of_every_table_is_accounted_for(
    capsys: pytest.CaptureFixture[str], shipped: Content, locale: str
) -> None:
    """A new column needs a fact, a fact needs words, and these must be in the report."""
    lines = await told(capsys, "--locale", locale)
    words = shipped.words[locale]
    for table in METADATA.sorted_tables:
        for column in table.columns:
            [fact] = [fact for fact, columns in FACTS[table.name].items() if column.name in columns]
            assert f"• {plain(words[f'fact.{table.name}.{fact}'])}" in lines
    facts = {f"fact.{table}.{fact}" for table, found in FACTS.items() for fact in found}
    assert facts == {key for key in words if key.startswith("fact.")}
    assert {f"part.{part}" for part in MessageKind} == {key for key in words if key.startswith("part.")}


@pytest.mark.usefixtures("stored", "session")
async def test_with_nothing_there_it_says_so_and_what_is_never_kept(capsys: pytest.CaptureFixture[str]) -> None:
    lines = await told(capsys)
    for line in (
        "Berichten die de bot nog moet wissen: 0",
        "Herinneringen: 0",
        "Eerdere keren van herinneringen: 0",
        "Dit bewaart de bot nooit:",
        "• wat iemand antwoordt of schrijft",
        "groomingcheck privacy --erase telegram:42",
    ):
        assert line in lines
    assert not [line for line in lines if "COORDINATORS" in line or "Te laat" in line]


@pytest.mark.usefixtures("stored", "session")
async def test_it_tells_where_and_no_secret(
    capsys: pytest.CaptureFixture[str], url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = url.replace("postgres:@", "postgres:geheim@")
    monkeypatch.setenv("GROOMINGCHECK_DATABASE_URL", secret)
    [line] = [line for line in await told(capsys) if line.startswith("Plek van de database: ")]
    assert "geheim" not in line
    assert "postgres:@" not in line
    if url.startswith("sqlite"):
        assert line == f"Plek van de database: {url.removeprefix('sqlite:///')}"
    else:
        assert secret != url
        assert "search_path=place" in line


@pytest.mark.usefixtures("stored", "session")
async def test_coordinators_are_counted_and_not_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GROOMINGCHECK_COORDINATORS", "slack:U123,telegram:789")
    lines = await told(capsys)
    assert (
        "In de instelling GROOMINGCHECK_COORDINATORS staan nummers van coördinatoren: 2. "
        "Wie de bot beheert, kan ze veranderen."
    ) in lines
    assert not [line for line in lines if "U123" in line or "789" in line]


def refused(*arguments: str, **environment: str) -> str:
    """Run it, expect a refusal, and return its one line."""
    done = run("", "privacy", *arguments, **environment)
    assert (done.returncode, done.stdout) == (2, b"")
    [line] = done.stderr.decode().splitlines()
    return line


def test_a_database_that_is_away_gets_one_line() -> None:
    away = "postgresql://ann:geheim@127.0.0.1:9/none"
    for asked in ([], ["--erase", "telegram:42"]):
        done = run("", "privacy", *asked, GROOMINGCHECK_DATABASE_URL=away)
        assert (done.returncode, done.stdout) == (2, b"")  # nor that anything is being erased
        [line] = done.stderr.decode().splitlines()
        assert line.startswith("groomingcheck: GROOMINGCHECK_DATABASE_URL: the database can't be opened")
        assert "geheim" not in line


@pytest.mark.parametrize(
    "typed", ["", "x", "slack:", "slack:geheim", "telegram:abc", "telegram:@ann", "telegram:0", "discord:1", "C123"]
)
def test_what_is_no_channel_chat_or_person_gets_one_line(typed: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["privacy", "--erase", typed]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "telegram:42" in said.err
    assert said.err == f"groomingcheck: --erase: must be like {examples.subjects()}.\n"


def test_a_language_that_is_not_there_and_a_closed_output_get_one_line() -> None:
    assert refused("--locale", "fr") == "groomingcheck: --locale: unknown 'fr'; choose from: nl, en."
    done = shell("groomingcheck privacy >&-")
    assert done.returncode == 2
    assert done.stderr == b"groomingcheck: can't write the report: standard output is closed.\n"
