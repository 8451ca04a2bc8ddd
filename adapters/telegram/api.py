"""The Bot API, by python-telegram-bot; nothing else knows that SDK.

Every call fails with an error of `error.py` and no other. Source: https://core.telegram.org/bots/api
"""

import asyncio
import json
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from typing import Any
from urllib.parse import urlencode

from telegram import (
    Bot,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    LinkPreviewOptions,
    WebhookInfo,
)
from telegram.constants import ParseMode
from telegram.request import BaseRequest, HTTPXRequest

from adapters.telegram.call import persistent, told
from adapters.telegram.error import AwayError, RefusedError
from adapters.telegram.layout import Post
from adapters.telegram.profile import Profile
from adapters.telegram.setting import Setting
from adapters.telegram.wire import UPDATES

LONG_POLL = 30
"""Seconds that a request for updates waits for one."""
WIDTH = 16
"""Calls under way at once, each on a connection of its own: some hundreds in a second. The others wait their turn."""
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class Api:
    """One bot's calls."""

    def __init__(self, setting: Setting, request: BaseRequest | None = None) -> None:
        """Nothing is sent until `open`. `request`: how calls travel; None: over HTTP."""
        self._polling = HTTPXRequest(connection_pool_size=1, read_timeout=LONG_POLL + 10.0)
        travels = request or _Road(connection_pool_size=WIDTH, read_timeout=10.0)
        self._username = ""
        self.bot = Bot(setting.token, f"{setting.api_url}/bot", request=travels, get_updates_request=self._polling)

    async def open(self) -> None:
        """Make ready for calls, and ask who the bot is. Raises `TokenError`, `AwayError`."""
        await told(self.bot.initialize)
        self._username = self.bot.username

    @property
    def opened(self) -> bool:
        """Tell whether Telegram has said who the bot is."""
        return self._username != ""

    @property
    def username(self) -> str:
        """Give the bot's name, without @; empty until it is `opened`."""
        return self._username

    async def close(self) -> None:
        """Let go of every connection."""
        await self.bot.shutdown()
        await self._polling.shutdown()

    async def updates(self, offset: int, wait: int = LONG_POLL) -> list[object]:
        """Give what came in from this update on, as it is in JSON; wait so many seconds for something, at most.

        What came before it is confirmed by this, and not told again.
        """
        asked = urlencode({"offset": offset, "timeout": wait, "allowed_updates": json.dumps(UPDATES)})
        found = await told(lambda: self._polling.post(f"{self.bot.base_url}/getUpdates?{asked}"))
        if not isinstance(found, list):
            raise AwayError(unsure=True)
        return list(found)

    async def post(self, chat: int, post: Post, thread: int | None = None) -> int:
        """Send a message, silent and not to be forwarded; give its id. Raises `RefusedError`, `AwayError`."""
        sent = await persistent(
            lambda: self.bot.send_message(
                chat,
                post.html,
                ParseMode.HTML,
                disable_notification=True,
                protect_content=True,
                link_preview_options=_NO_PREVIEW,
                message_thread_id=thread,
                api_kwargs=keyboard(post),
            ),
            repeatable=False,
        )
        return sent.message_id

    async def edit(self, chat: int, message: int, post: Post) -> None:
        """Put this in the place of what the message says. Raises `GoneError`, `RefusedError`, `AwayError`."""
        await persistent(
            lambda: self.bot.edit_message_text(
                post.html,
                chat,
                message,
                parse_mode=ParseMode.HTML,
                link_preview_options=_NO_PREVIEW,
                api_kwargs=keyboard(post),
            )
        )

    async def answer(self, query: str, toast: str = "") -> bool:
        """Take the waiting sign off a pressed button, with a line for the person's eyes only.

        Never fails; false when it was answered before, or is too old.
        """
        with suppress(RefusedError, AwayError):
            return await told(lambda: self.bot.answer_callback_query(query, toast or None, show_alert=bool(toast)))
        return False

    async def delete(self, chat: int, messages: Sequence[int], *, patient: bool = False) -> None:
        """Delete these messages, 100 at most; those that are gone already are no failure, if there is more than one.

        `patient`: try again, for who will not come back to it. Raises `GoneError`, `RefusedError` (of several, one
        can't be deleted, and then none is), `AwayError`.
        """
        carry = persistent if patient else told
        if len(messages) == 1:
            await carry(lambda: self.bot.delete_message(chat, messages[0]))
        else:
            await carry(lambda: self.bot.delete_messages(chat, messages))

    async def buttons(self, chat: int, message: int) -> tuple[tuple[str, str], ...]:
        """Read the buttons that stand under a message of the bot's in a private chat, as label and payload.

        Telegram has no call for that, but tells all of a pinned message: so it is pinned for a moment. The notice of
        the pinning comes in as an update. Raises `RefusedError`, `AwayError`.
        """
        with suppress(RefusedError):  # as where it is pinned still
            await persistent(lambda: self.bot.pin_chat_message(chat, message, disable_notification=True))
        try:
            found = (await persistent(lambda: self.bot.get_chat(chat))).pinned_message
        finally:
            with suppress(RefusedError, AwayError):
                await persistent(lambda: self.bot.unpin_chat_message(chat, message))
        shown = found.reply_markup if found and found.message_id == message else None
        rows = shown.inline_keyboard if shown else ()
        return tuple((one.text, one.callback_data) for row in rows for one in row if isinstance(one.callback_data, str))

    async def webhook(self) -> WebhookInfo:
        """Tell where updates are delivered, and how that goes."""
        return await told(self.bot.get_webhook_info)

    async def deliver(self, address: str, secret: str) -> None:
        """Have updates delivered to this address, with this secret; none that wait are dropped."""
        await told(
            lambda: self.bot.set_webhook(address, secret_token=secret, allowed_updates=UPDATES, max_connections=100)
        )

    async def undeliver(self) -> None:
        """Have updates wait to be asked for; none that wait are dropped."""
        await told(lambda: self.bot.delete_webhook(drop_pending_updates=False))

    async def introduce(self, profile: Profile) -> None:
        """Set the commands and descriptions that people see, where they differ from what stands there."""
        language = profile.locale or None
        for scope, commands in (
            (BotCommandScopeAllPrivateChats(), profile.private),
            (BotCommandScopeAllGroupChats(), profile.group),
            (BotCommandScopeAllChatAdministrators(), profile.leader),
        ):
            stands = await told(partial(self.bot.get_my_commands, scope, language))
            if commands != tuple((one.command, one.description) for one in stands):
                await persistent(partial(self.bot.set_my_commands, commands, scope, language))
        if (await told(lambda: self.bot.get_my_description(language))).description != profile.long:
            await persistent(lambda: self.bot.set_my_description(profile.long, language))
        if (await told(lambda: self.bot.get_my_short_description(language))).short_description != profile.short:
            await persistent(lambda: self.bot.set_my_short_description(profile.short, language))


class _Road(HTTPXRequest):
    """HTTP, no wider than `WIDTH`: at every call, httpx looks at every connection for every call that waits in it."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - the SDK's own
        super().__init__(**options)
        self._room = asyncio.Semaphore(WIDTH)

    async def do_request(self, *asked: Any, **options: Any) -> tuple[int, bytes]:  # noqa: ANN401 - likewise
        async with self._room:
            return await super().do_request(*asked, **options)


def keyboard(post: Post) -> dict[str, object] | None:
    """Give the buttons as they travel: to make objects of the SDK of them takes longer than all the rest of a call."""
    rows = [[{"text": label, "callback_data": payload} for label, payload in row] for row in post.rows]
    if post.link:
        label, address = post.link
        return {"reply_markup": {"inline_keyboard": [[{"text": label, "url": address}]]}}
    return {"reply_markup": {"inline_keyboard": rows}} if rows else None
