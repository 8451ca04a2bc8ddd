"""The Plein channel: connects receiving, conversations, wiping and posting."""

from collections.abc import Sequence
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
from adapters.telemetry import log
from adapters.wiping.eraser import WipeResult
from tests.example_channel.api import Api
from tests.example_channel.conversation import Conversation
from tests.example_channel.eraser import Eraser
from tests.example_channel.publisher import Publisher
from tests.example_channel.settings import NAME, PleinSettings


class PleinChannel:
    """The channel (`channels.port.Channel`)."""

    name = NAME
    routes: Sequence[BaseRoute] = ()
    post_interval = Publisher.post_interval

    def __init__(self, settings: PleinSettings, services: SharedServices) -> None:
        """Build it; nothing is sent before `open`."""
        self.account = settings.account
        self._services = services
        self._api = Api(settings)
        self._publisher = Publisher(self._api)
        self._eraser = Eraser(self._api, self.account, services)
        lifecycle = MessageLifecycle(NAME, self.account, self._api, services)
        self._access = Access(NAME, services.coordinators)
        self._alert = MessageAlert(lifecycle, self, services)
        wizard = ReminderWizard(wizard_setup(services, self.account, self._access, self, self))
        shared = MessageConversation(lifecycle, wizard, services)
        inbox = Inbox(self.account, services, Conversation(self._api, self.account, shared, services).read)
        self._polling = Polling(NAME, self._api, inbox.take, services.health)
        services.health.register(NAME, 0.0)
        self._health = services.health

    @property
    def chats(self) -> Self:
        """Return this channel itself, which also wipes and posts."""
        return self

    async def open(self) -> None:
        """Check the token. Raises `RejectedError` if Plein doesn't know it."""
        try:
            await self._api.check()
        except TokenError as error:
            msg = "PLEIN_TOKEN: Plein doesn't know this token."
            raise RejectedError(msg) from error
        except PlatformError as error:
            self._health.mark_failing(NAME, error.said)

    async def run(self) -> None:
        """Receive until cancelled."""
        log.event("receiving", channel=NAME, transport="polling")
        await self._polling.run()

    async def settle(self) -> None:
        """Confirm the processed events to Plein, so that the next process doesn't get them again."""
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
        """Alert the coordinators to trouble with reminders. Raises `UnavailableError`."""
        return await self._alert.send(dict.fromkeys(self._access.named, tuple(alarms)))

    async def title(self, chat: str) -> str | None:
        """Return the title of a chat. Raises `PlatformError`."""
        return await self._api.title(chat)

    async def is_coordinator(self, person: str, chat: str) -> bool:  # noqa: ARG002 - Plein has no roles
        """Return False: only the people in the settings are coordinators."""
        return False
