"""The whole bot, running in this process on the simulated Slack, and people who use it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path

from adapters.concurrency.intervals import Intervals
from adapters.config import settings
from adapters.config.settings import Settings
from adapters.privacy.audit.ports import free_port
from adapters.runtime.connection_limits import USUAL, ConnectionLimits
from adapters.simulators.slack.delivery import Ack
from adapters.simulators.slack.person import Person
from adapters.simulators.slack.server import SlackSimulator
from adapters.slack.settings import PATH, SlackSettings
from adapters.telemetry import metrics
from messages.content import Content
from tests.support import channel_settings
from tests.support.caller import until
from tests.support.telegram_bot import SECRET, SWIFT, Bot, running

COMMAND = "/groomingcheck"
NINE = (*("Antwoord 1",) * 8, "Verder naar vraag 9", "Antwoord 1")
"""An answer to each question, and the card that one of them calls for; what comes then is the advice."""
STEPS = ("Beginnen", *NINE)
"""A whole check, without its end."""


def configured(
    slack: SlackSimulator,
    database: Path | str,
    *,
    http: bool = False,
    idle: float = 900.0,
    intervals: Intervals = SWIFT,
) -> Settings:
    """Settings for a bot on this Slack, over Socket Mode or HTTP, with this SQLite file or database address."""
    chosen = SlackSettings("xoxb-test", "" if http else "xapp-test", slack.signing_secret if http else "", slack.url)
    found = replace(
        settings.read(),
        secrets=(SECRET,),
        lasting=True,
        idle=idle,
        database=f"sqlite:///{database}" if isinstance(database, Path) else database,
        port=free_port(),
        host="127.0.0.1",
        overwriting=False,
        intervals=intervals,
    )
    return channel_settings.on(found, chosen)


@asynccontextmanager
async def serving(
    slack: SlackSimulator, content: Content, chosen: Settings, limits: ConnectionLimits = USUAL
) -> AsyncIterator[Bot]:
    """Run a bot until the end of the block; within it, Slack's deliveries are received."""
    before = len(slack.calls)
    async with running(content, chosen, slack, limits=limits) as bot:
        if channel_settings.chosen(chosen, SlackSettings).app_token:
            slack.deliver_to(None)
            await slack.connected(20)
        else:
            slack.deliver_to(f"{bot.url}{PATH}")
            await until(lambda: any(call.method == "auth.test" and call.status for call in slack.calls[before:]), 20)
            while (await slack.check_ssl())[0] != HTTPStatus.OK:  # it refuses deliveries until it is ready
                await asyncio.sleep(0.01)
        yield bot


async def begin(person: Person, command: str = COMMAND) -> None:
    """Type the command that starts a check, and wait until it is there."""
    before = person.modal
    ack = await person.command(command)
    assert ack.status == 200, ack
    await until(lambda: person.modal and person.modal is not before)


async def walk(person: Person, *labels: str) -> None:
    """Press button after button, each by the start of its label, and each once the screen before it has changed."""
    for label in labels:
        before = person.modal
        await press(person, label)
        await until(lambda before=before: person.modal is not before)  # type: ignore[misc]


async def press(person: Person, label: str) -> Ack:
    """Press the button in the modal or at its foot whose label, or accessibility label, starts like this."""
    assert person.modal
    return await (person.submit() if leads(person, label) else person.press(offered(person, label)))


def leads(person: Person, label: str) -> bool:
    """Return whether the button at the foot of the modal has a label that starts like this."""
    return bool(person.modal and person.modal.submit.startswith(label))


def offered(person: Person, label: str) -> str:
    """Return the action_id of the button in the modal whose label, or accessibility label, starts like this."""
    assert person.modal
    found = [one for one in person.modal.buttons if label in {one.text, one.accessibility_label[: len(label)]}]
    assert found, (label, person.modal.buttons)
    return found[0].action_id


def shown(person: Person) -> str:
    """Return what the modal says, its title first; empty if there is none."""
    return "\n".join([person.modal.title, body(person)]) if person.modal else ""


def body(person: Person) -> str:
    """Return what the modal says below its title; empty if there is none."""
    return "\n".join(words for words in person.modal.texts if words) if person.modal else ""


def called(slack: SlackSimulator, method: str) -> int:
    """Count the calls of this method."""
    return sum(call.method == method for call in slack.calls)


def counted(outcome: str) -> float:
    """Return how many checks on Slack had this outcome."""
    labels = {"channel": "slack", "outcome": outcome}
    return metrics.REGISTRY.get_sample_value("groomingcheck_checks_total", labels) or 0.0


def name(person: Person) -> str:
    """Return the external_id of the modal."""
    assert person.modal
    return str(person.modal.content["external_id"])
