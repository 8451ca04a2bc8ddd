"""One chat with the bot: what is posted there, shown there and ended there, always with the ledger knowing first."""

import asyncio
import time
from dataclasses import replace

from adapters import metric
from adapters.deadline import Deadlines
from adapters.dialogue import Outcome, Screen
from adapters.ledger.fault import UNAVAILABLE
from adapters.ledger.ledger import Ledger
from adapters.ledger.wipe import Message, Part
from adapters.telegram import wire
from adapters.telegram.api import Api
from adapters.telegram.call import NAME, PAUSES
from adapters.telegram.error import AwayError, GoneError, RefusedError

UNSURE = 60.0
"""Seconds after which a message that was about to be posted, and whose id never came in, is looked for."""
FAREWELL = 60.0
"""Seconds that the last word of a check stays."""
REMARK = 15.0
"""Seconds that a remark stays."""


class Room:
    """Posts and edits, in any chat."""

    def __init__(self, api: Api, ledger: Ledger, deadlines: Deadlines, idle: float) -> None:
        """`idle`: seconds after which a screen that nobody uses is wiped."""
        self._api = api
        self._ledger = ledger
        self._deadlines = deadlines
        self._idle = idle

    async def open(self, source: wire.Source, screen: Screen) -> None:
        """Post the first screen of a check; whatever else is in this chat goes."""
        await self.close(source)
        await self._post(source, Part.SCREEN, wire.write(screen), self._idle)
        _count(screen)

    async def close(self, source: wire.Source) -> None:
        """End the check that is open in this chat, if there is one."""
        chat = str(source.chat)
        if await self._ledger.screen(NAME, chat):
            metric.checks.labels(NAME, Outcome.STOPPED).inc()
        self._deadlines.forget(NAME, chat)
        await self._ledger.end(NAME, chat)

    async def show(self, source: wire.Source, screen: Screen) -> None:
        """Put this screen in the place of the one that stands at `source`."""
        try:
            await self._api.edit(source.chat, source.message, wire.write(screen))
        except GoneError:
            return
        _count(screen)
        chat, message = str(source.chat), str(source.message)
        age = max(0.0, time.time() - source.date)
        if screen.buttons:
            self._deadlines.move(Message(NAME, chat, message, Part.TEXT if screen.over else Part.SCREEN, age))
            return
        self._deadlines.forget(NAME, chat)
        await self._ledger.note([Message(NAME, chat, message, Part.NOTICE, age)], FAREWELL)
        await self._ledger.end(NAME, chat, spare=message)

    async def remark(self, source: wire.Source, post: wire.Post, stay: float, thread: int | None = None) -> None:
        """Post something short that goes by itself after `stay` seconds, unless such a remark stands there already."""
        if not await self._ledger.has(NAME, str(source.chat), Part.NOTICE):
            await self._post(source, Part.NOTICE, post, stay, thread)

    async def excuse(self, source: wire.Source, post: wire.Post) -> None:
        """Say that something went wrong, also when it was the ledger that did; so nothing of a check may be in it."""
        posted = await self._api.post(source.chat, post)
        message = Message(NAME, str(source.chat), str(posted), Part.NOTICE)
        try:
            await self._ledger.note([message], FAREWELL)
        except UNAVAILABLE:
            self._deadlines.move(message)  # which is written once the ledger is back

    async def tell(self, source: wire.Source, post: wire.Post) -> None:
        """Post something to read. It stays as long as a screen that nobody uses."""
        await self._post(source, Part.TEXT, post, self._idle)

    async def standing(self, source: wire.Source) -> tuple[wire.Source, tuple[tuple[str, str], ...]] | None:
        """Give the screen that stands in this chat, and its buttons; None if there is none."""
        found = await self._ledger.screen(NAME, str(source.chat))
        if found is None:
            return None
        try:
            return replace(source, message=int(found)), await self._api.buttons(source.chat, int(found))
        except RefusedError:
            return None

    async def _post(
        self, source: wire.Source, part: Part, post: wire.Post, stay: float, thread: int | None = None
    ) -> None:
        for pause in (*PAUSES, None):
            try:
                return await self._try_post(source, part, post, stay, thread)
            except AwayError as away:
                if pause is None or not away.unsure:
                    raise
                await asyncio.sleep(pause)
        return None

    async def _try_post(
        self, source: wire.Source, part: Part, post: wire.Post, stay: float, thread: int | None
    ) -> None:
        """Post once. A post that may or may not have been done stays in the ledger, and is looked for from there."""
        after = str(source.message) if source.private else None
        row = await self._ledger.intend(NAME, str(source.chat), part, UNSURE, after)
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
            await self._ledger.note([Message(NAME, str(source.chat), str(message), part)], stay)


def _count(screen: Screen) -> None:
    metric.screens.labels(NAME).inc()
    if screen.outcome:
        metric.checks.labels(NAME, screen.outcome).inc()
