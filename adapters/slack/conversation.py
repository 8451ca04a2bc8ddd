"""A person's turn on Slack: passes their action to the dialogue, and shows the result in their modal.

1. Nothing is ever posted in a conversation. If there is no modal, the text is posted for only the person to see.
2. A press of the submit button is answered in its acknowledgement, because otherwise Slack closes the modal. For any
   other button, a separate call updates the modal.
"""

import asyncio
import secrets
from dataclasses import replace
from functools import partial
from typing import assert_never

from adapters.channels.services import SharedServices
from adapters.channels.turns import apology, count, guarded
from adapters.checks.screen import CheckOutcome, Screen
from adapters.checks.state_token import Participant
from adapters.platforms.errors import GoneError, RefusedError, TooLateError, UnavailableError
from adapters.slack.api import ARRIVAL, Api
from adapters.slack.blocks import Json, start, text
from adapters.slack.events import (
    CheckEvent,
    CheckPressed,
    CheckRequested,
    CheckSubmitted,
    HomeOpened,
    ModalClosed,
    Sender,
)
from adapters.slack.home import home
from adapters.slack.languages import Languages
from adapters.slack.modal import ModalWords, view
from adapters.slack.modal_lifecycle import ModalLifecycle
from adapters.slack.reminder_conversation import ReminderConversation
from adapters.slack.settings import NAME
from adapters.telemetry import log, metrics
from messages.markup import plain


class Conversation:
    """Runs turns, and keeps no state between them."""

    def __init__(
        self, api: Api, services: SharedServices, languages: Languages, reminders: ReminderConversation
    ) -> None:
        """Set up. `reminders`: provides a part of the Home tab."""
        self._api = api
        self._dialogue = services.dialogue
        self._modals = ModalLifecycle(services)
        self._languages = languages
        self._reminders = reminders

    async def take(self, event: CheckEvent) -> None:
        """Run one turn, and handle every error."""
        await guarded(NAME, partial(self._take, event), partial(self._excuse, event))

    async def _take(self, event: CheckEvent) -> None:
        match event:
            case CheckRequested():
                await self._requested(event)
            case CheckPressed():
                await self._pressed(event)
            case CheckSubmitted():
                await self._submitted(event)
            case ModalClosed(_, name, done):
                outcome = CheckOutcome.FINISHED if done else CheckOutcome.STOPPED
                metrics.checks.labels(NAME, outcome).inc()
                await (self._modals.closes(name) if done else self._modals.forget(name))
            case HomeOpened(sender):
                locale = await self._languages.of(sender)
                reminders = await self._reminders.home_part(sender, locale)
                await self._api.publish_home(sender.person, home(self._dialogue, locale, reminders=reminders))
            case _:
                assert_never(event)

    async def _requested(self, event: CheckRequested) -> None:
        """Open a modal, and only then look up the person's language: the trigger expires after three seconds."""
        locale, name = self._languages.known(event.sender), secrets.token_urlsafe(16)
        screen = self._first(event, locale)
        await self._modals.opens(name, screen)
        try:
            hash_ = await self._api.show(event.trigger, self._view(screen, name, locale))
        except TooLateError:
            await self._modals.forget(name)
            return await self._respond(event, self._word(locale, "chat.late"))
        except UnavailableError:  # it may have been opened; that case has been recorded
            return await self._respond(event, self._word(locale, "chat.late"))
        count(NAME, screen)
        learnt = await self._languages.of(event.sender)
        if learnt != locale:
            screen = self._first(event, learnt)
            await self._api.change(name, self._view(screen, name, learnt), hash_)
            self._modals.may_show(name, screen)
        return None

    async def _pressed(self, event: CheckPressed) -> None:
        locale = await self._languages.of(event.sender, event.locale)
        screen = self._dialogue.press(event.payload, _participant(event.sender), locale)
        try:
            await self._change(event, screen, locale)
        except UnavailableError:  # it may be visible nevertheless
            self._modals.may_show(event.name, screen)
            raise
        await self._modals.shows(event.name, screen)

    def answer(self, event: CheckSubmitted) -> Json:
        """Return the acknowledgement that shows the next screen. Slack waits for it, so this does no I/O.

        Its urgent lines are plain text: if Slack refused an alert block, only the person would get an error.
        """
        try:
            screen = self._after(event)
            shown = self._view(replace(screen, urgent=()), event.name, self._locale(event))
        except Exception as error:  # noqa: BLE001 - the person is told, like after any other fault
            shown = self._fault(event, log.failure("turn_failed", error, channel=NAME))
        return {"response_action": "update", "view": shown}

    async def _submitted(self, event: CheckSubmitted) -> None:
        """Record what the acknowledgement showed. If the check had ended in the meantime, say so."""
        screen = self._after(event)
        await self._modals.shows(event.name, screen)
        if screen.late:
            await asyncio.sleep(ARRIVAL)
            await self._api.change(event.name, self._view(screen, event.name, self._locale(event)))

    def _after(self, event: CheckSubmitted) -> Screen:
        return self._dialogue.press(event.payload, _participant(event.sender), self._locale(event))

    def _locale(self, event: CheckPressed | CheckSubmitted) -> str:
        """Return the person's language if cached, or else that of the screen: asking Slack would delay the response."""
        return self._languages.known(event.sender, event.locale)

    async def _change(self, event: CheckPressed, screen: Screen, locale: str) -> None:
        """Replace the view that was pressed. If Slack rejects the alert blocks, show the same words as text.

        A stopped check replaces any view, even a newer one: a submission may have come in between.
        """
        hash_ = None if screen.outcome is CheckOutcome.STOPPED else event.hash
        try:
            await self._api.change(event.name, self._view(screen, event.name, locale), hash_)
        except GoneError:
            raise
        except RefusedError:
            if not screen.urgent:
                raise
            metrics.fallbacks.labels(NAME).inc()
            plainer = self._view(replace(screen, urgent=()), event.name, locale)
            await self._api.change(event.name, plainer, hash_)

    def _first(self, event: CheckRequested, locale: str) -> Screen:
        """Return the first screen of the check, or the choice; for a button of a disabled check, a screen saying so."""
        participant = _participant(event.sender)
        if event.check in self._dialogue.checks or event.pressed:
            return self._dialogue.start(event.check or "", participant, locale)
        return self._dialogue.welcome(participant, locale)

    async def _respond(self, event: CheckRequested, said: str) -> None:
        """Tell only this person, with a button to start: where they asked, or else on their Home tab."""
        locale = self._languages.known(event.sender)
        if not event.reply:
            return await self._api.publish_home(event.sender.person, home(self._dialogue, locale, said))
        blocks = [*text(said), start(self._dialogue.starts(locale))]
        line = {"response_type": "ephemeral", "replace_original": False, "text": plain(said), "blocks": blocks}
        return await self._api.respond(event.reply, line)

    async def _excuse(self, event: CheckEvent, reference: str | None) -> None:
        """Apologise by a means that still works."""
        if isinstance(event, CheckPressed):
            await self._api.change(event.name, self._fault(event, reference))
        elif isinstance(event, CheckRequested):
            await self._respond(event, apology(self._dialogue.words(self._languages.known(event.sender)), reference))

    def _fault(self, event: CheckPressed | CheckSubmitted, reference: str | None) -> Json:
        """Return the view that apologises for this fault, with a button to start again."""
        locale = self._locale(event)
        said, title = apology(self._dialogue.words(locale), reference), self._dialogue.title(locale)
        return self._view(Screen(said, self._dialogue.starts(locale), CheckOutcome.EXPIRED, title), event.name, locale)

    def _view(self, screen: Screen, name: str, locale: str) -> Json:
        spoken = screen.locale or locale
        words = (plain(self._word(spoken, key)) for key in ("modal.close", "modal.answer"))
        return view(screen, name, ModalWords(locale, *words))

    def _word(self, locale: str, key: str) -> str:
        return self._dialogue.words(locale)[key]


def _participant(sender: Sender) -> Participant:
    return Participant(NAME, sender.person)
