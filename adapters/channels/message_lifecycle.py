"""The lifecycle of messages: posted, edited and ended, and always recorded in the wipe store first.

1. Before a message is posted, a row says when to wipe it; its id is filled in once it is known: see `noted_posts`.
2. Editing a message restarts its idle time. A screen without buttons ends everything in the chat.
3. The end of a check is recorded before its screen says so, or soon after: anything that another process still shows of
   it is wiped. It ends whatever is older in its chat, but nothing newer, which may belong to another process.
"""

import asyncio
import time
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial

from adapters.channels.message_api import MessageApi
from adapters.channels.noted_posts import NotedPosts, Post, PostNote
from adapters.channels.services import SharedServices
from adapters.channels.turns import count
from adapters.checks.screen import CheckOutcome, Screen
from adapters.platforms.errors import GoneError
from adapters.storage.errors import DATABASE_UNAVAILABLE
from adapters.storage.wipes import ChatMessage, MessageKind
from adapters.telemetry import metrics

DAY = 86400.0
"""Seconds for which an alert stays, long enough to be seen."""
NOTING = 0.5
"""Seconds to wait for the database to record the end of a check before showing it, or an apology that was posted."""


@dataclass(frozen=True, slots=True)
class Address:
    """A message in a chat: the screen that was pressed, or a message that somebody sent.

    Attributes:
        chat: Its id.
        message: Its id in that chat.
        posted_at: Unix time in seconds; 0 if the platform no longer knows.
        private: Whether the chat is a private chat with the bot.
        thread: The id of the topic in the chat; None if there is none.
    """

    chat: str
    message: str
    posted_at: float = 0.0
    private: bool = True
    thread: str | None = None

    @property
    def age(self) -> float:
        """Return the seconds since it was posted."""
        return max(0.0, time.time() - self.posted_at)


class MessageLifecycle:
    """Posts, edits and ends messages. Every call may raise `PlatformError` and `DATABASE_UNAVAILABLE`."""

    def __init__(self, channel: str, account: str, api: MessageApi, services: SharedServices) -> None:
        """Set up. `channel`: the name for metrics; `account`: the account's name in the stores."""
        self._channel = channel
        self._account = account
        self._api = api
        self._wipe_store = services.wipe_store
        self._ended = services.ended
        self._deadlines = services.deadlines
        self._idle = services.idle
        self._word = services.intervals.word
        self._posts = NotedPosts(account, services.wipe_store, services.deadlines)

    async def open(self, at: Address, screen: Screen) -> None:
        """Post the first screen of a check; then end whatever came before it in this chat."""
        await self._open(at, MessageKind.SCREEN, screen)
        count(self._channel, screen)

    async def open_wizard(self, at: Address, screen: Screen) -> None:
        """Post the wizard's first screen, which stays while in use; then end whatever came before it in this chat."""
        await self._open(at, MessageKind.TEXT, screen)

    async def close(self, at: Address) -> None:
        """End the check that is open in this chat, if any: everything up to this message, but nothing newer."""
        if await self.is_open(at):
            self._count_stop()
        await self._deadlines.forget(self._account, at.chat, at.message)
        await self._wipe_store.end_until(self._account, at.chat, at.message)

    async def is_open(self, at: Address) -> bool:
        """Return whether a check is open in this chat."""
        return await self._wipe_store.screen(self._account, at.chat) is not None

    async def show(self, at: Address, screen: Screen) -> None:
        """Replace the screen in this message with the next one of the check, unless the end is already on it."""
        if screen.late and await self._wipe_store.has(self._account, at.chat, MessageKind.NOTICE):
            return
        if await self.replace(at, screen, MessageKind.TEXT if screen.over else MessageKind.SCREEN):
            count(self._channel, screen)

    async def replace(self, at: Address, screen: Screen, kind: MessageKind = MessageKind.TEXT) -> bool:
        """Replace the content of this message, and return whether the message still exists."""
        noted = await self._note_end(at, screen)
        try:
            await self._api.edit(at.chat, at.message, screen)
        except GoneError:
            return False
        if screen.buttons:
            self._deadlines.move(self._message(at, kind, screen.run))
        elif not noted:
            self._deadlines.move(self._message(at, MessageKind.NOTICE, screen.ended))  # written after the outage
        return True

    async def notice(self, at: Address, screen: Screen, *, again: bool = False) -> None:
        """Post a short notice that is soon wiped; unless `again`, not if one is there already."""
        if again or not await self._wipe_store.has(self._account, at.chat, MessageKind.NOTICE):
            await self._post(at, PostNote(MessageKind.NOTICE, self._word, screen.run), screen)

    async def excuse(self, at: Address, screen: Screen) -> None:
        """Say that something went wrong, even during a database outage; so the text must reveal nothing of a check."""
        posted = await self._api.post(at.chat, screen, at.thread)
        message = ChatMessage(self._account, at.chat, posted, MessageKind.NOTICE)
        try:
            await asyncio.wait_for(self._wipe_store.note([message], self._word), NOTING)
        except DATABASE_UNAVAILABLE:
            self._deadlines.move(message)  # written after the outage

    async def tell(self, at: Address, screen: Screen) -> None:
        """Post a text to read. It stays as long as an idle screen."""
        await self._post(at, PostNote(MessageKind.TEXT, self._idle, screen.run), screen)

    async def post_briefly(self, at: Address, post: Post) -> None:
        """Post something that is wiped immediately. `post`: posts it, and returns its id."""
        await self._noted(at, PostNote(MessageKind.TEXT, 0.0), post)

    async def alert(self, chat: str, screen: Screen) -> None:
        """Post an unsolicited message that somebody must see. It stays for a day."""
        await self._post(Address(chat, "", private=False), PostNote(MessageKind.ALERT, DAY, screen.run), screen)

    async def open_screen(self, at: Address) -> Address | None:
        """Return the message of the open check in this chat; None if there is none."""
        found = await self._wipe_store.screen(self._account, at.chat)
        return None if found is None else replace(at, message=found)

    async def _open(self, at: Address, kind: MessageKind, screen: Screen) -> None:
        """Post the first screen of a conversation, and end whatever came before it in this chat."""
        if await self._post(at, PostNote(kind, self._idle, screen.run, first=True), screen):
            self._count_stop()

    def _count_stop(self) -> None:
        metrics.checks.labels(self._channel, CheckOutcome.STOPPED).inc()

    async def _note_end(self, at: Address, screen: Screen) -> bool:
        """Record that a check is over, before its screen says so; return whether that succeeded."""
        self._ended.expect([screen.ended])
        if screen.buttons and not screen.ended:
            return False
        with suppress(TimeoutError, *DATABASE_UNAVAILABLE):
            await asyncio.wait_for(self._ended.add([screen.ended]) if screen.buttons else self._end(at, screen), NOTING)
            return True
        return False

    async def _end(self, at: Address, screen: Screen) -> None:
        """Keep this message as long as a notice, and end whatever is older in its chat."""
        await self._deadlines.forget(self._account, at.chat, at.message)
        await self._wipe_store.note([self._message(at, MessageKind.NOTICE, screen.ended)], self._word)
        await self._wipe_store.end_before(self._account, at.chat, at.message)

    def _message(self, at: Address, kind: MessageKind, run: str) -> ChatMessage:
        return ChatMessage(self._account, at.chat, at.message, kind, at.age, run or None)

    async def _post(self, at: Address, note: PostNote, screen: Screen) -> bool:
        return await self._noted(at, note, partial(self._api.post, at.chat, screen, at.thread))

    async def _noted(self, at: Address, note: PostNote, post: Post) -> bool:
        return await self._posts.post(at.chat, at.message if at.private else None, note, post)
