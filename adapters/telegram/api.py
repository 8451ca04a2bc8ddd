"""The Bot API, called with python-telegram-bot.

A press is answered with plain JSON over the SDK's transport: building the SDK's objects would double its time.
The only error that a call raises is `PlatformError`. Source: https://core.telegram.org/bots/api
"""

from collections.abc import Sequence
from contextlib import suppress
from functools import partial

from telegram import Bot
from telegram.request import BaseRequest

from adapters.channels.polling import LONG_POLL
from adapters.checks.screen import Screen
from adapters.platforms.errors import GoneError, PlatformError, UnavailableError
from adapters.telegram.calls import NOT_FROM_TELEGRAM, persistent, translated
from adapters.telegram.message_layout import content
from adapters.telegram.settings import TelegramSettings
from adapters.telegram.transport import HttpRequest, OnDate, raw
from adapters.telegram.update_parser import UPDATES, number
from adapters.telegram.webhook_state import WebhookState, delivery_trouble

Json = dict[str, object]
_NO_PREVIEW = {"is_disabled": True}


class Api:
    """A client for one bot.

    Background calls are `patient`: they use a separate connection pool, so that they never delay a person, and are
    attempted once, because the caller retries them later.

    Attributes:
        bot: The SDK's bot, for calls about groups.
        patient: The SDK's bot for background calls.
    """

    def __init__(
        self, settings: TelegramSettings, request: BaseRequest | None = None, on_date: OnDate | None = None
    ) -> None:
        """Set up. `request`: the transport; None for HTTP. `on_date`: called with the Date header of each response."""
        self._polling = HttpRequest(settings.api_url, on_date, LONG_POLL + 10.0, most=1)
        self._username: str | None = None
        self._waiting, self._beside = (request or HttpRequest(settings.api_url, on_date) for _ in range(2))
        self.bot, self.patient = (
            Bot(settings.token, f"{settings.api_url}/bot", request=travels, get_updates_request=self._polling)
            for travels in (self._waiting, self._beside)
        )
        self._address = self.bot.base_url

    async def open(self) -> None:
        """Open the connection pools, and fetch the bot's identity."""
        await translated(self.bot.initialize)
        self._username = self.bot.username

    @property
    def opened(self) -> bool:
        """Return whether the bot's identity is known."""
        return self._username is not None

    @property
    def username(self) -> str:
        """Return the bot's username without the @; empty until `opened`."""
        return self._username or ""

    async def close(self) -> None:
        """Close every connection."""
        await self.bot.shutdown()
        await self._beside.shutdown()
        await self._polling.shutdown()

    async def updates(self, offset: int, wait: int = LONG_POLL) -> list[object]:
        """Return the updates from number `offset` on, as decoded JSON; wait up to `wait` seconds for the first.

        This confirms all earlier updates, which Telegram then won't deliver again.
        """
        wanted = {"offset": offset, "timeout": wait, "allowed_updates": UPDATES}
        found = await translated(partial(raw, self._polling, f"{self._address}/getUpdates", wanted))
        if not isinstance(found, list):
            raise UnavailableError(unsure=True, said=NOT_FROM_TELEGRAM)
        return list(found)

    def number(self, update: object) -> int | None:
        """Return the id of an update; None if it has none."""
        return number(update)

    async def post(self, chat: str, screen: Screen, thread: str | None = None, *, patient: bool = False) -> str:
        """Post a message, like `send`, and return its id."""
        return message_id(await self.send(chat, screen, thread, patient=patient))

    async def send(
        self, chat: str, screen: Screen, thread: str | None, answered: str | None = None, *, patient: bool = False
    ) -> object:
        """Post a message, protected from forwarding, and return Telegram's Message object as JSON.

        If the topic in a private chat no longer exists, the message is posted outside of it. `answered`: the id of
        the message that it replies to.
        """
        wanted: Json = {"chat_id": int(chat), **content(screen), "link_preview_options": _NO_PREVIEW}
        wanted |= {"disable_notification": not screen.loud, "protect_content": True}
        wanted |= {"message_thread_id": int(thread)} if thread else {}
        wanted |= {"reply_parameters": {"message_id": int(answered)}} if answered else {}
        try:
            return await self._call("sendMessage", wanted, patient=patient, repeatable=False)
        except GoneError:
            if thread is None or int(chat) < 0:
                raise
            return await self.send(chat, screen, None, answered, patient=patient)

    async def edit(self, chat: str, message: str, screen: Screen, *, patient: bool = False) -> None:
        """Replace the content of a message with this screen."""
        where = {"chat_id": int(chat), "message_id": int(message), "link_preview_options": _NO_PREVIEW}
        await self._call("editMessageText", {**where, **content(screen)}, patient=patient)

    async def answer(self, query: str, toast: str | None = None) -> bool:
        """Stop the progress indicator of a pressed button, optionally with a line that only this person sees.

        Never raises; returns False if the press was answered before, or is too old.
        """
        shown = {"text": toast, "show_alert": True} if toast is not None else {}
        with suppress(PlatformError):
            return bool(await self._once("answerCallbackQuery", {"callback_query_id": query, **shown}))
        return False

    async def delete(self, chat: str, messages: Sequence[str], *, patient: bool = False) -> None:
        """Delete these messages, at most 100. Messages that are already gone are ignored, unless there is only one.

        Args:
            chat: The chat that they are in.
            messages: Their ids.
            patient: Whether this is a background call.

        Raises:
            GoneError: There was one message, and it is gone.
            RefusedError: One of them can't be deleted; then none is.
            UnavailableError: Telegram can't be reached.
        """
        wanted = [int(one) for one in messages]
        if len(wanted) == 1:
            await self._once("deleteMessage", {"chat_id": int(chat), "message_id": wanted[0]}, patient=patient)
        else:
            await self._once("deleteMessages", {"chat_id": int(chat), "message_ids": wanted}, patient=patient)

    async def webhook(self) -> WebhookState:
        """Return the state of the webhook."""
        found = await translated(self.bot.get_webhook_info)
        trouble = delivery_trouble(found.pending_update_count, found.last_error_date, found.last_error_message)
        # An empty list means the default selection, which includes every kind that we need.
        return WebhookState(found.url, trouble, not found.allowed_updates or {*UPDATES} <= {*found.allowed_updates})

    async def set_webhook(self, address: str, secret: str) -> None:
        """Set the webhook to this address, with this secret; pending updates are kept."""
        await translated(
            lambda: self.bot.set_webhook(address, secret_token=secret, allowed_updates=UPDATES, max_connections=100)
        )

    async def queue_updates(self) -> None:
        """Delete the webhook, so that updates can be polled; pending updates are kept."""
        await translated(lambda: self.bot.delete_webhook(drop_pending_updates=False))

    async def _call(self, method: str, wanted: Json, *, patient: bool, repeatable: bool = True) -> object:
        """Make a call, and retry it unless it is `patient`. If the response was lost, only retry if `repeatable`."""
        if patient:
            return await self._once(method, wanted, patient=True)
        return await persistent(partial(raw, self._waiting, f"{self._address}/{method}", wanted), repeatable=repeatable)

    async def _once(self, method: str, wanted: Json, *, patient: bool = False) -> object:
        request = self._beside if patient else self._waiting
        return await translated(partial(raw, request, f"{self._address}/{method}", wanted))


def message_id(sent: object) -> str:
    """Return the id of a message that was posted. Raises `UnavailableError` if Telegram's response has none."""
    match sent:
        case {"message_id": int(found)}:
            return str(found)
        case _:
            raise UnavailableError(unsure=True, said=NOT_FROM_TELEGRAM)
