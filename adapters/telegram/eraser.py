"""Wiping messages from Telegram's chats.

1. What can't be deleted is edited to say nothing, where it is the bot's own, and counts as refused. What the person
   sent may be refused today and not tomorrow (a dice in its first day): it is tried until nothing can be deleted.
2. A message whose id never came in was posted after the last one known before it. Ids count up over all private chats
   of a bot, and ids of other chats are passed over, so that a stretch of them finds it. In a group that could hit other
   people's messages: there it is let be, as nothing posted in a group tells of a check.
"""

import asyncio
from collections.abc import Sequence
from contextlib import AsyncExitStack, suppress

from adapters.due import Wiped
from adapters.ledger.wipe import Part, Wipe
from adapters.service import Service
from adapters.telegram.api import Api
from adapters.telegram.error import AwayError, GoneError, RefusedError
from adapters.telegram.layout import Post

STRETCH = 1000
"""Ids to look at for a lost message: as many as a busy bot may use while one post is under way."""
MOST = 100
"""Messages that one call deletes, at most."""
PATIENCE = 10.0
"""Seconds to wait for a person's turns to be done, before what was lost in their chat is left for later."""


class Eraser:
    """Wipes messages in any chat."""

    def __init__(self, api: Api, account: str, service: Service, erased: str, *, patience: float = PATIENCE) -> None:
        """`account`: the bot's name in the ledger; `erased`: what a message says that can't be deleted.

        `patience`: seconds to wait for a person's turns to be done.
        """
        self._api = api
        self._account = account
        self._ledger = service.ledger
        self._lanes = service.lanes
        self._erased = Post(erased)
        self._patience = patience

    async def wipe(self, chat: str, wipes: Sequence[Wipe]) -> Wiped:
        """Wipe these messages of one chat, 100 at most."""
        wiped = Wiped()
        try:
            lost = [wipe for wipe in wipes if wipe.message is None]
            found = [int(wipe.after) for wipe in lost if wipe.after is not None]
            if not found or await self._search(int(chat), min(found)):
                wiped.done += lost
            known = [wipe for wipe in wipes if wipe.message is not None]
            await self._delete(int(chat), known, wiped)
        except AwayError as away:
            wiped.delay = away.delay
        return wiped

    async def _delete(self, chat: int, wipes: Sequence[Wipe], wiped: Wiped) -> None:
        try:
            if wipes:
                await self._api.delete(chat, [int(wipe.message or 0) for wipe in wipes])
            wiped.done += wipes
        except GoneError:
            wiped.done += wipes
        except RefusedError:
            if len(wipes) == 1:
                if wipes[0].part is not Part.PERSON or wipes[0].hopeless:
                    await self._blank(chat, wipes[0])
                    wiped.refused.append(wipes[0])
                return
            for wipe in wipes:
                await self._delete(chat, [wipe], wiped)

    async def _blank(self, chat: int, wipe: Wipe) -> None:
        if wipe.part is not Part.PERSON:
            with suppress(RefusedError):
                await self._api.edit(chat, int(wipe.message or 0), self._erased)

    async def _search(self, chat: int, after: int) -> bool:
        """Delete whatever of this private chat came after the last message known, but for what has a row of its own.

        It takes its turn among the person's others, so that nothing is being posted there meanwhile; false: theirs
        take too long, and nothing was looked at.
        """
        async with AsyncExitStack() as turn:
            try:
                async with asyncio.timeout(self._patience):
                    await turn.enter_async_context(self._lanes.held(chat))
            except TimeoutError:
                return False
            known = await self._ledger.known(self._account, str(chat))
            stretch = [id_ for id_ in range(after + 1, after + 1 + STRETCH) if str(id_) not in known]
            for start in range(0, len(stretch), MOST):
                await self._sweep(chat, stretch[start : start + MOST])
        return True

    async def _sweep(self, chat: int, messages: Sequence[int]) -> None:
        """Delete these; where one can't be deleted, each of the others by itself."""
        try:
            await self._api.delete(chat, messages)
        except RefusedError:
            for message in messages if len(messages) > 1 else ():
                await self._sweep(chat, [message])
