"""Reminders on the fake Slack: a bot with coordinators, and how they fill in forms and press what is in the list."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from adapters.slack.fake.channel import Message
from adapters.slack.fake.person import Person
from adapters.slack.fake.server import FakeSlack
from messages.content import Content
from tests.bot import ask
from tests.caller import until
from tests.slack_bot import COMMAND, configured, serving, shown

DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
NEW = "Nieuwe herinnering"


@asynccontextmanager
async def planning(
    slack: FakeSlack, content: Content, database: Path, *coordinators: str, http: bool = True
) -> AsyncIterator[Person]:
    """Run a bot with these coordinators (slack:U1 unless told), and give U1, who is in channel C1."""
    chosen = replace(configured(slack, database, http=http), coordinators=frozenset(coordinators or {"slack:U1"}))
    async with serving(slack, content, chosen):
        ann = slack.person("U1")
        slack.channel("C1", ["U1", "U2"])
        yield ann
        await slack.settled()
    assert slack.unacked == []


async def asked(person: Person, text: str = "herinnering") -> None:
    """Ask for the list by a command, and wait for what comes after "one moment"."""
    before = person.modal
    assert (await person.command(COMMAND, text)).status == 200
    await until(lambda: person.modal and person.modal is not before and "oment…" not in shown(person))


async def pressed(person: Person, label: str) -> None:
    """Press a button, and wait for what comes of it."""
    before = person.modal
    await person.press(label)
    await until(lambda: person.modal is not before)


async def chosen(person: Person, field: str, value: object) -> None:
    """Choose something in a field, and wait for what comes of it."""
    before = person.modal
    await person.choose(field, value)
    await until(lambda: person.modal is not before)


async def sent(person: Person) -> None:
    """Send the form in, and wait for what comes of that."""
    ack = await person.submit()
    assert isinstance(ack.body, dict)
    assert ack.body["response_action"] == "update"
    await until(lambda: "oment…" not in shown(person))


async def made(person: Person, *, chat: str = "C1", days: tuple[str, ...] = DAYS, time: str = "14:00") -> None:
    """Make a reminder, from the command on; the list is shown after that."""
    await asked(person)
    await pressed(person, NEW)
    await chosen(person, "form:chat", chat)
    await chosen(person, "form:days", days)
    await chosen(person, "form:time", time)
    await sent(person)
    assert "Opgeslagen." in shown(person), shown(person)


async def due(slack: FakeSlack, database: Path, *, ago: float = 0.0) -> None:
    """Let every reminder that comes at all be due so many seconds ago, and wait until that has been seen to."""
    now = f"(julianday('now') - 2440587.5) * 86400 - {ago}"
    ask(database, f"UPDATE reminder SET due_at = {now} WHERE due_at IS NOT NULL")  # noqa: S608 - our own number
    left = f"SELECT count(*) FROM reminder WHERE due_at <= {now} + {ago}"  # noqa: S608
    await until(lambda: ask(database, left) == [(0,)])
    await slack.settled()


def kept(database: Path, columns: str = "*") -> list[tuple[object, ...]]:
    """Give what the ledger has of reminders."""
    return ask(database, f"SELECT {columns} FROM reminder ORDER BY id")  # noqa: S608 - our own columns


def posted(slack: FakeSlack, chat: str = "C1") -> list[Message]:
    """Give what stands in this channel."""
    return slack.workspace.channels[chat].messages


def labels(person: Person) -> list[str]:
    """Give what the buttons in the modal say."""
    return [one.text for one in person.modal.buttons] if person.modal else []


def fields(person: Person) -> list[str]:
    """Give the names of the fields in the modal."""
    assert person.modal
    return [block["block_id"] for block in person.modal.blocks if block["type"] == "input"]
