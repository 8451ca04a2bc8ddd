"""Tracks the modals of checks, so that each is wiped in time, whatever happens.

The bot chooses a modal's external_id, and records it before opening the modal. The store holds that id, and nothing
about the person. During a database outage, only this process knows the id, and records it afterwards; if the process
ends before that, the modal is never wiped.
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
"""Seconds to wait until a modal is recorded, before opening it anyway: its trigger expires after three."""


class ModalLifecycle:
    """Schedules, postpones and cancels the wipe of each modal. `name` is always a modal's external_id."""

    def __init__(self, services: SharedServices) -> None:
        """Set up."""
        self._services = services

    async def opens(self, name: str, screen: Screen) -> None:
        """Schedule the wipe of a modal that is about to open; a database outage delays this only briefly."""
        modal = _message(name, screen)
        noting = asyncio.ensure_future(self._services.wipe_store.note([modal], self._services.idle))
        noting.add_done_callback(lambda over: over.cancelled() or over.exception())  # retrieves it
        await asyncio.wait({noting}, timeout=NOTING)
        if not noting.done() or noting.exception():
            self._services.deadlines.move(modal)  # written after the outage

    async def shows(self, name: str, screen: Screen) -> None:
        """Record what a modal shows now: when to wipe it, and whether its check is over."""
        count(NAME, screen)
        self._services.ended.expect([screen.ended])  # not before: Slack accepts one press per view
        if screen.buttons:
            self.may_show(name, screen)
        else:
            await self.forget(name)
        if screen.ended:
            with suppress(*DATABASE_UNAVAILABLE):  # it is recorded later then
                await self._services.ended.add([screen.ended])

    def may_show(self, name: str, screen: Screen) -> None:
        """Postpone the wipe of a modal that may be showing this screen; one without buttons needs no wiping."""
        if screen.buttons:
            self._services.deadlines.move(_message(name, screen))

    async def closes(self, name: str) -> None:
        """Schedule the wipe of a modal that an acknowledgement closes, because that may be lost."""
        with suppress(*DATABASE_UNAVAILABLE):  # it is wiped later then
            await self._services.wipe_store.end_until(NAME, name, name)
            await self._services.deadlines.forget(NAME, name, name)

    async def forget(self, name: str) -> None:
        """Cancel the wipe of a modal. If that can't be recorded now, it is wiped later, which does no harm."""
        await self._services.deadlines.forget(NAME, name, name)
        with suppress(*DATABASE_UNAVAILABLE):
            await self._services.wipe_store.forget(NAME, name)


def _message(name: str, screen: Screen) -> ChatMessage:
    kind = MessageKind.TEXT if screen.over else MessageKind.SCREEN
    return ChatMessage(NAME, name, name, kind, run=screen.run or None)
