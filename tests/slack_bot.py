"""The whole bot, running in this process against a Slack on loopback, and people who use it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import httpx

from adapters import metric, settings
from adapters.pace import Pace
from adapters.settings import Settings
from adapters.slack.fake.person import Person
from adapters.slack.fake.server import FakeSlack
from adapters.slack.setting import PATH, Setting
from messages.content import Content
from tests.bot import SECRET, SWIFT, Bot, free_port, running
from tests.caller import until

COMMAND = "/groomingcheck"
NINE = ("Antwoord 1",) * 9
STEPS = ("Beginnen", *NINE, "Naar het advies")
"""A whole check, but for its end."""


def configured(
    slack: FakeSlack, database: Path | str, *, http: bool = False, idle: float = 900.0, pace: Pace = SWIFT
) -> Settings:
    """Settings for a bot on this Slack, over Socket Mode or HTTP, with this SQLite file or database address."""
    chosen = Setting("xoxb-test", "" if http else "xapp-test", slack.signing_secret if http else "", slack.url)
    return replace(
        settings.read(),
        secrets=(SECRET,),
        lasting=True,
        idle=idle,
        database=f"sqlite:///{database}" if isinstance(database, Path) else database,
        port=free_port(),
        slack=chosen,
        host="127.0.0.1",
        pace=pace,
    )


@asynccontextmanager
async def serving(slack: FakeSlack, content: Content, chosen: Settings) -> AsyncIterator[Bot]:
    """Run a bot until the end of the block; in it, everything that Slack has to tell comes through."""
    async with running(content, chosen) as bot:
        if chosen.slack and chosen.slack.app_token:
            slack.deliver_to(None)
            await slack.connected(20)
        else:
            slack.deliver_to(f"{bot.url}{PATH}")
            await until(lambda: any(call.method == "auth.test" and call.status for call in slack.calls), 20)
            await _open(bot.url)
        yield bot


async def begin(person: Person, command: str = COMMAND) -> None:
    """Give the command that starts a check, and wait until it is there."""
    before = person.modal
    ack = await person.command(command)
    assert ack.status == 200, ack
    await until(lambda: person.modal and person.modal is not before)


async def walk(person: Person, *labels: str) -> None:
    """Press button after button, by how its label starts, each once the screen before it has changed."""
    for label in labels:
        before = person.modal
        await person.press(offered(person, label))
        await until(lambda before=before: person.modal is not before)  # type: ignore[misc]


def offered(person: Person, label: str) -> str:
    """Give the action_id of the button in the modal whose label, or what is said of it, starts so."""
    assert person.modal
    found = [one for one in person.modal.buttons if label in {one.text, one.accessibility_label[: len(label)]}]
    assert found, (label, person.modal.buttons)
    return found[0].action_id


def shown(person: Person) -> str:
    """Give what the modal says; empty if there is none."""
    return "\n".join(words for words in person.modal.texts if words) if person.modal else ""


def called(slack: FakeSlack, method: str) -> int:
    """Count the calls of this method."""
    return sum(call.method == method for call in slack.calls)


def counted(outcome: str) -> float:
    """Give how many checks on Slack had this outcome."""
    labels = {"channel": "slack", "outcome": outcome}
    return metric.REGISTRY.get_sample_value("groomingcheck_checks_total", labels) or 0.0


def name(person: Person) -> str:
    """Give the name that the bot gave the modal."""
    assert person.modal
    return str(person.modal.content["external_id"])


async def _open(url: str) -> None:
    """Wait until this server lets in."""
    async with httpx.AsyncClient() as client, asyncio.timeout(20):
        while (await client.get(f"{url}/readyz")).status_code != 200:
            await asyncio.sleep(0.01)
