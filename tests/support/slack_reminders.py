"""Reminders on the Slack simulator: a bot with coordinators, and how they press and pick in the wizard."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from adapters.simulators.slack.channel import ChannelMessage
from adapters.simulators.slack.person import Person
from adapters.simulators.slack.server import SlackSimulator
from messages.content import Content
from tests.support import channel_settings, store_reader
from tests.support.caller import until
from tests.support.slack_bot import COMMAND, body, configured, offered, serving

NEW = "Nieuwe herinnering"
TRIAL = 1
"""The calls of chat.postMessage with which `made` finds out whether the bot may post."""


@asynccontextmanager
async def planning(
    slack: SlackSimulator,
    content: Content,
    database: Path,
    *coordinators: str,
    http: bool = True,
    idle: float = 900.0,
    page: str | None = None,
) -> AsyncIterator[Person]:
    """Run a bot with these coordinators (by default slack:U1), and yield U1, who is in channel C1.

    `page`: an address at which a check can also be held in a browser.
    """
    known = channel_settings.paged(configured(slack, database, http=http, idle=idle), page)
    chosen = replace(known, coordinators=frozenset(coordinators or {"slack:U1"}))
    async with serving(slack, content, chosen):
        ann = slack.person("U1")
        slack.channel("C1", ["U1", "U2"])
        yield ann
        await slack.settled()
    assert slack.delivery.unacked == []


async def asked(person: Person, text: str = "herinnering", channel: str = "") -> None:
    """Ask for reminders by a command, in a channel or else in the direct messages; wait for what replaces "one moment".

    A modal that was open is closed first.
    """
    person.views.clear()
    assert (await person.command(COMMAND, text, channel)).status == 200
    await until(lambda: person.modal and "oment…" not in body(person))


async def looked(person: Person, number: int = 1) -> None:
    """Ask for the list, and open the reminder with this number."""
    await asked(person)
    await pressed(person, f"{number}. ")


async def pressed(person: Person, *labels: str) -> None:
    """Press button after button, each by the start of its label, and wait for the result of each."""
    for label in labels:
        before = person.modal
        await person.press(offered(person, label))
        await until(lambda before=before: person.modal is not before)  # type: ignore[misc]


async def picked(person: Person, label: str, value: object, number: int = 0) -> None:
    """Pick something in the field with this label, and wait for the result. `number`: which, if several have it."""
    before = person.modal
    await person.choose(field(person, label, number), value)
    await until(lambda: person.modal is not before)


async def made(person: Person, *, chat: str = "C1", days: tuple[str, ...] = (), time: str = "") -> None:
    """Create a reminder, starting from the command in a channel; what it looks like is shown afterwards.

    Args:
        person: Who does.
        chat: The channel.
        days: Days besides Monday.
        time: Instead of 10:00.
    """
    await asked(person, channel=chat)
    if NEW in labels(person):
        await pressed(person, NEW)
    if days:
        await pressed(person, "Hoe vaak", *days, "Klaar")
    if time:
        await pressed(person, "Tijden")
        await picked(person, "Wijzig", time)
        await pressed(person, "Klaar")
    await pressed(person, "Opslaan")
    assert "Opgeslagen." in body(person), body(person)


def copied(database: Path, *chats: str) -> None:
    """Put a reminder like the oldest in each of these channels, which doesn't know of the others."""
    known = [name for _, name, *_ in store_reader.ask(database, "PRAGMA table_info(reminder)")]
    rest = ", ".join(name for name in known if name not in {"id", "chat", "series"})
    for number, chat in enumerate(chats, start=1):
        like = f"SELECT '{chat}', '{number:016x}', {rest} FROM reminder ORDER BY id LIMIT 1"  # noqa: S608 - our own names
        store_reader.ask(database, f"INSERT INTO reminder (chat, series, {rest}) {like}")


async def due(slack: SlackSimulator, database: Path, *, ago: float = 0.0) -> None:
    """Make every active reminder due this many seconds ago, and wait until that has been handled."""
    await store_reader.due(database, ago)
    await until(lambda: all(one.due_at is None or one.due_at > time.time() for one in store_reader.kept(database)))
    await slack.settled()


def posted(slack: SlackSimulator, chat: str = "C1") -> list[ChannelMessage]:
    """Return the messages in this channel."""
    return slack.workspace.channels[chat].messages


def labels(person: Person) -> list[str]:
    """Return the labels of the buttons in the modal."""
    return [one.text for one in person.modal.buttons] if person.modal else []


def field(person: Person, label: str, number: int = 0) -> str:
    """Return the action_id of the field whose label begins so. `number`: which, if several do."""
    assert person.modal
    beside = [block for block in person.modal.blocks if block["type"] == "section" and "accessory" in block]
    return str([block["accessory"]["action_id"] for block in beside if block["text"]["text"].startswith(label)][number])


def holds(person: Person, label: str, number: int = 0) -> object:
    """Return what the field with this label shows as picked."""
    assert person.modal
    _, element = person.modal.find(field(person, label, number))
    return next((value for name, value in element.items() if name.startswith("initial_")), None)
