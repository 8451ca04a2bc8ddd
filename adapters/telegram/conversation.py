"""Passes updates from Telegram to the shared conversation; a group only gets a link to the private chat."""

from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from typing import assert_never

from markupsafe import Markup

from adapters.channels.conversation import START, MessageConversation, belongs_to_check
from adapters.channels.inbox import Incoming
from adapters.channels.message_lifecycle import Address
from adapters.channels.services import SharedServices
from adapters.channels.turns import apology, guarded
from adapters.checks.screen import Screen, Viewer
from adapters.checks.state_token import Participant
from adapters.platforms.errors import PlatformError, RefusedError
from adapters.storage.reminders import Destination, Suspension
from adapters.telegram import update_parser
from adapters.telegram.api import Api
from adapters.telegram.ephemeral_api import EphemeralApi
from adapters.telegram.events import (
    BotLeft,
    ButtonPressed,
    CommandSent,
    GroupMigrated,
    MessageSent,
    Sender,
    TelegramEvent,
    TopicNamed,
)
from adapters.telegram.group_conversation import GroupConversation
from adapters.telegram.group_links import GroupLinks
from adapters.telegram.message_layout import Buttons, numbered
from adapters.telegram.screen_reader import reply
from adapters.telegram.settings import NAME, TelegramSettings
from adapters.telegram.topic_api import TopicApi
from adapters.telemetry import log
from messages.markup import plain


class Conversation:
    """Runs turns, and keeps no state between them."""

    def __init__(
        self,
        api: Api,
        ephemeral: EphemeralApi,
        settings: TelegramSettings,
        shared: MessageConversation,
        services: SharedServices,
    ) -> None:
        """Set up.

        Args:
            api: The API of the bot.
            ephemeral: The API's calls about ephemeral messages.
            settings: Provide the account's name in the stores, and whether a webhook acknowledges presses.
            shared: The conversation in the private chat.
            services: The services that all channels share.
        """
        self._api = api
        self._group = GroupConversation(api, ephemeral, shared, services)
        self._account = settings.account
        self._delivered = bool(settings.webhook_url)
        self._shared = shared
        self._services = services
        self._dialogue = services.dialogue
        self._topics = TopicApi(api)
        self._links = GroupLinks(services.dialogue.cipher, services.idle)

    def read(self, update: object) -> Incoming:
        """Read an update. Messages that were sent in the private chat must be wiped; presses leave nothing to wipe."""
        number, event = update_parser.number(update), update_parser.read(update)
        if event is None:
            return Incoming(number)
        sent = event.at if event.at.private and not isinstance(event, ButtonPressed) else None
        away = partial(self._turn_away, event) if sent else None
        return Incoming(number, event.sender.id, partial(self.take, event), sent, away)

    async def take(self, event: TelegramEvent) -> None:
        """Run one turn, and handle every error."""
        reached = event.at.private or isinstance(event, ButtonPressed | CommandSent)
        await guarded(NAME, partial(self._take, event), partial(self._excuse, event) if reached else None)

    async def _turn_away(self, event: TelegramEvent, tell: bool) -> None:  # noqa: FBT001 - `Incoming.turn_away`
        """Delete a message that can't be recorded now; if `tell`, ask the person to try again later."""
        with suppress(PlatformError):
            await self._api.delete(event.at.chat, [event.at.message])
        if tell:
            await guarded(NAME, partial(self._excuse, event, None), None)

    async def _take(self, event: TelegramEvent) -> None:
        match event:
            case ButtonPressed():
                await self._pressed(event)
            case CommandSent() if not self._is_ours(event):
                pass
            case CommandSent(at) if at.private:
                await self._commanded(event)
            case CommandSent():
                await self._group.take(event, self._viewer(event.sender))
            case MessageSent():
                await self._sent(event)
            case TopicNamed(at):
                with suppress(RefusedError):  # it already has that name, or is gone
                    await self._topics.rename(at)
            case BotLeft(at):
                if await self._services.reminder_store.suspend(self._account, at.chat, Suspension.LEFT):
                    log.event("reminder_suspended", "warning", channel=NAME, reason=Suspension.LEFT)
            case GroupMigrated(at, _, chat):
                await self._services.reminder_store.move(self._account, at.chat, chat)
            case _:
                assert_never(event)

    async def _pressed(self, event: ButtonPressed) -> None:
        if not event.at.private:
            await self._api.answer(event.query, plain(self._words(event.sender)["chat.elsewhere"]))
            return
        acknowledged = self._delivered and belongs_to_check(event.payload)
        acknowledge = _nothing if acknowledged else partial(self._api.answer, event.query)
        await self._shared.press(event.at, event.payload, self._viewer(event.sender), acknowledge)

    async def _commanded(self, event: CommandSent) -> None:
        """Run the command, or open the reminders of the group whose link was followed."""
        viewer = self._viewer(event.sender)
        link = self._links.open(event.argument) if event.argument and event.name == START else None
        if link and link.fresh:
            place = Destination(self._account, str(link.chat), str(link.thread) if link.thread else "")
            await self._shared.reminders(event.at, viewer, place)
        elif link:
            await self._shared.expired(event.at, viewer)
        else:
            await self._shared.command(event.at, event.name, viewer, event.argument)

    async def _sent(self, event: MessageSent) -> None:
        """Treat a number as an answer. Nothing else is read, and every message sent is wiped."""
        if event.number and (screen := await self._shared.lifecycle.open_screen(event.at)):
            payload = numbered(await self._buttons(screen, event.sender), event.number)
            if payload:
                await self._shared.press(screen, payload, self._viewer(event.sender), _nothing)
                return
        if not event.quiet:
            await self._shared.remind(event.at, self._viewer(event.sender))

    async def _buttons(self, screen: Address, sender: Sender) -> Buttons:
        """Return the buttons of this screen, read by means of a short-lived reply; none if the screen is gone."""
        found: Buttons = ()

        async def post() -> str:
            nonlocal found
            message, found = await reply(self._api, screen, Screen(self._words(sender)["chat.moment"]))
            return message

        with suppress(RefusedError):
            await self._shared.lifecycle.post_briefly(screen, post)
        return found

    async def _excuse(self, event: TelegramEvent, reference: str | None) -> None:
        """Apologise by a means that still works."""
        text = apology(self._words(event.sender), reference)
        answered = isinstance(event, ButtonPressed) and await self._api.answer(event.query, plain(text))
        if not answered and (event.at.private or isinstance(event, CommandSent)):
            await self._shared.excuse(event.at, self._viewer(event.sender), reference)

    def _is_ours(self, event: CommandSent) -> bool:
        return event.addressee is None or event.addressee.lower() == self._api.username.lower()

    def _words(self, sender: Sender) -> Mapping[str, Markup]:
        return self._dialogue.words(self._viewer(sender).locale)

    def _viewer(self, sender: Sender) -> Viewer:
        spoken = sender.locale if sender.locale in self._dialogue.locales else None
        return Viewer(Participant(NAME, sender.id), spoken or self._services.locale)


async def _nothing(_line: str | None) -> None:
    """Do nothing: a typed number needs no acknowledgement, and the webhook's response may have acknowledged a press."""
