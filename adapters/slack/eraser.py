"""Wiping modals: one that nobody goes on with says that it is wiped, and nothing else.

Most refusals are of the token, the app or the workspace, and end when somebody mends that: the wipe waits for it. Slack
itself ends the waiting, as it says of a modal that was closed that there is none; and after two days it is given up.
"""

from collections.abc import Sequence

from adapters.dialogue import Outcome, Screen
from adapters.due import Wiped
from adapters.ledger import Wipe
from adapters.slack.api import Api
from adapters.slack.error import AwayError, RefusedError
from adapters.slack.modal import Words, view

CLOSED = frozenset({"not_found", "view_not_found", "expired_view"})
"""What Slack says of a modal that isn't there any more."""
FINAL = frozenset({"duplicate_external_id", "invalid_arguments", "invalid_blocks", "view_too_large"})
"""What Slack says of the view that it is given, and would say again. Any other word may be of something that passes."""


class Eraser:
    """Wipes modals, by their names."""

    def __init__(self, api: Api, erased: str, title: str, words: Words) -> None:
        """`erased`: what a wiped modal says; `title`: plain text."""
        self._api = api
        self._screen = Screen(erased, (), Outcome.EXPIRED, title)
        self._words = words

    async def wipe(self, chat: str, wipes: Sequence[Wipe]) -> Wiped:
        """Wipe the modal of this name. One that Slack no longer knows was closed, and is gone from the screen."""
        try:
            await self._api.change(chat, view(self._screen, chat, self._words))
        except AwayError as away:
            return Wiped(delay=away.delay)
        except RefusedError as refused:
            word = str(refused)
            over = [wipe for wipe in wipes if word in FINAL or wipe.hopeless]
            return Wiped(list(wipes)) if word in CLOSED else Wiped(refused=over)
        return Wiped(done=list(wipes))
