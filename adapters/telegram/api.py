"""The Bot API, called with python-telegram-bot.

Every call raises `PlatformError` and nothing else. Source: https://core.telegram.org/bots/api
"""

import json
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import TypeVar
from urllib.parse import urlencode

from telegram import Bot, LinkPreviewOptions, Message, ReplyParameters
from telegram.constants import ParseMode
from telegram.request import BaseRequest

from adapters.channels.polling import LONG_POLL
from adapters.checks.screen import Screen
from adapters.platforms.errors import GoneError, PlatformError, UnavailableError
from adapters.telegram.calls import NONSENSE, persistent, translated
from adapters.telegram.message_layout import keyboard, text
from adapters.telegram.renewed_request import RenewedRequest
from adapters.telegram.settings import TelegramSettings
from adapters.telegram.transport import MOST, LimitedRequest, OnDate, way
from adapters.telegram.update_parser import UPDATES, number
from adapters.telegram.webhook_state import WebhookState, delivery_trouble

_Result = TypeVar("_Result")
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class Api:
    """Makes one bot's calls.

    Calls that nobody waits for are `patient`: they have connections of their own, so that they hold up no person, and
    they are made once, as whoever makes them tries again later.

    Attributes:
        bot: The SDK's own bot, for calls about groups.
        patient: Likewise, for those that nobody waits for.
    """

    def __init__(
        self, settings: TelegramSettings, request: BaseRequest | None = None, on_date: OnDate | None = None
    ) -> None:
        """Prepare. `request`: the transport; None for HTTP. `on_date`: called with the Date header of each answer."""
        options = way(settings.api_url, on_date)
        self._polling = RenewedRequest(connection_pool_size=1, read_timeout=LONG_POLL + 10.0, **options)
        self._username: str | None = None
        self._waiting, self._beside = (
            request or LimitedRequest(connection_pool_size=MOST, read_timeout=10.0, **options) for _ in range(2)
        )
        self.bot, self.patient = (
            Bot(settings.token, f"{settings.api_url}/bot", request=travels, get_updates_request=self._polling)
            for travels in (self._waiting, self._beside)
        )

    async def open(self) -> None:
        """Get ready for calls, and ask who the bot is."""
        await translated(self.bot.initialize)
        self._username = self.bot.username

    @property
    def opened(self) -> bool:
        """Return whether Telegram has said who the bot is."""
        return self._username is not None

    @property
    def username(self) -> str:
        """Return the bot's name, without @; empty until it is `opened`."""
        return self._username or ""

    async def close(self) -> None:
        """Close every connection."""
        await self.bot.shutdown()
        await self._beside.shutdown()
        await self._polling.shutdown()

    async def updates(self, offset: int, wait: int = LONG_POLL) -> list[object]:
        """Return the updates from this one on, as decoded JSON; wait at most this many seconds for the first.

        Earlier updates are confirmed by this, and not delivered again.
        """
        asked = urlencode({"offset": offset, "timeout": wait, "allowed_updates": json.dumps(UPDATES)})
        found = await translated(lambda: self._polling.post(f"{self.bot.base_url}/getUpdates?{asked}"))
        if not isinstance(found, list):
            raise UnavailableError(unsure=True, said=NONSENSE)
        return list(found)

    def number(self, update: object) -> int | None:
        """Return the number of an update; None if it has none."""
        return number(update)

    async def post(self, chat: str, screen: Screen, thread: str | None = None, *, patient: bool = False) -> str:
        """Post a message, as `send` does, and return its id."""
        return str((await self.send(chat, screen, thread, patient=patient)).message_id)

    async def send(
        self,
        chat: str,
        screen: Screen,
        thread: str | None,
        answered: str | None = None,
        *,
        patient: bool = False,
    ) -> Message:
        """Post a message, protected from forwarding, and return it as Telegram has it.

        In a private chat whose topic is gone, or which has none any more, it is posted beside it. `answered`: the id of
        the message that it replies to.
        """
        try:
            return await self._call(
                lambda bot: bot.send_message(
                    int(chat),
                    text(screen),
                    ParseMode.HTML,
                    disable_notification=not screen.loud,
                    protect_content=True,
                    link_preview_options=_NO_PREVIEW,
                    message_thread_id=int(thread) if thread else None,
                    reply_parameters=ReplyParameters(int(answered)) if answered else None,
                    api_kwargs=keyboard(screen),
                ),
                patient=patient,
                repeatable=False,
            )
        except GoneError:
            if thread is None or int(chat) < 0:
                raise
            return await self.send(chat, screen, None, answered, patient=patient)

    async def edit(self, chat: str, message: str, screen: Screen, *, patient: bool = False) -> None:
        """Replace the content of a message by this screen."""
        await self._call(
            lambda bot: bot.edit_message_text(
                text(screen),
                int(chat),
                int(message),
                parse_mode=ParseMode.HTML,
                link_preview_options=_NO_PREVIEW,
                api_kwargs=keyboard(screen),
            ),
            patient=patient,
        )

    async def answer(self, query: str, toast: str | None = None) -> bool:
        """End the progress indicator of a pressed button, with a line that only this person sees.

        Never raises; returns False if it was answered before, or is too old.
        """
        with suppress(PlatformError):
            return await translated(lambda: self.bot.answer_callback_query(query, toast, show_alert=toast is not None))
        return False

    async def delete(self, chat: str, messages: Sequence[str], *, patient: bool = False) -> None:
        """Delete these messages, at most 100; messages that are already gone are no error unless there is only one.

        Args:
            chat: The chat that they are in.
            messages: Their ids.
            patient: Whether nobody waits for it.

        Raises:
            GoneError: The only message is gone.
            RefusedError: One can't be deleted; then none of several is.
            UnavailableError: Telegram can't be reached.
        """
        bot = self.patient if patient else self.bot
        if len(messages) == 1:
            await translated(lambda: bot.delete_message(int(chat), int(messages[0])))
        else:
            await translated(lambda: bot.delete_messages(int(chat), [int(one) for one in messages]))

    async def webhook(self) -> WebhookState:
        """Return the state of the webhook."""
        found = await translated(self.bot.get_webhook_info)
        trouble = delivery_trouble(found.pending_update_count, found.last_error_date, found.last_error_message)
        # None are named where whoever set it asked for none in particular, which leaves out none of ours.
        return WebhookState(found.url, trouble, not found.allowed_updates or {*UPDATES} <= {*found.allowed_updates})

    async def deliver(self, address: str, secret: str) -> None:
        """Set the webhook to this address, with this secret; pending updates are kept."""
        await translated(
            lambda: self.bot.set_webhook(address, secret_token=secret, allowed_updates=UPDATES, max_connections=100)
        )

    async def hold(self) -> None:
        """Delete the webhook, so that updates are polled; pending updates are kept."""
        await translated(lambda: self.bot.delete_webhook(drop_pending_updates=False))

    async def _call(
        self, call: Callable[[Bot], Awaitable[_Result]], *, patient: bool, repeatable: bool = True
    ) -> _Result:
        if patient:
            return await translated(partial(call, self.patient))
        return await persistent(partial(call, self.bot), repeatable=repeatable)
