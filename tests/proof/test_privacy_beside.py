"""Erasing while a bot runs on the same database, on both platforms; and what is reported of people on Slack."""

import asyncio
from pathlib import Path

import pytest

from adapters.simulators.slack.server import SlackSimulator
from adapters.simulators.telegram.group import Group
from adapters.simulators.telegram.person import Person
from adapters.simulators.telegram.server import TelegramSimulator
from adapters.storage.reminders import Destination
from adapters.storage.session import Session
from messages.content import Content
from tests.e2e.test_exit import shell
from tests.support import slack_bot, slack_reminders
from tests.support.caller import until
from tests.support.erasing_process import erased
from tests.support.made_reminders import add, on, weekly
from tests.support.store_reader import ask, kept, rows
from tests.support.telegram_bot import Bot, begin, shown, walk
from tests.support.telegram_reminders import come, enter, make, plan, planning, reminders

NOTHING_OF_PEOPLE = "In de database staat niets over mensen op Slack. Van wie een open venster is, weet de bot niet."


@pytest.fixture
async def empty(database: Path) -> None:
    """Create an empty database, as a bot leaves it."""
    await (await Session.open(f"sqlite:///{database}")).close()


def slack_settings(slack: SlackSimulator) -> dict[str, str]:
    return {"SLACK_BOT_TOKEN": "xoxb-test", "SLACK_APP_TOKEN": "xapp-test", "SLACK_API_URL": slack.url}


def telegram_settings(fake: TelegramSimulator) -> dict[str, str]:
    return {"TELEGRAM_BOT_TOKEN": fake.token, "TELEGRAM_API_URL": fake.url}


@pytest.mark.usefixtures("bot")
async def test_a_check_that_is_open_goes_and_the_next_one_is_like_any_other(
    fake: TelegramSimulator, database: Path
) -> None:
    ann, bob = fake.person(1001, "nl"), fake.person(1002, "nl")
    await begin(ann)
    await begin(bob)
    await walk(ann, "Beginnen", "1.")
    status, lines = await erased("telegram:1001", f"sqlite:///{database}", **telegram_settings(fake))
    assert status == 0
    assert lines[-1].startswith("Rijen van telegram:1001 die weg zijn uit de database: ")
    assert ann.chat.messages == []
    assert {chat for chat, _, _ in rows(database)} == {"1002"}
    await walk(bob, "Beginnen")
    await begin(ann)
    await walk(ann, "Beginnen", "1.")
    assert "Vraag 2 van 9" in shown(ann)


async def test_without_a_token_the_bot_that_runs_wipes_what_was_made_due(
    fake: TelegramSimulator, bot: Bot, database: Path
) -> None:
    ann = fake.person(1001, "nl")
    await begin(ann)
    status, lines = await erased("telegram:1001", f"sqlite:///{database}")
    assert (status, lines[0]) == (0, "• Berichten die een andere draaiende bot al behandelde: 1.")
    assert ann.chat.messages == []
    assert rows(database) == []
    assert not bot.task.done()


async def test_a_team_on_telegram_gets_no_reminder_any_more(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        await plan(cora, team)
        await come(database, 1)
        assert len(reminders(team)) == 1
        status, lines = await erased("telegram:-1002", f"sqlite:///{database}", **telegram_settings(fake))
        assert status == 0
        assert "• Herinneringen weggehaald uit de chat: 1." in lines
        assert reminders(team) == []
        assert kept(database) == ()
        assert ask(database, "SELECT * FROM occurrence") == []
        await enter(cora, team)
        await make(cora)  # and a new one can be set up


async def test_a_channel_on_slack_loses_its_reminders_and_an_open_window_stays(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    async with slack_reminders.planning(slack, shipped, database) as ann:
        await slack_reminders.made(ann)
        await slack_reminders.due(slack, database)
        bob = slack.person("U2")
        await slack_bot.begin(bob)
        windows = rows(database)
        assert len(windows) == 1
        slack.channel("C2", ["U1"])
        for subject in ("slack:C2", "slack:U2"):
            status, lines = await erased(subject, f"sqlite:///{database}", **slack_settings(slack))
            assert (status, lines[0]) == (0, f"De bot bewaart niets van {subject}.")
            assert lines[1:] == ([NOTHING_OF_PEOPLE] if subject == "slack:U2" else [])
        assert len(slack_reminders.posted(slack)) == 1
        assert await erased("slack:C1", f"sqlite:///{database}", **slack_settings(slack)) == (0, [
            "• Herinneringen weggehaald: 1. Ze komen niet meer.",
            "• Eerdere keren van herinneringen weggehaald: 1.",
            "• Herinneringen die nog niet opgeslagen waren, weggehaald: 1.",
            "• Herinneringen weggehaald uit de chat: 1.",
            "Rijen van slack:C1 die weg zijn uit de database: 3.",
        ])  # fmt: skip
        assert slack_reminders.posted(slack) == []
        assert ask(database, "SELECT * FROM reminder") == []
        assert rows(database) == windows
        await slack_bot.walk(bob, "Beginnen")
    assert slack.errors == []


@pytest.mark.usefixtures("empty")
async def test_a_database_that_goes_away_meanwhile_gets_one_line(fake: TelegramSimulator, database: Path) -> None:
    fake.latency = 1.0
    run = asyncio.create_task(erased("telegram:1001", f"sqlite:///{database}", **telegram_settings(fake)))
    await until(lambda: fake.calls, 30)  # it asks who it is once the database is open
    ask(database, "DROP TABLE action")
    away = "groomingcheck: GROOMINGCHECK_DATABASE_URL: the database doesn't answer."
    assert await run == (2, [f"{away} The erasure is incomplete; run this again."])


@pytest.mark.usefixtures("empty")
async def test_a_coordinator_on_slack_stands_in_the_settings_and_nowhere_else(
    slack: SlackSimulator, database: Path
) -> None:
    named = {"GROOMINGCHECK_COORDINATORS": "slack:U1,slack:S1"}
    for subject in ("slack:U1", "slack:S1"):
        assert await erased(subject, f"sqlite:///{database}", **slack_settings(slack), **named) == (0, [
            f"De bot bewaart niets van {subject}.",
            NOTHING_OF_PEOPLE,
            f"Wel staat {subject} in de instelling GROOMINGCHECK_COORDINATORS. Haal het nummer daar zelf weg.",
        ])  # fmt: skip


@pytest.mark.usefixtures("empty")
@pytest.mark.parametrize(
    ("gone", "status"), [("| true; exit ${PIPESTATUS[0]}", 0), (">/dev/full", 74), ("2>&-", 0), (">&- 2>&-", 2)]
)
def test_who_does_not_read_what_is_said_has_it_erased_all_the_same(database: Path, gone: str, status: int) -> None:
    address = f"GROOMINGCHECK_DATABASE_URL=sqlite:///{database}"
    asyncio.run(_remind(database))
    done = shell(f"{address} groomingcheck privacy --erase slack:C1 {gone}")
    assert done.returncode == status
    assert b"Traceback" not in done.stderr
    assert bool(ask(database, "SELECT * FROM reminder")) == (status == 2)


@pytest.mark.usefixtures("empty")
def test_that_something_is_left_is_told_by_the_status_where_nobody_reads_it(database: Path) -> None:
    """Nobody serves its account, so the row is deleted and the message may stay."""
    columns = "kind, channel, chat, message, part, due_at, until, attempts"
    ask(database, f"INSERT INTO action ({columns}) VALUES ('wipe', 'telegram:9', '42', '1', 'text', 1, 4e9, 0)")  # noqa: S608
    address = f"GROOMINGCHECK_DATABASE_URL=sqlite:///{database}"
    done = shell(f"{address} groomingcheck privacy --erase telegram:42 | true; exit ${{PIPESTATUS[0]}}")
    assert (done.returncode, done.stderr) == (1, b"")
    assert rows(database) == []


async def _remind(database: Path) -> None:
    """Store a reminder for channel C1 on Slack."""
    session = await Session.open(f"sqlite:///{database}")
    schedule = weekly([0], "10:00", "2026-01-05")
    await add(on(session), Destination("slack", "C1"), schedule, None)
    await session.close()
