"""One chat with the bot: what is posted there, shown there and ended there, always with the ledger knowing first."""

import asyncio
import time
from dataclasses import replace

from adapters import metric
from adapters.dialogue import Outcome, Screen
from adapters.ledger.fault import UNAVAILABLE
from adapters.ledger.wipe import Message, Part
from adapters.service import Service
from adapters.telegram import wire
from adapters.telegram.api import Api
from adapters.telegram.call import NAME, PAUSES
from adapters.telegram.error import AwayError, GoneError, RefusedError
from adapters.telegram.layout import Post, write

UNSURE = 60.0
"""Seconds after which a message that was about to be posted, and whose id never came in, is looked for."""
WORD = 60.0
"""Seconds that a short word of the bot's stays: time to have it read aloud."""


class Room:
    """Posts and edits, in any chat."""

    def __init__(self, api: Api, account: str, service: Service) -> None:
        """`account`: the bot's name in the ledger."""
        self._api = api
        self._account = account
        self._ledger = service.ledger
        self._deadlines = service.deadlines
        self._idle = service.idle

    async def open(self, source: wire.Source, screen: Screen) -> None:
        """Post the first screen of a check; once it is there, whatever came before it in this chat goes."""
        await self._open(source, Part.SCREEN, write(screen))
        _count(screen)

    async def unfold(self, source: wire.Source, post: Post) -> None:
        """Post what is no check, and stays as long as somebody uses it; whatever came before it in this chat goes."""
        await self._open(source, Part.TEXT, post)

    async def _open(self, source: wire.Source, part: Part, post: Post) -> None:
        open_ = await self.is_open(source)
        message = await self._post(source, part, post, self._idle)
        await self._stop(source, open_=open_)
        # What is newer is another process's, and as good: if each ended the other's, the chat would be empty.
        await self._ledger.end_before(self._account, str(source.chat), str(message))

    async def close(self, source: wire.Source) -> None:
        """End the check that is open in this chat, if there is one."""
        await self._stop(source, open_=await self.is_open(source))
        await self._ledger.end(self._account, str(source.chat))

    async def is_open(self, source: wire.Source) -> bool:
        """Tell whether a check is open in this chat."""
        return await self._ledger.screen(self._account, str(source.chat)) is not None

    async def _stop(self, source: wire.Source, *, open_: bool) -> None:
        """Count the check that was open, and move its deadline no more."""
        if open_:
            metric.checks.labels(NAME, Outcome.STOPPED).inc()
        await self._deadlines.forget(self._account, str(source.chat))

    async def show(self, source: wire.Source, screen: Screen) -> None:
        """Put this screen in the place of the one that stands at `source`."""
        if await self.put(source, write(screen), Part.TEXT if screen.over else Part.SCREEN):
            _count(screen)

    async def put(self, source: wire.Source, post: Post, part: Part = Part.TEXT) -> bool:
        """Put this in the place of what stands at `source`; without buttons it ends what is in this chat.

        False: there is nothing at that place any more.
        """
        try:
            await self._api.edit(source.chat, source.message, post)
        except GoneError:
            return False
        chat, message = str(source.chat), str(source.message)
        age = max(0.0, time.time() - source.date)
        if post.rows:
            self._deadlines.move(Message(self._account, chat, message, part, age))
            return True
        await self._deadlines.forget(self._account, chat)
        await self._ledger.note([Message(self._account, chat, message, Part.NOTICE, age)], WORD)
        await self._ledger.end(self._account, chat, spare=message)
        return True

    async def remark(self, source: wire.Source, post: Post, thread: int | None = None, *, again: bool = False) -> None:
        """Post something short that goes by itself, unless one stands there already and it isn't to come `again`."""
        if again or not await self._ledger.has(self._account, str(source.chat), Part.NOTICE):
            await self._post(source, Part.NOTICE, post, WORD, thread)

    async def excuse(self, source: wire.Source, post: Post) -> None:
        """Say that something went wrong, also when it was the ledger that did; so nothing of a check may be in it."""
        posted = await self._api.post(source.chat, post)
        message = Message(self._account, str(source.chat), str(posted), Part.NOTICE)
        try:
            await self._ledger.note([message], WORD)
        except UNAVAILABLE:
            self._deadlines.move(message)  # which is written once the ledger is back

    async def tell(self, source: wire.Source, post: Post) -> None:
        """Post something to read. It stays as long as a screen that nobody uses."""
        await self._post(source, Part.TEXT, post, self._idle)

    async def standing(self, source: wire.Source) -> tuple[wire.Source, tuple[tuple[str, str], ...]] | None:
        """Give the screen that stands in this chat, and its buttons; None if there is none."""
        found = await self._ledger.screen(self._account, str(source.chat))
        if found is None:
            return None
        try:
            return replace(source, message=int(found)), await self._api.buttons(source.chat, int(found))
        except RefusedError:
            return None

    async def _post(self, source: wire.Source, part: Part, post: Post, stay: float, thread: int | None = None) -> int:
        for pause in PAUSES:
            try:
                return await self._try_post(source, part, post, stay, thread)
            except AwayError as away:
                if not away.unsure:
                    raise
                await asyncio.sleep(pause)
        return await self._try_post(source, part, post, stay, thread)

    async def _try_post(self, source: wire.Source, part: Part, post: Post, stay: float, thread: int | None) -> int:
        """Post once. A post that may or may not have been done stays in the ledger, and is looked for from there."""
        after = str(source.message) if source.private else None
        row = await self._ledger.intend(self._account, str(source.chat), part, UNSURE, after)
        try:
            message = await self._api.post(source.chat, post, thread)
        except AwayError as away:
            if not away.unsure:
                await self._ledger.dropped(row)
            raise
        except RefusedError:
            await self._ledger.dropped(row)
            raise
        if not await self._ledger.posted(row, str(message), stay):
            await self._ledger.note([Message(self._account, str(source.chat), str(message), part)], stay)
        return message


def _count(screen: Screen) -> None:
    metric.screens.labels(NAME).inc()
    if screen.outcome:
        metric.checks.labels(NAME, screen.outcome).inc()
