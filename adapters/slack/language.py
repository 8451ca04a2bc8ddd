"""Which language a person on Slack has set; known for some minutes, so that not every turn asks for it.

Whose it is can't be read from what is kept, and only be known again.
Asking needs the scope `users:read`; without it everybody gets the language that is set for the bot.
"""

import hashlib
import secrets
import time
from collections.abc import Callable, Collection
from contextlib import suppress

from adapters.slack.api import Api
from adapters.slack.error import AwayError, RefusedError
from adapters.slack.wire import Sender

SCOPE = "users:read"
MINUTES = 10
"""For so long an answer is good, and kept."""
MOST = 1000
"""People whose language is known at once."""


class Languages:
    """What was heard lately."""

    def __init__(
        self, api: Api, locales: Collection[str], default: str, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """`locales`: those there are words in; `default`: for everybody else; `clock`: seconds."""
        self._api = api
        self._locales = locales
        self._default = default
        self._clock = clock
        self._key = secrets.token_bytes(16)
        self._heard: dict[bytes, tuple[float, str]] = {}

    def known(self, sender: Sender) -> str:
        """Give the person's language as far as it is known now; never waits."""
        self._forget()
        return self._heard.get(self._trace(sender), (0.0, self._default))[1]

    async def of(self, sender: Sender) -> str:
        """Give the person's language, and ask Slack for it where it isn't known."""
        self._forget()
        if SCOPE not in self._api.scopes or self._trace(sender) in self._heard:
            return self.known(sender)
        found = self._default
        with suppress(RefusedError, AwayError):
            found = await self._api.locale(sender.person)
        self._heard[self._trace(sender)] = self._clock(), found if found in self._locales else self._default
        return self.known(sender)

    def _trace(self, sender: Sender) -> bytes:
        return hashlib.blake2b(repr(sender).encode(), key=self._key, digest_size=16).digest()

    def _forget(self) -> None:
        """Let go of what is old, oldest first, and of what is too much."""
        while self._heard:
            first, (at, _) = next(iter(self._heard.items()))
            if self._clock() - at <= MINUTES * 60 and len(self._heard) <= MOST:
                return
            del self._heard[first]
