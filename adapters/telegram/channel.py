"""The Telegram channel: connects receiving, conversations, wiping and posting."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Self

from starlette.routing import BaseRoute

from adapters.channels.conversation import MessageConversation
from adapters.channels.inbox import Inbox
from adapters.channels.message_alert import MessageAlert
from adapters.channels.message_lifecycle import MessageLifecycle
from adapters.channels.polling import Polling
from adapters.channels.port import RejectedError
from adapters.channels.services import SharedServices
from adapters.channels.wizard_setup import wizard_setup
from adapters.platforms.errors import PlatformError, TokenError
from adapters.reminders.access import Access
from adapters.reminders.alerts import Reach
from adapters.reminders.publisher import PostedReminder, ReminderPost
from adapters.reminders.retraction import retracted
from adapters.reminders.wizard.wizard import ReminderWizard
from adapters.storage.alarms import Alarm
from adapters.storage.reminders import Destination
from adapters.storage.wipes import Wipe
from adapters.telegram.api import Api
from adapters.telegram.bot_profile import profiles
from adapters.telegram.conversation import Conversation
from adapters.telegram.ephemeral_api import EphemeralApi
from adapters.telegram.eraser import Eraser
from adapters.telegram.group_api import GroupApi
from adapters.telegram.introduction import introduce
from adapters.telegram.publisher import Publisher
from adapters.telegram.recipients import recipients
from adapters.telegram.settings import NAME, TITLE, TelegramSettings
from adapters.telegram.webhook import Webhook
from adapters.telemetry import log
from adapters.wiping.eraser import WipeResult


class TelegramChannel:
    """The channel (`channels.port.Channel`).

    Attributes:
        inbox: Takes updates, from either transport.
    """

    name = NAME

    def __init__(self, settings: TelegramSettings, services: SharedServices, api: Api | None = None) -> None:
        """Build it; nothing is sent before `open`. `api`: used instead of one built from the settings."""
        self.account = settings.account
        self._services = services
        self._settings = settings
        self._api = api or Api(settings, on_date=partial(services.clock.compare, TITLE))
        self._groups = GroupApi(self._api)
        self._ephemeral = EphemeralApi(self._api)
        words = services.dialogue.words(services.locale)
        self._publisher = Publisher(self._api, self._groups, words["reminder.replaced"])
        self._eraser = Eraser(self._api, self.account, services)
        lifecycle = MessageLifecycle(NAME, self.account, self._api, services)
        self._alert = MessageAlert(lifecycle, self, services)
        ask = self.is_coordinator if settings.administrators else None
        self._access = Access(NAME, services.coordinators, ask)
        wizard = ReminderWizard(wizard_setup(services, self.account, self._access, self, self))
        shared = MessageConversation(lifecycle, wizard, services)
        conversation = Conversation(self._api, self._ephemeral, settings, shared, services)
        self.inbox = Inbox(self.account, services, conversation.read)
        self._polling = Polling(NAME, self._api, self.inbox.take, services.health)
        self._webhook: Webhook | None = None
        if settings.webhook_url:
            probe = services.intervals.probe
            self._webhook = Webhook(self._api, self.inbox.take, services.health, settings, probe)
        services.health.register(NAME, 0.0)

    @property
    def routes(self) -> Sequence[BaseRoute]:
        """Return the HTTP routes on which it receives updates."""
        return self._webhook.routes if self._webhook else []

    @property
    def chats(self) -> Self:
        """Return this channel itself, which also wipes and posts."""
        return self

    @property
    def post_interval(self) -> float:
        """Return the minimum number of seconds between two reminders."""
        return self._publisher.post_interval

    async def open(self) -> None:
        """Fetch the bot's identity. Raises `RejectedError` if Telegram doesn't know the token."""
        try:
            await self._api.open()
        except TokenError as error:
            msg = "TELEGRAM_BOT_TOKEN: Telegram doesn't know this token."
            raise RejectedError(msg) from error
        except PlatformError as error:
            self._services.health.mark_failing(NAME, error.said)

    async def run(self) -> None:
        """Receive until cancelled; meanwhile, set the bot's profile."""
        while not self._api.opened:
            await asyncio.sleep(self._services.intervals.again)
            await self.open()
        async with asyncio.TaskGroup() as group:
            group.create_task(self._introduce())
            group.create_task(self._receive())

    async def settle(self) -> None:
        """Confirm the processed updates to Telegram, so that the next process doesn't get them again."""
        if not self._webhook:
            await self._polling.confirm()

    async def close(self) -> None:
        """Close every connection."""
        await self._api.close()

    async def erase(self, chat: str, wipes: Sequence[Wipe]) -> WipeResult:
        """Wipe these messages of one chat."""
        return await self._eraser.erase(chat, wipes)

    async def publish(self, destination: Destination, post: ReminderPost) -> PostedReminder:
        """Post a reminder. Raises `PostRefusedError` and `UnavailableError`."""
        return await self._publisher.publish(destination, post)

    async def retract(self, destination: Destination, message: str) -> bool:
        """Delete a reminder's post, and return whether it is gone."""
        deleting = self._publisher.retract(destination, message)
        return await retracted(deleting, destination, message, self._services.wipe_store)

    async def alert(self, alarms: Sequence[Alarm]) -> Reach:
        """Alert coordinators to trouble with their reminders. Raises `UnavailableError`."""
        groups = self._groups if self._settings.administrators else None
        reach = await self._alert.send(await recipients(self._access.named, tuple(alarms), groups))
        return replace(reach, unreached=reach.unreached & self._access.named)

    async def title(self, chat: str) -> str | None:
        """Return the title of a group. Raises `PlatformError`."""
        return await self._groups.title(chat)

    async def is_coordinator(self, person: str, chat: str) -> bool:
        """Return whether this person is an administrator of this group. Raises `PlatformError`."""
        return chat.startswith("-") and await self._groups.is_administrator(chat, person)

    async def _receive(self) -> None:
        log.event("receiving", channel=NAME, transport="webhook" if self._webhook else "polling")
        await (self._webhook or self._polling).run()

    async def _introduce(self) -> None:
        """Set the bot's commands and descriptions; a failure doesn't prevent the start."""
        ephemeral = await self._ephemeral.known()
        for profile in profiles(self._services.dialogue, self._services.locale, ephemeral=ephemeral):
            try:
                await introduce(self._api.bot, profile)
            except PlatformError as error:
                log.event("profile_update_failed", "warning", channel=NAME, error=type(error).__name__)
