"""Wipes messages from chats on Telegram.

1. The bot's own messages are blanked by an edit before they are deleted, because a deleted message may stay visible in
   somebody's app (https://github.com/tdlib/telegram-bot-api/issues/815).
2. A refusal may be temporary: somebody unblocks the bot, or a dice turns a day old, after which it can be deleted.
3. When Telegram fails to look up several messages, it may report success without deleting any (Client.cpp of
   tdlib/telegram-bot-api, TdOnCheckMessagesCallback). It doesn't do so for a single message. So after a batch, one of
   the messages is deleted again on its own: if it was still there, so are the others.
4. If the response to a post was lost, so was the message's id, but it is higher than that of the last known message.
   Ids increase across all private chats of a bot, and deleting ids of other chats does nothing, so trying a range of
   ids finds the message. In a group that could delete other people's messages, so nothing is done there: what is
   posted in a group reveals nothing about a check.
5. Telegram never deletes the message that announces a new topic, which quotes the first words that somebody typed. Its
   id is that of the topic, which is deleted once the conversation in that chat is over.
"""

import asyncio
from collections.abc import Sequence
from contextlib import AsyncExitStack, suppress

from adapters.channels.services import SharedServices
from adapters.checks.screen import Screen
from adapters.platforms.errors import BlockedError, GoneError, PlatformError, RefusedError, UnavailableError
from adapters.storage.wipes import MessageKind, Wipe
from adapters.telegram.api import Api
from adapters.telegram.topic_api import TopicApi
from adapters.wiping.eraser import WipeResult

SEARCH_RANGE = 1000
"""How many ids to try for a lost message: as many as a busy bot may use up during one call."""
MOST = 100
"""The most messages that one call can delete."""
UNUSED = 5
"""Refusals to delete a message, over half a minute, before checking whether it is the start of an unused topic."""
PATIENCE = 10.0
"""Seconds to wait for a person's turns to finish, before the search for a lost message is put off."""


class Eraser:
    """Wipes messages in any chat (`wiping.eraser.Eraser`)."""

    def __init__(self, api: Api, account: str, services: SharedServices, *, patience: float = PATIENCE) -> None:
        """Set up.

        Args:
            api: The API of the bot.
            account: The account's name in the stores.
            services: The services that all channels share.
            patience: Seconds to wait for a person's turns to finish.
        """
        self._api = api
        self._topics = TopicApi(api)
        self._account = account
        self._wipe_store = services.wipe_store
        self._user_queue = services.user_queue
        words = services.dialogue.words(services.locale)
        self._erased, self._replaced = Screen(words["chat.erased"]), Screen(words["reminder.replaced"])
        self._patience = patience

    async def erase(self, chat: str, wipes: Sequence[Wipe]) -> WipeResult:
        """Wipe these messages of one chat, at most 100; the bot's own first, because they may show answers."""
        result = WipeResult()
        try:
            await self._erase_own(chat, wipes, result)
            await self._erase_theirs(chat, wipes, result)
            await self._erase_lost(chat, wipes, result)
        except BlockedError:
            over = {wipe.id for wipe in (*result.done, *result.refused)}
            result.refused += [wipe for wipe in wipes if wipe.id not in over]
        except UnavailableError as away:
            result.delay = away.delay
        return result

    async def _erase_own(self, chat: str, wipes: Sequence[Wipe], result: WipeResult) -> None:
        for wipe in wipes:
            if wipe.message is not None and wipe.part is not MessageKind.PERSON:
                said = self._replaced if wipe.part is MessageKind.POST else self._erased
                edited = await self._edit(chat, wipe.message, said)
                gone = await self._delete(chat, wipe.message) or (edited and wipe.part is MessageKind.POST)
                (result.done if gone else result.refused).append(wipe)

    async def _edit(self, chat: str, message: str, screen: Screen) -> bool:
        """Replace the content of a message with this screen, and return whether that worked."""
        with suppress(PlatformError):
            await self._api.edit(chat, message, screen, patient=True)
            return True
        return False

    async def _erase_theirs(self, chat: str, wipes: Sequence[Wipe], result: WipeResult) -> None:
        theirs = {wipe.message: wipe for wipe in wipes if wipe.message and wipe.part is MessageKind.PERSON}
        together = len(theirs) > 1 and await self._delete_together(chat, list(theirs))
        for message, wipe in theirs.items():
            gone = together or await self._delete(chat, message) or await self._delete_topic(chat, message, wipe)
            (result.done if gone else result.refused).append(wipe)

    async def _delete_topic(self, chat: str, message: str, wipe: Wipe) -> bool:
        """Delete the topic that starts with this message, if any, unless it is in use; return whether it is gone."""
        if not self._topics.enabled or wipe.attempts < UNUSED:
            return False
        for part in (MessageKind.SCREEN, MessageKind.TEXT, MessageKind.NOTICE):
            if await self._wipe_store.has(self._account, chat, part):
                return False
        with suppress(RefusedError):
            await self._topics.delete(chat, message)
            return True
        return False

    async def _erase_lost(self, chat: str, wipes: Sequence[Wipe], result: WipeResult) -> None:
        lost = [wipe for wipe in wipes if wipe.message is None]
        found = [int(wipe.after) for wipe in lost if wipe.after is not None]
        if not found or await self._search(chat, min(found)):
            result.done += lost

    async def _search(self, chat: str, after: int) -> bool:
        """Delete every message of this private chat after the last known one, except those with a row of their own.

        It runs as one of the person's turns, so that nothing is posted there meanwhile. Returns False if their other
        turns take too long, or if another process is posting something.
        """
        async with AsyncExitStack() as turn:
            try:
                async with asyncio.timeout(self._patience):
                    await turn.enter_async_context(self._user_queue.held(chat))
            except TimeoutError:
                return False
            return await self._sweep(chat, after)

    async def _sweep(self, chat: str, after: int) -> bool:
        """Delete the messages after this one up to a mark: a blank message, posted to learn the current id.

        If the mark's id is lost or its deletion fails, the next search finds it: the same row covers it. If another
        process posted something before the mark, that has a row by now; if the row lacks an id, return False.
        """
        start, end = after + 1, after + SEARCH_RANGE
        while start <= end:
            mark = int(await self._api.post(chat, self._erased, patient=True))
            known = await self._wipe_store.known(self._account, chat)
            if known is None:
                await self._delete(chat, str(mark))
                return False
            end = min(end, mark - 1)
            stretch = [str(id_) for id_ in range(start, min(start + MOST - 1, end + 1)) if str(id_) not in known]
            if not await self._delete_together(chat, [*stretch, str(mark)]):
                for message in (*stretch, str(mark)):
                    await self._delete(chat, message)
            start += MOST - 1
        return True

    async def _delete_together(self, chat: str, messages: Sequence[str]) -> bool:
        """Delete these, the last of which exists, and return whether they are certainly gone."""
        try:
            await self._api.delete(chat, messages, patient=True)
            await self._api.delete(chat, messages[-1:], patient=True)
        except GoneError:
            return True
        except BlockedError:
            raise
        except RefusedError:
            return False
        return False

    async def _delete(self, chat: str, message: str) -> bool:
        """Delete one message, and return whether it is gone; False if Telegram refuses."""
        try:
            await self._api.delete(chat, [message], patient=True)
        except BlockedError:
            raise
        except GoneError:
            return True
        except RefusedError:
            return False
        return True
