"""A coordinator on Telegram: following the link from a group, and what the reminder store holds."""

import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from adapters.simulators.telegram.group import Group
from adapters.simulators.telegram.message import Message
from adapters.simulators.telegram.person import Person
from adapters.simulators.telegram.server import TelegramSimulator
from adapters.telegram.settings import TelegramSettings
from messages.content import Content
from tests.support import channel_settings
from tests.support.caller import until
from tests.support.store_reader import due, outcomes
from tests.support.telegram_bot import Bot, configured, running, said, shown, walk

COORDINATOR = 1001
ZONE = ZoneInfo("Europe/Amsterdam")
MAKING = ("Hoe vaak", "woensdag", "Elke 2 weken", "Klaar", "Tijden", "10:00", "9 uur", "09:30")
"""Buttons that make a fortnightly reminder of the form that is filled in."""


@pytest.fixture
def team(fake: TelegramSimulator) -> Group:
    """A group with topics, where the bot is an administrator."""
    return fake.group(-1002, bot_admin=True, topics=True)


@pytest.fixture
def cora(fake: TelegramSimulator, team: Group) -> Person:
    """A coordinator who is in the team's group."""
    cora = fake.person(COORDINATOR, language_code="nl", first_name="Cora")
    team.join(cora)
    return cora


@asynccontextmanager
async def planning(
    fake: TelegramSimulator,
    content: Content,
    database: Path,
    *,
    administrators: bool = False,
    idle: float = 900.0,
    page: str | None = None,
) -> AsyncIterator[Bot]:
    """Run a bot with one coordinator, and, if asked, with a group's administrators as coordinators too.

    `page`: an address at which a check can also be held in a browser.
    """
    chosen = configured(fake, database, idle=idle)
    telegram = replace(channel_settings.chosen(chosen, TelegramSettings), administrators=administrators)
    named = frozenset({f"telegram:{COORDINATOR}"})
    with_page = channel_settings.paged(channel_settings.on(chosen, telegram), page)
    async with running(content, replace(with_page, coordinators=named), fake) as bot:
        yield bot


def posts(group: Group) -> list[Message]:
    """Return the bot's messages in this group."""
    return [message for message in group.messages if message.from_bot and not message.content]


async def link(person: Person, group: Group, thread: int | None = None, command: str = "/herinnering") -> str:
    """Ask for the link; return what it puts after /start."""
    before = posts(group)
    await person.say(command, chat=group, thread=thread)
    await until(lambda: len(posts(group)) > len(before))
    address = posts(group)[-1].buttons[0][0].url or ""
    assert address.startswith("https://t.me/groomingcheck_bot?start=")
    return address.partition("=")[2]


async def follow(person: Person, argument: str) -> None:
    """Follow such a link, and wait until something new is there and everything else is gone."""
    before = person.chat.messages
    await person.say(f"/start {argument}")
    await until(lambda: len(person.chat.messages) == 1 and said(person) and person.chat.messages != before)


async def enter(person: Person, group: Group, thread: int | None = None) -> None:
    """Go from a group to the private conversation about it."""
    await follow(person, await link(person, group, thread))


async def make(person: Person, *labels: str) -> None:
    """Fill in a fortnightly reminder, or what these buttons choose, up to its summary."""
    if "Nieuwe herinnering" in said(person)[-1].labels:
        await walk(person, "Nieuwe herinnering")
    await walk(person, *(labels or MAKING))
    assert "De volgende keren:" in shown(person)


async def look(person: Person) -> None:
    """Ask for the list of reminders, and open the only one; an alert that stood there is gone then."""
    await person.say("/herinnering")
    await until(lambda: len(person.chat.messages) == 1 and shown(person).startswith("Herinneringen"))
    await walk(person, "1. ")


def local(instant: float) -> dt.datetime:
    return dt.datetime.fromtimestamp(instant, ZONE)


async def plan(cora: Person, group: Group, thread: int | None = None) -> None:
    """Create a reminder from the form as it is, and leave nothing else behind."""
    await enter(cora, group, thread)
    if "Nieuwe herinnering" in said(cora)[-1].labels:
        await walk(cora, "Nieuwe herinnering")
    await walk(cora, "Opslaan")
    await cora.press("Sluiten")
    await until(lambda: not cora.chat.messages)


def payload(person: Person, label: str) -> str:
    """Return the payload of the button with this label below the newest message."""
    return next(one.payload or "" for row in said(person)[-1].buttons for one in row if one.label == label)


async def twice(person: Person, label: str) -> None:
    """Press the same button twice, the second time before the first was answered."""
    pressed, at = payload(person, label), said(person)[-1].id
    for _ in range(2):
        await person.press_payload(pressed, at)


def reminders(group: Group) -> list[Message]:
    """Return what was posted in this group, except the links."""
    return [message for message in posts(group) if "in een privéchat" not in message.text]


async def come(database: Path, number: int) -> None:
    """Make it due, and wait until it has this many occurrences."""
    await due(database)
    await until(lambda: len(outcomes(database)) == number and "sending" not in outcomes(database))
