"""Posting reminders in Telegram's groups.

1. A post is made once; only where Telegram says that the group has another id now, it is made there.
2. Telegram takes some 20 messages a minute in one group, and 30 a second over all.
"""

import asyncio
import time
from contextlib import suppress

from adapters.ledger.reminder import Place, Suspension
from adapters.reminder.poster import DelayedError, Posted, Prompt, SuspendedError, UnsureError
from adapters.telegram.api import Api
from adapters.telegram.error import AwayError, GoneError, MovedError, RefusedError, TokenError
from adapters.telegram.layout import Post
from adapters.telegram.team import Teams, reason

PACE = 3.0
"""Seconds between two posts in one group."""
LONGEST_WAIT = 10.0
"""Seconds that a post waits here for its turn, at most; one that would wait longer is given back."""


class Poster:
    """Posts reminders, and takes them away again."""

    pause = 0.05

    def __init__(self, api: Api, replaced: str) -> None:
        """`replaced`: what a post says that there is a newer one of and that can't be deleted, as HTML."""
        self._api = api
        self._teams = Teams(api)
        self._replaced = Post(replaced)
        self._turns: dict[str, float] = {}

    async def post(self, place: Place, prompt: Prompt) -> Posted:
        """Post it, once. Raises `SuspendedError`, `DelayedError`, `UnsureError` and nothing else."""
        if not self._api.opened:
            raise DelayedError
        await self._take_turn(place.chat)
        link = (prompt.label, f"https://t.me/{self._api.username}?start={prompt.check}")
        post = Post(prompt.html, link=link)
        try:
            return await self._announce(place, post)
        except RefusedError as refused:
            raise SuspendedError(reason(refused)) from refused
        except TokenError as error:
            raise SuspendedError(Suspension.TOKEN) from error
        except AwayError as away:
            raise UnsureError if away.unsure else DelayedError(away.delay) from away

    async def remove(self, place: Place, message: str) -> bool:
        """Take an earlier one away, and tell whether it is gone; where it can't be deleted any more, let it say so."""
        try:
            await self._api.delete(int(place.chat), [int(message)], patient=True)
        except GoneError:
            return True
        except RefusedError:
            with suppress(RefusedError, AwayError):
                await self._api.edit(int(place.chat), int(message), self._replaced)
            return False
        except AwayError:
            return False
        return True

    async def _announce(self, place: Place, post: Post) -> Posted:
        thread = int(place.thread) if place.thread else None
        try:
            return Posted(str(await self._teams.announce(int(place.chat), post, thread)), place.chat)
        except MovedError as moved:
            there = moved.chat
        return Posted(str(await self._teams.announce(there, post, None)), str(there))

    async def _take_turn(self, chat: str) -> None:
        """Wait until this group can bear another post."""
        now = time.monotonic()
        self._turns = {one: free for one, free in self._turns.items() if free > now}
        turn = self._turns.get(chat, now)
        if turn - now > LONGEST_WAIT:
            raise DelayedError(turn - now)
        self._turns[chat] = turn + PACE
        await asyncio.sleep(turn - now)
