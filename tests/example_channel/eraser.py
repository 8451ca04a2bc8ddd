"""Wipes messages from chats on Plein. A message whose id was lost is found by listing the bot's messages."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress

from adapters.channels.services import SharedServices
from adapters.platforms.errors import GoneError, RefusedError, UnavailableError
from adapters.storage.wipes import Wipe
from adapters.wiping.eraser import WipeResult
from tests.example_channel.api import Api

PATIENCE = 10.0
"""Seconds to wait for a person's turns to finish, before the search for a lost message is put off."""


class Eraser:
    """Wipes messages in any chat (`wiping.eraser.Eraser`)."""

    def __init__(self, api: Api, account: str, services: SharedServices) -> None:
        """Set up. `account`: the account's name in the stores."""
        self._api = api
        self._account = account
        self._wipe_store = services.wipe_store
        self._user_queue = services.user_queue

    async def erase(self, chat: str, wipes: Sequence[Wipe]) -> WipeResult:
        """Wipe these messages of one chat."""
        result = WipeResult()
        try:
            for wipe in wipes:
                await self._erase(chat, wipe, result)
        except UnavailableError as away:
            result.delay = away.delay
        return result

    async def _erase(self, chat: str, wipe: Wipe, result: WipeResult) -> None:
        try:
            if wipe.message is not None:
                await self._api.delete(chat, wipe.message)
            elif wipe.after is not None:
                await self._find(chat, wipe.after)
            result.done.append(wipe)
        except TimeoutError:
            return
        except GoneError:
            result.done.append(wipe)
        except RefusedError:
            result.refused.append(wipe)

    async def _find(self, chat: str, after: str) -> None:
        """Delete messages after this one that have no row of their own, while nothing is being posted there."""
        async with asyncio.timeout(PATIENCE), self._user_queue.held(chat):
            found = await self._api.own(chat, after)
            known = await self._wipe_store.known(self._account, chat)
            if known is None:  # another process is posting there
                raise TimeoutError
            for message in found:
                if message not in known:
                    with suppress(RefusedError):
                        await self._api.delete(chat, message)
