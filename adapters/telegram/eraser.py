"""Wipes messages from Telegram's chats.

1. A message of the bot's is edited to say nothing before it is deleted: one that was deleted may stay on somebody's
   screen all the same (https://github.com/tdlib/telegram-bot-api/issues/815).
2. A refusal may pass: somebody who blocked the bot unblocks it, a dice may be deleted after its first day.
3. Telegram may say that it deleted several messages, and have deleted none, when it fails to look them up (Client.cpp
   of tdlib/telegram-bot-api, TdOnCheckMessagesCallback). Of one message it doesn't say so. So of several one is deleted
   once more by itself: if it was still there, so are the others.
4. A message whose id was never received was posted after the last one known before it. Ids count up over all private
   chats of a bot, and ids of other chats are skipped, so trying a range of ids finds it. In a group that could hit the
   messages of others: nothing is done there, as what is posted in a group reveals nothing of a check.
5. Telegram never deletes the message that says that a topic was created, and shows in it what somebody typed first. It
   has the id of the topic, which is deleted once a conversation in that chat is over.
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

STRETCH = 1000
"""The number of ids to try for a lost message: as many as a busy bot may use while one post is under way."""
MOST = 100
"""The most messages that one call deletes."""
UNUSED = 5
"""Refusals to delete a message, half a minute, before it is looked whether it begins a topic that nobody uses."""
PATIENCE = 10.0
"""Seconds to wait for a person's turns to finish, before a lost message in their chat is left for later."""


class Eraser:
    """Wipes messages in any chat (`wiping.eraser.Eraser`)."""

    def __init__(self, api: Api, account: str, services: SharedServices, *, patience: float = PATIENCE) -> None:
        """Prepare.

        Args:
            api: The API of the bot.
            account: The account's name in the stores.
            services: What all channels share.
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
        """Wipe these messages of one chat, at most 100. What the bot posted goes first, as it may show answers."""
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
        """Put this in the place of what a message says, and return whether it was possible."""
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
        """Delete the topic that begins with this message, if one does and nobody uses it; return whether it is gone."""
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

        It takes a turn among the person's others, so that nothing is posted there meanwhile; returns False if theirs
        take too long, or another process is posting something.
        """
        async with AsyncExitStack() as turn:
            try:
                async with asyncio.timeout(self._patience):
                    await turn.enter_async_context(self._user_queue.held(chat))
            except TimeoutError:
                return False
            return await self._sweep(chat, after)

    async def _sweep(self, chat: str, after: int) -> bool:
        """Delete the messages after this one up to a mark: a message that says nothing, to see what became of a call.

        A mark whose deletion fails, or whose id is lost, is found by the next search: the same row covers it. What
        another process posted before the mark has a row by then, perhaps one that still lacks its id: False then.
        """
        start, end = after + 1, after + STRETCH
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
        """Delete these, of which the last is there, and return whether they are certainly gone."""
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
        """Delete one, and return whether it is gone; it isn't if Telegram refuses that."""
        try:
            await self._api.delete(chat, [message], patient=True)
        except BlockedError:
            raise
        except GoneError:
            return True
        except RefusedError:
            return False
        return True
