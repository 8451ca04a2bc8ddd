"""Wipes modals, and posts that couldn't be deleted immediately. An abandoned modal is replaced by a notice.

Refusals are about the token, the app or the workspace, so the wipe is retried until somebody fixes that, until Slack
reports that the modal was closed, or until it is given up after two days.
"""

from collections.abc import Sequence

from adapters.checks.screen import CheckOutcome, Screen
from adapters.platforms.errors import RefusedError, UnavailableError
from adapters.slack.api import Api
from adapters.slack.calls import CLOSED, DELETED
from adapters.slack.modal import ModalWords, view
from adapters.storage.wipes import MessageKind, Wipe
from adapters.wiping.eraser import WipeResult

GONE = CLOSED | {DELETED}
"""Slack's errors for things that no longer exist."""


class Eraser:
    """Wipes modals, by external_id (`wiping.eraser.Eraser`)."""

    def __init__(self, api: Api, erased: str, title: str, words: ModalWords) -> None:
        """Set up. `erased`: the text of a wiped modal, as HTML; `title`: plain text."""
        self._api = api
        self._screen = Screen(erased, outcome=CheckOutcome.EXPIRED, title=title)
        self._words = words

    async def erase(self, chat: str, wipes: Sequence[Wipe]) -> WipeResult:
        """Wipe the modal with this external_id, or the posts in this channel.

        A modal that Slack no longer knows has been closed, and is off the screen.
        """
        result = WipeResult()
        try:
            for wipe in wipes:
                gone = await self._erase(chat, wipe)
                (result.done if gone else result.refused).append(wipe)
        except UnavailableError as away:
            result.delay = away.delay
        return result

    async def _erase(self, chat: str, wipe: Wipe) -> bool:
        """Wipe one modal or post, and return whether it is gone; False if Slack refuses."""
        try:
            if wipe.part is MessageKind.POST and wipe.message:
                await self._api.delete(chat, wipe.message)
            else:
                await self._api.wipe(chat, view(self._screen, chat, self._words))
        except RefusedError as refused:
            return refused.reason in GONE
        return True
