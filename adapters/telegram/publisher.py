"""Posts reminders in groups on Telegram, and deletes them again.

1. A post is attempted once, and again only if Telegram says that the group has a new id.
2. Telegram allows about 20 messages per minute in one group, and 30 per second overall.
"""

from contextlib import nullcontext
from dataclasses import replace

from adapters.checks.screen import Link, Screen
from adapters.platforms.errors import (
    BlockedError,
    GoneError,
    MovedError,
    RefusedError,
    TokenError,
    UnavailableError,
)
from adapters.platforms.pacing import Pacer
from adapters.reminders.publisher import PostedReminder, PostRefusedError, ReminderPost, suspension
from adapters.storage.reminders import Destination, Suspension
from adapters.telegram.api import Api
from adapters.telegram.calls import ADDRESS, CLOSED, DELETED, LEFT, RIGHTS
from adapters.telegram.group_api import GroupApi
from adapters.telegram.settings import NAME
from adapters.telemetry import metrics

CHAT_PACE = 3.0
"""The minimum number of seconds between two posts in one group."""
LONGEST_WAIT = 10.0
"""The most seconds that a post waits here for its turn; one that would have to wait longer is postponed."""


class Publisher:
    """Posts reminders (`reminders.publisher.Publisher`)."""

    post_interval = 0.037  # 27 a second of the 30 that Telegram accepts: the rest is for checks

    def __init__(self, api: Api, groups: GroupApi, replaced: str) -> None:
        """Set up. `replaced`: HTML that replaces an outdated post if that can't be deleted."""
        self._api = api
        self._groups = groups
        self._replaced = Screen(replaced)
        self._pacer = Pacer(CHAT_PACE, LONGEST_WAIT)

    async def publish(self, destination: Destination, post: ReminderPost) -> PostedReminder:
        """Post it, without retrying. Raises `PostRefusedError` and `UnavailableError`.

        If Telegram doesn't accept the address of the page, it is posted without that button.
        """
        if not self._api.opened:
            raise UnavailableError
        try:
            return await self._publish(destination, post)
        except RefusedError as refused:
            if not (post.page and refused.reason == ADDRESS):
                raise _meaning(refused) from refused
            metrics.fallbacks.labels(NAME).inc()
            return await self.publish(destination, replace(post, page=None))
        except TokenError as error:
            raise PostRefusedError(Suspension.TOKEN) from error

    async def _publish(self, destination: Destination, post: ReminderPost) -> PostedReminder:
        start = Link(post.label, f"https://t.me/{self._api.username}?start={post.check}")
        links = (start, post.page) if post.page else (start,)
        async with nullcontext() if post.trial else self._pacer.turn(destination.chat):
            return await self._announce(destination, Screen(post.html, links=links, loud=not post.trial))

    async def retract(self, destination: Destination, message: str) -> bool:
        """Delete an earlier post, and return whether it is gone. If it can't be deleted, mark it as outdated.

        Raises:
            UnavailableError: Neither is possible at the moment.
        """
        try:
            await self._api.delete(destination.chat, [message], patient=True)
        except GoneError:
            return True
        except RefusedError:
            try:
                await self._api.edit(destination.chat, message, self._replaced, patient=True)
            except RefusedError as refused:
                raise UnavailableError from refused
            return False
        return True

    async def _announce(self, destination: Destination, screen: Screen) -> PostedReminder:
        try:
            posted = await self._groups.post(destination.chat, screen, destination.thread or None)
            return PostedReminder(posted, destination.chat)
        except MovedError as moved:
            there = moved.chat
        return PostedReminder(await self._groups.post(there, screen, None), there)


def _meaning(refused: RefusedError) -> PostRefusedError:
    """Translate a refusal. Only "kicked" and "deleted" are conclusive; other 400s also occur during outages."""
    known = {CLOSED: Suspension.CLOSED, RIGHTS: Suspension.FORBIDDEN}
    forbidden = isinstance(refused, BlockedError) and refused.reason != LEFT
    why = known.get(refused.reason, Suspension.FORBIDDEN if forbidden else suspension(refused))
    return PostRefusedError(why, final=refused.reason in {LEFT, DELETED})
