"""Reminders on the Slack simulator: a bot with coordinators, and how they fill in forms and press in the list."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from adapters.simulators.slack.channel import ChannelMessage
from adapters.simulators.slack.person import Person
from adapters.simulators.slack.server import SlackSimulator
from messages.content import Content
from tests.support import store_reader
from tests.support.caller import until
from tests.support.slack_bot import COMMAND, body, configured, serving

DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
NEW = "Nieuwe herinnering"
TRIAL = 1
"""The calls of chat.postMessage with which `made` finds out whether the bot may post."""


@asynccontextmanager
async def planning(
    slack: SlackSimulator, content: Content, database: Path, *coordinators: str, http: bool = True
) -> AsyncIterator[Person]:
    """Run a bot with these coordinators (by default slack:U1), and yield U1, who is in channel C1."""
    chosen = replace(configured(slack, database, http=http), coordinators=frozenset(coordinators or {"slack:U1"}))
    async with serving(slack, content, chosen):
        ann = slack.person("U1")
        slack.channel("C1", ["U1", "U2"])
        yield ann
        await slack.settled()
    assert slack.delivery.unacked == []


async def asked(person: Person, text: str = "herinnering") -> None:
    """Ask for the list by a command, and wait for what replaces "one moment"."""
    before = person.modal
    assert (await person.command(COMMAND, text)).status == 200
    await until(lambda: person.modal and person.modal is not before and "oment…" not in body(person))


async def pressed(person: Person, label: str) -> None:
    """Press a button, and wait for the result."""
    before = person.modal
    await person.press(label)
    await until(lambda: person.modal is not before)


async def chosen(person: Person, field: str, value: object) -> None:
    """Choose something in a field, and wait for the result."""
    before = person.modal
    await person.choose(named(person, field), value)
    await until(lambda: person.modal is not before)


async def sent(person: Person) -> None:
    """Submit the form, and wait for the result."""
    ack = await person.submit()
    assert isinstance(ack.body, dict)
    assert ack.body["response_action"] == "update"
    await until(lambda: "oment…" not in body(person))


async def made(person: Person, *, chat: str = "C1", days: tuple[str, ...] = DAYS, time: str = "14:00") -> None:
    """Create a reminder, starting from the command; the list is shown afterwards."""
    await asked(person)
    await pressed(person, NEW)
    await chosen(person, "form:chat", chat)
    await chosen(person, "form:days", days)
    await chosen(person, "form:time", time)
    await sent(person)
    assert "Opgeslagen." in body(person), body(person)


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


def fields(person: Person) -> list[str]:
    """Return the names of the fields in the modal, without what tells one opening of the form from another."""
    assert person.modal
    return [block["block_id"].partition(":")[0] for block in person.modal.blocks if block["type"] == "input"]


def named(person: Person, field: str) -> str:
    """Return the action_id of the field that is called so, such as `form:time`; of anything else, its own."""
    assert person.modal
    ids = [one["element"]["action_id"] for one in person.modal.blocks if one["type"] == "input"]
    return next((id_ for id_ in ids if id_.startswith(f"{field}:")), field)


def held(person: Person, field: str) -> dict[str, Any]:
    """Return what Slack says that this field holds."""
    assert person.modal
    found: dict[str, Any] = person.filled(person.modal)[named(person, field).removeprefix("form:")]
    return dict(found[named(person, field)])
