"""Keeps up with the modals of checks, so that each is wiped in time, whatever happens.

A modal has an external_id that is chosen by the bot and noted before it opens. The store holds that id and nothing of
the person. While the database is away only this process holds it, and notes it once it is back; if the process ends
before that, nobody wipes that modal.
"""

import asyncio
from contextlib import suppress

from adapters.channels.services import SharedServices
from adapters.channels.turns import count
from adapters.checks.screen import Screen
from adapters.slack.settings import NAME
from adapters.storage.errors import DATABASE_UNAVAILABLE
from adapters.storage.wipes import ChatMessage, MessageKind

NOTING = 0.5
"""Seconds that a modal waits to be noted before it is opened anyway: its trigger expires after three."""


class ModalLifecycle:
    """Notes, postpones and forgets the wipe of each modal. A modal goes by its external_id."""

    def __init__(self, services: SharedServices) -> None:
        """Prepare."""
        self._services = services

    async def opens(self, name: str, screen: Screen) -> None:
        """Note a modal before it opens; a database that is away delays it only briefly."""
        modal = _message(name, screen)
        noting = asyncio.ensure_future(self._services.wipe_store.note([modal], self._services.idle))
        noting.add_done_callback(lambda over: over.cancelled() or over.exception())  # retrieved here
        await asyncio.wait({noting}, timeout=NOTING)
        if not noting.done() or noting.exception():
            self._services.deadlines.move(modal)  # written once the store is back

    async def shows(self, name: str, screen: Screen) -> None:
        """Keep up with what a modal shows now: until when it may stay, and whether its check is over."""
        count(NAME, screen)
        self._services.ended.expect([screen.ended])  # not before, as Slack refuses all but one of the presses on a view
        if screen.buttons:
            self.may_show(name, screen)
        else:
            await self.forget(name)
        if screen.ended:
            with suppress(*DATABASE_UNAVAILABLE):  # it is noted later then
                await self._services.ended.add([screen.ended])

    def may_show(self, name: str, screen: Screen) -> None:
        """Postpone the wipe of a modal that may show this screen; one without buttons needs no wiping."""
        if screen.buttons:
            self._services.deadlines.move(_message(name, screen))

    async def closes(self, name: str) -> None:
        """Schedule the wipe of a modal that an acknowledgement closes: if that is lost, the modal stays open."""
        with suppress(*DATABASE_UNAVAILABLE):  # it is wiped later then
            await self._services.wipe_store.end_until(NAME, name, name)
            await self._services.deadlines.forget(NAME, name, name)

    async def forget(self, name: str) -> None:
        """Forget a modal that needs no wiping. If that can't be noted just now, it is wiped later."""
        await self._services.deadlines.forget(NAME, name, name)
        with suppress(*DATABASE_UNAVAILABLE):
            await self._services.wipe_store.forget(NAME, name)


def _message(name: str, screen: Screen) -> ChatMessage:
    kind = MessageKind.TEXT if screen.over else MessageKind.SCREEN
    return ChatMessage(NAME, name, name, kind, run=screen.run or None)
