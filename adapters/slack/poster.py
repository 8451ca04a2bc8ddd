"""Posting a reminder to a channel, at most once, and taking an earlier one away."""

import asyncio
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from html import escape

from adapters.dialogue import Button
from adapters.ledger.reminder import Place, Suspension
from adapters.reminder.poster import DelayedError, Posted, Prompt, SuspendedError, UnsureError
from adapters.slack.api import Api
from adapters.slack.error import AwayError, LostError, RefusedError
from adapters.slack.modal import start, text
from messages.markup import plain

APART = 1.0
"""Seconds between two posts to one channel, at least. Source: https://docs.slack.dev/apis/web-api/rate-limits"""
WHY: Mapping[str, Suspension] = {
    "channel_not_found": Suspension.GONE,
    "not_in_channel": Suspension.LEFT,
    "is_archived": Suspension.ARCHIVED,
    **dict.fromkeys(
        (
            "account_inactive", "token_revoked", "token_expired", "invalid_auth", "not_authed", "missing_scope",
        ), Suspension.TOKEN,
    ),
}  # fmt: skip
"""What Slack's words mean for whoever set it up; every other refusal is a `Suspension.FORBIDDEN`."""
PASSING = frozenset({"accesslimited", "message_limit_exceeded", "org_login_required", "team_added_to_org"})
"""Refusals of a workspace that is too busy, or that is being moved, and takes posts again later."""


class Poster:
    """Posts reminders. `pause`: Slack takes several hundred a minute in a workspace."""

    pause = 0.25

    def __init__(self, api: Api) -> None:
        """Nothing is remembered but which channels had a post in the last second."""
        self._api = api
        self._turns: dict[str, asyncio.Lock] = {}
        self._last: dict[str, float] = {}

    async def post(self, place: Place, prompt: Prompt) -> Posted:
        """Post it, once. Raises `SuspendedError`, `DelayedError`, `UnsureError` and nothing else."""
        if not self._api.bot:  # not reached since the start: better late than not known
            raise DelayedError
        blocks = [*text(prompt.html), start([Button("1", prompt.label, prompt.check)])]
        said = escape(plain(prompt.html), quote=False)
        async with self._turn(place.chat):
            try:
                return Posted(await self._api.post(place.chat, said, blocks), place.chat)
            except LostError:
                raise UnsureError from None
            except AwayError as away:
                raise DelayedError(away.delay) from None
            except RefusedError as refused:
                raise _meaning(str(refused)) from None

    async def remove(self, place: Place, message: str) -> bool:
        """Take it away, and tell whether it is gone; one that Slack doesn't let go of stays as it is."""
        try:
            await self._api.delete(place.chat, message)
        except RefusedError as refused:
            return str(refused) == "message_not_found"
        except AwayError:
            return False
        return True

    @asynccontextmanager
    async def _turn(self, chat: str) -> AsyncIterator[None]:
        """Wait until this channel takes a post, and let the next one wait after it."""
        turn = self._turns.setdefault(chat, asyncio.Lock())
        async with turn:
            await asyncio.sleep(self._last.get(chat, 0.0) + APART - time.monotonic())
            try:
                yield
            finally:
                self._last[chat] = time.monotonic()
        self._forget()

    def _forget(self) -> None:
        """Let go of every channel that takes a post at once."""
        now = time.monotonic()
        for chat in [chat for chat, at in self._last.items() if at + APART < now and not self._turns[chat].locked()]:
            del self._turns[chat], self._last[chat]


def _meaning(word: str) -> Exception:
    return DelayedError() if word in PASSING else SuspendedError(WHY.get(word, Suspension.FORBIDDEN))
