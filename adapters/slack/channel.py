"""The Slack channel: connects receiving, conversations, wiping and posting."""

import asyncio
from collections.abc import Sequence
from functools import partial
from typing import Self

from starlette.routing import BaseRoute

from adapters.channels.inbox import Deduplicator
from adapters.channels.port import RejectedError
from adapters.channels.services import SharedServices
from adapters.channels.wizard_setup import wizard_setup
from adapters.concurrency.user_queue import Turn
from adapters.platforms.errors import PlatformError, RefusedError
from adapters.reminders.access import Access
from adapters.reminders.alerts import Reach
from adapters.reminders.publisher import PostedReminder, ReminderPost
from adapters.reminders.retraction import retracted
from adapters.reminders.wizard.wizard import ReminderWizard
from adapters.slack import payload_parser
from adapters.slack.api import Api
from adapters.slack.blocks import Json
from adapters.slack.bolt_app import CLEAR, bolt_app
from adapters.slack.conversation import Conversation
from adapters.slack.coordinator_alert import CoordinatorAlert
from adapters.slack.directory import Directory
from adapters.slack.eraser import Eraser
from adapters.slack.events import (
    CheckEvent,
    CheckRequested,
    CheckSubmitted,
    ReminderEvent,
    RemindersRequested,
    WizardUsed,
)
from adapters.slack.http_receiver import HttpReceiver
from adapters.slack.languages import Languages
from adapters.slack.modal import ModalWords
from adapters.slack.publisher import Publisher
from adapters.slack.readiness import Readiness, Side
from adapters.slack.reminder_conversation import ReminderConversation
from adapters.slack.settings import NAME, TITLE, SlackSettings, groups
from adapters.slack.socket_mode import SocketMode
from adapters.slack.user_groups import UserGroups
from adapters.storage.alarms import Alarm
from adapters.storage.reminders import Destination
from adapters.storage.wipes import Wipe
from adapters.telemetry import log
from adapters.wiping.eraser import WipeResult
from messages.markup import plain

OPENING = 5
"""The most modals that may be opening for one person at a time, so that repeated commands don't delay others."""
PATIENCE = 28.0
"""Seconds without a sign of life, after which the channel counts as failing."""
ENDINGS = ("", "en", "s")
"""The endings of the word for reminders, which people type in the singular or the plural, in Dutch or English."""


class SlackChannel:
    """The channel (`channels.port.Channel`)."""

    name = NAME
    account = NAME  # an external_id is unique across workspaces

    def __init__(self, settings: SlackSettings, services: SharedServices) -> None:
        """Build it; nothing is sent before `open`."""
        self._settings = settings
        self._services = services
        self._api = Api(settings)
        dialogue = services.dialogue
        languages = Languages(self._api, dialogue.locales, services.locale)
        named = UserGroups(self._api, groups(services.coordinators))
        self._alert = CoordinatorAlert(self._api, named, services)
        access = self._access(named)
        wizard = self._wizard(access, named)
        self._reminders = ReminderConversation(self._api, services, languages, access, wizard)
        self._conversation = Conversation(self._api, services, languages, self._reminders)
        words = {key: plain(text) for key, text in dialogue.words(services.locale).items()}
        title = dialogue.title(services.locale)
        corners = ModalWords(services.locale, words["modal.close"], words["modal.answer"])
        self._eraser = Eraser(self._api, words["chat.erased"], title, corners)
        self._publisher = Publisher(self._api)
        asked = (plain(dialogue.words(locale)["reminder.word"]).lower() for locale in dialogue.locales)
        self._reminder_words = frozenset(word + ending for word in asked for ending in ENDINGS)
        self._taken = Deduplicator()
        services.health.register(NAME, PATIENCE)
        self._readiness = Readiness(services.health)
        self._app = bolt_app(self._api, self._take, self._reply)
        self._receiver = None if settings.app_token else HttpReceiver(self._app, settings.signing_secret)

    @property
    def routes(self) -> Sequence[BaseRoute]:
        """Return the HTTP routes on which it receives payloads."""
        return self._receiver.routes if self._receiver else []

    @property
    def chats(self) -> Self:
        """Return this channel itself, which also wipes and posts."""
        return self

    @property
    def post_interval(self) -> float:
        """Return the minimum number of seconds between two reminders."""
        return self._publisher.post_interval

    async def open(self) -> None:
        """Fetch the app's scopes. Raises `RejectedError` if Slack doesn't know the token."""
        try:
            await self._api.open()
        except RefusedError as error:
            msg = f"SLACK_BOT_TOKEN: Slack doesn't accept this token ({error.reason})."
            raise RejectedError(msg) from error
        except PlatformError as error:
            self._readiness.note(Side.CALLS, error.said)
        else:
            self._readiness.note(Side.CALLS, None)

    async def run(self) -> None:
        """Receive until cancelled."""
        while not self._api.bot:
            await asyncio.sleep(self._services.intervals.again)
            await self.open()
        log.event("receiving", channel=NAME, transport="http" if self._receiver else "socket")
        async with asyncio.TaskGroup() as group:
            on_date = partial(self._services.clock.compare, TITLE)
            group.create_task(self._readiness.probe(self._api, self._services.intervals.probe, on_date))
            group.create_task(self._receive())

    async def settle(self) -> None:
        """Do nothing: every acknowledgement has been sent already."""

    async def close(self) -> None:
        """Close every connection."""
        await self._api.close()

    async def erase(self, chat: str, wipes: Sequence[Wipe]) -> WipeResult:
        """Wipe the modal with this external_id."""
        return await self._eraser.erase(chat, wipes)

    async def publish(self, destination: Destination, post: ReminderPost) -> PostedReminder:
        """Post a reminder. Raises `PostRefusedError` and `UnavailableError`."""
        return await self._publisher.publish(destination, post)

    async def retract(self, destination: Destination, message: str) -> bool:
        """Delete a reminder's post, and return whether it is gone."""
        deleting = self._publisher.retract(destination, message)
        return await retracted(deleting, destination, message, self._services.wipe_store)

    async def alert(self, alarms: Sequence[Alarm]) -> Reach:
        """Alert the coordinators to trouble with reminders. Raises `UnavailableError`."""
        return await self._alert.send(tuple(alarms))

    def _access(self, named: UserGroups) -> Access:
        ask = named.is_coordinator if groups(self._services.coordinators) else None
        return Access(NAME, self._services.coordinators, ask)

    def _wizard(self, access: Access, named: UserGroups) -> ReminderWizard:
        hint = plain(self._services.dialogue.words(self._services.locale)["window.hint"])
        directory = Directory(self._api, named, hint)
        setup = wizard_setup(
            self._services, self.account, access, self, directory, native=True, refuses=directory.refuses
        )
        return ReminderWizard(setup)

    async def _receive(self) -> None:
        if self._receiver:
            self._readiness.note(Side.INCOMING, None)  # over HTTP there is no connection to lose
            await self._receiver.run()
        else:
            await SocketMode(self._app, self._api, self._settings, self._readiness).run()

    async def _take(self, body: Json) -> None:
        """Process an acknowledged payload, in order for each person; requests for a check don't wait for their turn.

        Repeated deliveries are recognised by the id of an event, or by the trigger of an interaction.
        """
        event, number = payload_parser.read(body, self._reminder_words), body.get("event_id") or body.get("trigger_id")
        if event is None or not self._taken.take(number if isinstance(number, str) else None):
            return
        await self._services.user_queue.wait_for_slot()
        if isinstance(event, RemindersRequested | WizardUsed):
            self._admit(event, partial(self._reminders.take, event))
        else:
            self._admit(event, partial(self._conversation.take, event))

    def _admit(self, event: CheckEvent | ReminderEvent, turn: Turn) -> None:
        """Queue this turn; drop it if too many of this person's modals are opening."""
        add = self._services.user_queue.add
        if isinstance(event, CheckRequested | RemindersRequested):
            any(add((event.sender, number), turn, limit=0) for number in range(OPENING))
        else:
            add(event.sender, turn)

    def _reply(self, body: Json) -> Json:
        """Return the acknowledgement of a submitted view."""
        pressed = payload_parser.read(body)
        return self._conversation.answer(pressed) if isinstance(pressed, CheckSubmitted) else CLEAR
