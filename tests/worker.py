"""People who hold check after check, whatever happens to the bot: who gets no answer presses again, or starts anew."""

import asyncio
import time
from typing import NoReturn, Protocol

from adapters.slack.fake.person import Person as SlackPerson
from adapters.telegram.fake.person import Person as TelegramPerson
from tests.bot import said
from tests.slack_bot import COMMAND

STEPS = ("Start", "Beginnen", "1.", "Naar het advies", "Klaar en wissen")
SLACK_STEPS = ("Start", "Beginnen", "Antwoord 1", "Naar het advies")
HUSH = 1.0
"""Seconds without an answer after which somebody tries again."""
THOUGHT = 0.1
"""Seconds before somebody does something."""
STUCK = 40.0
"""Seconds of trying in vain after which somebody can't get on."""


class Worker(Protocol):
    """Somebody on any platform. `answered`: times that they got on; `finished`: checks held to their end."""

    answered: int
    finished: int

    @property
    def screen(self) -> object:
        """Give what they see of the bot, another object once it has changed; None for nothing."""

    async def act(self) -> None:
        """Do what goes on with the check that is there, or start one."""


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
            self.finished += 1
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
    """Hold checks while this is `going`, until cancelled. Fails if there is no getting on."""
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
