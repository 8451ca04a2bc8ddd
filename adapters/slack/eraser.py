"""Wipes modals, and posts that couldn't be deleted at once. An abandoned modal is replaced by a notice that says so.

Refusals concern the token, the app or the workspace, and end when somebody fixes that: the wipe is tried again until
then. It also ends when Slack reports that the modal was closed; and after two days it is given up.
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
"""Slack's errors for what isn't there any more."""


class Eraser:
    """Wipes modals, by external_id (`wiping.eraser.Eraser`)."""

    def __init__(self, api: Api, erased: str, title: str, words: ModalWords) -> None:
        """Prepare. `erased`: the text of a wiped modal, as HTML; `title`: plain text."""
        self._api = api
        self._screen = Screen(erased, outcome=CheckOutcome.EXPIRED, title=title)
        self._words = words

    async def erase(self, chat: str, wipes: Sequence[Wipe]) -> WipeResult:
        """Wipe the modal with this external_id, or the posts in this channel.

        A modal that Slack no longer knows was closed, and is off the screen.
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
        """Wipe one, and return whether it is gone; it isn't if Slack refuses that."""
        try:
            if wipe.part is MessageKind.POST and wipe.message:
                await self._api.delete(chat, wipe.message)
            else:
                await self._api.wipe(chat, view(self._screen, chat, self._words))
        except RefusedError as refused:
            return refused.reason in GONE
        return True
