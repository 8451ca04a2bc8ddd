"""People who run check after check, whatever happens to the bot: without an answer they press again, or start anew."""

import asyncio
import time
from typing import NoReturn, Protocol

from adapters.simulators.slack.person import Person as SlackPerson
from adapters.simulators.telegram.person import Person as TelegramPerson
from tests.support.slack_bot import COMMAND
from tests.support.telegram_bot import said

STEPS = ("Start", "Beginnen", "1.", "Verder", "Klaar en wissen")
SLACK_STEPS = ("Start", "Antwoord 1")
"""What is pressed on Slack where nothing leads on at the foot."""
HUSH = 1.0
"""Seconds without an answer after which somebody tries again."""
THOUGHT = 0.1
"""Seconds before somebody does something."""
STUCK = 40.0
"""Seconds of trying in vain after which somebody counts as stuck."""


class Worker(Protocol):
    """Somebody on any platform. `answered`: how often the check moved on; `finished`: the number of finished checks."""

    answered: int
    finished: int

    @property
    def screen(self) -> object:
        """Return what they see of the bot, another object after each change; None for nothing."""

    async def act(self) -> None:
        """Take the next step of the check that is there, or start one."""


class OnTelegram:
    """Somebody on Telegram."""

    def __init__(self, person: TelegramPerson) -> None:
        self.person = person
        self.answered = self.finished = 0

    @property
    def screen(self) -> object:
        return next((message for message in reversed(said(self.person))), None)

    async def act(self) -> None:
        labels = [label for message in said(self.person) for label in message.labels]
        wanted = next((label for step in reversed(STEPS) for label in labels if label.startswith(step)), None)
        if wanted is None:
            await self.person.say("/groomingcheck")
        else:
            self.finished += wanted.startswith(STEPS[-1])
            await self.person.press(wanted)


class OnSlack:
    """Somebody on Slack."""

    def __init__(self, person: SlackPerson) -> None:
        self.person = person
        self.answered = self.finished = 0

    @property
    def screen(self) -> object:
        return self.person.modal

    async def act(self) -> None:
        modal = self.person.modal
        buttons = modal.buttons if modal else []
        told = [(one.action_id, (one.text, one.accessibility_label)) for one in buttons]
        wanted = [id_ for step in reversed(SLACK_STEPS) for id_, words in told if _starts(words, step)]
        if modal and modal.submit:
            self.finished += modal.submit == STEPS[-1]
            await self.person.submit()
        elif wanted:
            await self.person.press(wanted[0])
        elif modal:
            await self.person.close()
        else:
            await self.person.command(COMMAND)


def _starts(words: tuple[str, ...], step: str) -> bool:
    return any(word.startswith(step) for word in words)


async def work(worker: Worker, going: asyncio.Event) -> NoReturn:
    """Run checks while `going` is set, until cancelled. Fails if they are stuck."""
    while True:
        await going.wait()
        since, before = time.monotonic(), worker.screen
        while worker.screen is before and going.is_set():
            assert time.monotonic() - since < STUCK, f"stuck at {before}"
            await asyncio.sleep(THOUGHT)
            await worker.act()
            await _changed(worker, before)
        worker.answered += worker.screen is not before


async def _changed(worker: Worker, before: object) -> None:
    until = time.monotonic() + HUSH
    while worker.screen is before and time.monotonic() < until:
        await asyncio.sleep(0.01)
