"""A person's turn on Slack: what they did, taken to the dialogue, and what comes of it, shown in their modal.

1. A turn never raises. What goes wrong is logged under a reference, and the person is shown that reference.
2. Nothing is ever posted to a conversation. What can't be shown in the modal is a line for the person's eyes only.
3. A modal has a name of our own choosing, noted before it is opened, so that it is wiped whatever happens next. The
   ledger knows that name and nothing of the person.
"""

import asyncio
import secrets
from contextlib import suppress
from typing import assert_never

from adapters import log, metric
from adapters.dialogue import Outcome, Screen
from adapters.ledger import UNAVAILABLE, Message, Part
from adapters.seal import Person
from adapters.service import Service
from adapters.slack.api import NAME, Api
from adapters.slack.error import AwayError, GoneError, LateError, RefusedError
from adapters.slack.home import home
from adapters.slack.language import Languages
from adapters.slack.modal import Words, start, text, view
from adapters.slack.wire import Asked, Closed, Event, Pressed, Sender, Visited
from messages.markup import plain

NOTING = 0.5
"""Seconds that a modal waits to be noted before it is opened all the same: its trigger lives for three."""


class Conversation:
    """Takes turns, and keeps nothing between them."""

    def __init__(self, api: Api, service: Service) -> None:
        """`service`: what every channel shares."""
        self._api = api
        self._service = service
        self._languages = Languages(api, service.dialogue.locales, service.locale)

    async def take(self, event: Event) -> None:
        """Take one turn, whatever comes."""
        try:
            await self._take(event)
        except GoneError:
            pass  # closed, or answered already
        except (RefusedError, AwayError) as error:
            log.event("undelivered", "warning", channel=NAME, error=type(error).__name__, reason=str(error))
        except Exception as error:  # noqa: BLE001 - whatever it is, the process goes on and the person is told
            metric.faults.labels(NAME).inc()
            await self._excuse(event, log.failure("turn_failed", error, channel=NAME))

    async def _take(self, event: Event) -> None:
        match event:
            case Asked():
                await self._asked(event)
            case Pressed():
                await self._pressed(event)
            case Closed(_, name, done):
                _count(Outcome.FINISHED if done else Outcome.STOPPED)
                await self._end(name)
            case Visited(sender):
                await self._api.publish(sender.person, home(self._service.dialogue, await self._languages.of(sender)))
            case _:
                assert_never(event)

    async def _asked(self, event: Asked) -> None:
        dialogue, sender, locale = self._service.dialogue, event.sender, self._languages.known(event.sender)
        name = secrets.token_urlsafe(16)
        begin = dialogue.start(event.check, _person(sender), locale) if event.check in dialogue.checks else None
        screen = begin or dialogue.welcome(_person(sender), locale)
        await self._note(name)
        try:
            hash_ = await self._api.show(event.trigger, self._view(screen, name, locale))
        except LateError:
            await self._service.ledger.end(NAME, name)
            return await self._whisper(event, locale, "chat.late")
        self._count(screen)
        learnt = await self._languages.of(sender)
        if learnt != locale:
            again = (
                dialogue.start(event.check, _person(sender), learnt)
                if begin
                else dialogue.welcome(_person(sender), learnt)
            )
            await self._api.change(name, self._view(again, name, learnt), hash_)
        return None

    async def _pressed(self, event: Pressed) -> None:
        locale = self._languages.known(event.sender)
        screen = self._service.dialogue.press(event.payload, _person(event.sender), locale)
        await self._api.change(event.name, self._view(screen, event.name, locale), event.hash)
        self._count(screen)
        if screen.buttons:
            self._service.deadlines.move(_message(event.name))
        else:
            await self._end(event.name)

    async def _note(self, name: str) -> None:
        """Note the modal for wiping; whoever waits for it doesn't wait for a database that is away."""
        noting = asyncio.ensure_future(self._service.ledger.note([_message(name)], self._service.idle))
        try:
            async with asyncio.timeout(NOTING):
                await asyncio.shield(noting)
        except (TimeoutError, *UNAVAILABLE):
            self._service.deadlines.move(_message(name))

    async def _end(self, name: str) -> None:
        self._service.deadlines.forget(NAME, name)
        await self._service.ledger.end(NAME, name)

    async def _whisper(self, event: Asked, locale: str, key: str) -> None:
        if not event.reply:
            return
        words, row = self._service.dialogue.words(locale), start(self._service.dialogue.starts(locale))
        said = words[key]
        body = {
            "response_type": "ephemeral",
            "replace_original": False,
            "text": plain(said),
            "blocks": [*text(said), row],
        }
        await self._api.whisper(event.reply, body)

    async def _excuse(self, event: Event, reference: str) -> None:
        """Show the reference, by whatever still works."""
        locale = self._languages.known(event.sender)
        said = self._service.dialogue.words(locale)["chat.fault"].format(reference=reference)
        with suppress(RefusedError, AwayError):
            if isinstance(event, Pressed):
                screen = Screen(said, (), Outcome.EXPIRED, self._service.dialogue.title(locale))
                await self._api.change(event.name, self._view(screen, event.name, locale))
            elif isinstance(event, Asked) and event.reply:
                await self._api.whisper(event.reply, {"response_type": "ephemeral", "text": plain(said)})

    def _view(self, screen: Screen, name: str, locale: str) -> dict[str, object]:
        words = self._service.dialogue.words(locale)
        return view(screen, name, Words(plain(words["modal.close"]), plain(words["modal.answer"])))

    def _count(self, screen: Screen) -> None:
        metric.screens.labels(NAME).inc()
        if screen.outcome:
            _count(screen.outcome)


def _count(outcome: Outcome) -> None:
    metric.checks.labels(NAME, outcome).inc()


def _person(sender: Sender) -> Person:
    return Person(NAME, f"{sender.team}:{sender.person}")


def _message(name: str) -> Message:
    return Message(NAME, name, name, Part.SCREEN)
