"""A person's turn on Slack: what they did, taken to the dialogue, and what comes of it, shown in their modal.

1. A turn never raises. What goes wrong is logged under a reference, and the person is shown that reference.
2. Nothing is ever posted to a conversation. What can't be shown in the modal is a line for the person's eyes only.
3. A modal has a name of our own choosing, noted before it is opened, so that it is wiped whatever happens next. The
   ledger knows that name and nothing of the person. While the database is away only this process knows it, and notes
   it once it is back; if the process dies first, or is told to stop and it stays away, nobody wipes that modal.
"""

import asyncio
import secrets
from contextlib import suppress
from dataclasses import replace
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
from adapters.slack.planning import Planning
from adapters.slack.wire import Asked, Closed, Event, Pressed, Sender, Visited
from messages.markup import plain

NOTING = 0.5
"""Seconds that a modal waits to be noted before it is opened all the same: its trigger lives for three."""


class Conversation:
    """Takes turns, and keeps nothing between them."""

    def __init__(self, api: Api, service: Service, languages: Languages, planning: Planning) -> None:
        """`service`: what every channel shares."""
        self._api = api
        self._service = service
        self._dialogue = service.dialogue
        self._languages = languages
        self._planning = planning

    async def take(self, event: Event) -> None:
        """Take one turn, whatever comes."""
        try:
            await self._take(event)
        except GoneError:
            pass  # closed, or answered already
        except AwayError as error:
            log.event("undelivered", "warning", channel=NAME, error=type(error).__name__)
        except RefusedError as error:
            await self._excuse(event, log.failure("refused", error, channel=NAME, reason=str(error)))
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
                await self._forget(name)
            case Visited(sender):
                locale = await self._languages.of(sender)
                await self._api.publish(
                    sender.person, home(self._dialogue, locale, plan=await self._planning.part(sender, locale))
                )
            case _:
                assert_never(event)

    async def _asked(self, event: Asked) -> None:
        """Open a modal, and only then ask which language the person reads: the trigger lives for three seconds."""
        locale, name = self._languages.known(event.sender), secrets.token_urlsafe(16)
        await self._note(name)
        screen = self._first(event, locale)
        try:
            hash_ = await self._api.show(event.trigger, self._view(screen, name, locale))
        except LateError:
            await self._forget(name)
            return await self._whisper(event, self._word(locale, "chat.late"))
        except AwayError:  # whether it was opened is not known; if it was, it is noted
            return await self._whisper(event, self._word(locale, "chat.late"))
        self._shown(screen)
        learnt = await self._languages.of(event.sender)
        if learnt != locale:
            await self._api.change(name, self._view(self._first(event, learnt), name, learnt), hash_)
        return None

    async def _pressed(self, event: Pressed) -> None:
        locale = await self._languages.of(event.sender)
        screen = self._dialogue.press(event.payload, _person(event.sender), locale)
        try:
            await self._change(event, screen, locale)
        except AwayError:  # it may be on the screen all the same, and be read
            if screen.buttons:
                self._service.deadlines.move(_message(event.name))
            raise
        self._shown(screen)
        if screen.buttons:
            self._service.deadlines.move(_message(event.name, Part.TEXT if screen.over else Part.SCREEN))
        else:
            await self._forget(event.name)

    async def _change(self, event: Pressed, screen: Screen, locale: str) -> None:
        """Put this in the place of what was pressed. A Slack that doesn't know alerts takes the same words as text."""
        try:
            await self._api.change(event.name, self._view(screen, event.name, locale), event.hash)
        except GoneError:
            raise
        except RefusedError:
            if not screen.urgent:
                raise
            plainer = self._view(replace(screen, urgent=()), event.name, locale)
            await self._api.change(event.name, plainer, event.hash)

    def _first(self, event: Asked, locale: str) -> Screen:
        person = _person(event.sender)
        if event.check in self._dialogue.checks:
            return self._dialogue.start(event.check, person, locale)
        return self._dialogue.welcome(person, locale)

    async def _note(self, name: str) -> None:
        """Note the modal for wiping; whoever waits for it doesn't wait for a database that is away."""
        noting = asyncio.ensure_future(self._service.ledger.note([_message(name)], self._service.idle))
        noting.add_done_callback(lambda over: over.cancelled() or over.exception())  # which is looked at here
        await asyncio.wait({noting}, timeout=NOTING)
        if not noting.done() or noting.exception():
            self._service.deadlines.move(_message(name))  # which is written once the ledger is back

    async def _forget(self, name: str) -> None:
        """There is nothing left to wipe. If that can't be noted just now, what is not there is wiped later."""
        await self._service.deadlines.forget(NAME, name)
        with suppress(*UNAVAILABLE):
            await self._service.ledger.forget(NAME, name)

    async def _whisper(self, event: Asked, said: str) -> None:
        """Say it for this person's eyes only, with a button to start: where they asked, or else in their Home tab."""
        locale = self._languages.known(event.sender)
        if not event.reply:
            return await self._api.publish(event.sender.person, home(self._dialogue, locale, said))
        blocks = [*text(said), start(self._dialogue.starts(locale))]
        line = {"response_type": "ephemeral", "replace_original": False, "text": plain(said), "blocks": blocks}
        return await self._api.whisper(event.reply, line)

    async def _excuse(self, event: Event, reference: str) -> None:
        """Show the reference, by whatever still works."""
        locale = self._languages.known(event.sender)
        said = self._word(locale, "chat.fault").format(reference=reference)
        with suppress(RefusedError, AwayError):
            if isinstance(event, Pressed):
                screen = Screen(said, self._dialogue.starts(locale), Outcome.EXPIRED, self._dialogue.title(locale))
                await self._api.change(event.name, self._view(screen, event.name, locale))
            elif isinstance(event, Asked):
                await self._whisper(event, said)

    def _view(self, screen: Screen, name: str, locale: str) -> dict[str, object]:
        return view(screen, name, Words(*(plain(self._word(locale, key)) for key in ("modal.close", "modal.answer"))))

    def _word(self, locale: str, key: str) -> str:
        return self._dialogue.words(locale)[key]

    def _shown(self, screen: Screen) -> None:
        metric.screens.labels(NAME).inc()
        if screen.outcome:
            _count(screen.outcome)


def _count(outcome: Outcome) -> None:
    metric.checks.labels(NAME, outcome).inc()


def _person(sender: Sender) -> Person:
    return Person(NAME, f"{sender.team}:{sender.person}")


def _message(name: str, part: Part = Part.SCREEN) -> Message:
    return Message(NAME, name, name, part)
