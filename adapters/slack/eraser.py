"""Wiping modals: one that nobody goes on with says that it is wiped, and nothing else."""

from collections.abc import Sequence

from adapters.dialogue import Outcome, Screen
from adapters.due import Wiped
from adapters.ledger import Wipe
from adapters.slack.api import Api
from adapters.slack.error import AwayError, RefusedError
from adapters.slack.modal import Words, view


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
            closed = str(refused) in {"not_found", "view_not_found", "expired_view"}
            return Wiped(done=list(wipes)) if closed else Wiped(refused=list(wipes))
        return Wiped(done=list(wipes))
