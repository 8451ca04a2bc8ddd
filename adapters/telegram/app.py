"""Telegram, put together: how it is received, who answers, who wipes."""

import asyncio
from collections.abc import Sequence

from starlette.routing import BaseRoute

from adapters import log
from adapters.service import RejectedError, Service
from adapters.telegram.api import Api
from adapters.telegram.call import NAME
from adapters.telegram.conversation import Conversation
from adapters.telegram.eraser import Eraser
from adapters.telegram.error import AwayError, RefusedError, TokenError
from adapters.telegram.inbox import Inbox
from adapters.telegram.planning import Planning
from adapters.telegram.polling import Polling
from adapters.telegram.poster import Poster
from adapters.telegram.profile import profiles
from adapters.telegram.room import Room
from adapters.telegram.setting import Setting
from adapters.telegram.webhook import Webhook


class Telegram:
    """The channel, from its way in to what it leaves behind, which is nothing."""

    name = NAME

    def __init__(self, setting: Setting, service: Service) -> None:
        """Nothing is sent until `open`."""
        self._service = service
        self._api = Api(setting)
        self.account = setting.account
        room = Room(self._api, self.account, service)
        words = service.dialogue.words(service.locale)
        self.poster = Poster(self._api, words["reminder.replaced"])
        leading = setting.administrators
        planning = Planning(self._api, room, self.poster, service, self.account, administrators=leading)
        conversation = Conversation(self._api, room, planning, service.dialogue, service.locale)
        inbox = Inbox(conversation, self.account, service)
        self.wiper = Eraser(self._api, self.account, service, words["chat.erased"])
        self._polling = Polling(self._api, inbox, service.health)
        self._webhook: Webhook | None = None
        if setting.webhook_url:
            hook = Webhook(self._api, inbox, service.health, setting.webhook_url, setting.webhook_secret)
            self._webhook = hook
        service.health.expect(NAME, 0.0)

    @property
    def routes(self) -> Sequence[BaseRoute]:
        """Give what it receives over HTTP."""
        return [self._webhook.route] if self._webhook else []

    async def open(self) -> None:
        """Ask Telegram who the bot is. Raises `RejectedError` if it doesn't know."""
        try:
            await self._api.open()
        except TokenError as error:
            msg = "TELEGRAM_BOT_TOKEN: Telegram doesn't know this token."
            raise RejectedError(msg) from error
        except (AwayError, RefusedError):
            log.event("unreachable", "warning", channel=NAME)

    async def run(self) -> None:
        """Receive until cancelled; introduce the bot meanwhile."""
        while not self._api.opened:
            await asyncio.sleep(self._service.pace.again)
            await self.open()
        async with asyncio.TaskGroup() as group:
            group.create_task(self._introduce())
            group.create_task(self._receive())

    async def settle(self) -> None:
        """Tell Telegram what was taken, so that the next process isn't told it again."""
        if not self._webhook:
            await self._polling.confirm()

    async def close(self) -> None:
        """Let go of every connection."""
        await self._api.close()

    async def _receive(self) -> None:
        log.event("receiving", channel=NAME, transport="webhook" if self._webhook else "polling")
        await (self._webhook or self._polling).run()

    async def _introduce(self) -> None:
        """Set what people see of the bot; it is no reason not to start that this can't be done just now."""
        for profile in profiles(self._service.dialogue, self._service.locale):
            try:
                await self._api.introduce(profile)
            except (AwayError, RefusedError) as error:
                log.event("introduction_failed", "warning", channel=NAME, error=type(error).__name__)
