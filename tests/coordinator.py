"""A coordinator on Telegram: the way in from a group, and what stands in the ledger of reminders."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from adapters.telegram.fake.group import Group
from adapters.telegram.fake.message import Message
from adapters.telegram.fake.person import Person
from adapters.telegram.fake.server import FakeTelegram
from messages.content import Content
from tests.bot import Bot, ask, configured, running, said, shown, walk
from tests.caller import until

COORDINATOR = 1001
ZONE = ZoneInfo("Europe/Amsterdam")
MAKING = ("maandag", "woensdag", "Verder", "9 uur", "09:30", "Elke 2 weken", "Verder")


@pytest.fixture
def team(fake: FakeTelegram) -> Group:
    """A group with topics, where the bot is an administrator."""
    return fake.group(-1002, bot_admin=True, topics=True)


@pytest.fixture
def cora(fake: FakeTelegram, team: Group) -> Person:
    """A coordinator who is in the team's group."""
    cora = fake.person(COORDINATOR, language_code="nl", first_name="Cora")
    team.join(cora)
    return cora


@asynccontextmanager
async def planning(
    fake: FakeTelegram, content: Content, database: Path, *, administrators: bool = False, idle: float = 900.0
) -> AsyncIterator[Bot]:
    """Run a bot that knows a coordinator, and perhaps takes a group's administrators for some."""
    chosen = configured(fake, database, idle=idle)
    assert chosen.telegram
    telegram = replace(chosen.telegram, administrators=administrators)
    named = frozenset({f"telegram:{COORDINATOR}"})
    async with running(content, replace(chosen, telegram=telegram, coordinators=named)) as bot:
        yield bot


def posts(group: Group) -> list[Message]:
    """Give what stands of the bot's in this group."""
    return [message for message in group.messages if message.from_bot and not message.content]


async def link(person: Person, group: Group, thread: int | None = None, command: str = "/herinnering") -> str:
    """Ask for the way in; give what it puts behind /start."""
    before = posts(group)
    await person.say(command, chat=group, thread=thread)
    await until(lambda: len(posts(group)) > len(before))
    address = posts(group)[-1].buttons[0][0].url or ""
    assert address.startswith("https://t.me/groomingcheck_bot?start=")
    return address.partition("=")[2]


async def follow(person: Person, argument: str) -> None:
    """Follow such a link, and wait until something new is there and all else is gone."""
    before = person.chat.messages
    await person.say(f"/start {argument}")
    await until(lambda: len(person.chat.messages) == 1 and said(person) and person.chat.messages != before)


async def enter(person: Person, group: Group, thread: int | None = None) -> None:
    """Go from a group into the private conversation about it."""
    await follow(person, await link(person, group, thread))


async def make(person: Person, *labels: str) -> None:
    """Make a reminder, every second week, from the list of a group on; end where all of it is to be confirmed."""
    await walk(person, "Nieuwe herinnering", *(labels or MAKING))
    first = next(label for label in person.chat.messages[-1].labels if label[:1] == "✓")
    await walk(person, first)
    await until(lambda: "Klopt dit?" in shown(person))


def kept(database: Path, *columns: str) -> list[tuple[Any, ...]]:
    """Give these columns of every reminder."""
    return ask(database, f"SELECT {', '.join(columns)} FROM reminder ORDER BY id")  # noqa: S608 - names of a test's own


def outcomes(database: Path) -> list[str]:
    """Give what became of each moment, the oldest first."""
    return [outcome for (outcome,) in ask(database, "SELECT outcome FROM occurrence ORDER BY moment")]


async def due(database: Path, late: float = 1.0) -> None:
    """Let every reminder be due now, so many seconds late."""
    statement = "UPDATE reminder SET due_at = (julianday('now') - 2440587.5) * 86400 - ?"
    await asyncio.to_thread(ask, database, statement, late)


def local(instant: float) -> dt.datetime:
    return dt.datetime.fromtimestamp(instant, ZONE)


async def plan(cora: Person, group: Group, thread: int | None = None) -> None:
    """Make a reminder, and leave nothing but that behind."""
    await enter(cora, group, thread)
    await make(cora)
    await walk(cora, "Opslaan")
    await cora.press("Sluiten")
    await until(lambda: not cora.chat.messages)


def reminders(group: Group) -> list[Message]:
    """Give what was posted in this group but the way in."""
    return [message for message in posts(group) if "in een eigen chat" not in message.text]


async def come(database: Path, number: int) -> None:
    """Let it be due, and wait until so many moments have passed."""
    await due(database)
    await until(lambda: len(outcomes(database)) == number and "sending" not in outcomes(database))
