"""The languages that people on Slack have set; cached for some minutes, so that not every turn asks for it.

The cache can't be traced back to people; it only recognises them.
Asking needs the scope `users:read`; without it everybody gets the bot's default language.
"""

import hashlib
import secrets
import time
from collections.abc import Callable, Collection
from contextlib import suppress

from adapters.concurrency.expiring_memory import ExpiringMemory
from adapters.platforms.errors import PlatformError
from adapters.slack.api import Api
from adapters.slack.events import Sender

SCOPE = "users:read"
MINUTES = 10
"""Minutes for which an answer is cached."""
MOST = 1000
"""The most people whose language is cached."""


class Languages:
    """Caches the languages that were asked for lately."""

    def __init__(
        self,
        api: Api,
        locales: Collection[str],
        default: str,
        most: int = MOST,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Start empty.

        Args:
            api: The API that is asked.
            locales: The languages that the content has.
            default: The language of everybody else.
            most: The most people whose language is cached.
            clock: Returns the time in seconds.
        """
        self._api = api
        self._locales = locales
        self._default = default
        self._key = secrets.token_bytes(16)
        self._cache = ExpiringMemory[bytes, str](most, MINUTES * 60, clock)

    def known(self, sender: Sender, otherwise: str = "") -> str:
        """Return the person's language as far as it is known; never waits.

        `otherwise`: the language if it isn't known, unless the content has no such language.
        """
        return self._cache.get(self._hash(sender)) or (otherwise if otherwise in self._locales else self._default)

    async def of(self, sender: Sender) -> str:
        """Return the person's language, asking Slack for it if it isn't cached."""
        person = self._hash(sender)
        if SCOPE in self._api.scopes and not self._cache.get(person):
            found = self._default
            with suppress(PlatformError):
                found = await self._api.locale(sender.person)
            self._cache.put(person, found if found in self._locales else self._default)
        return self.known(sender)

    def _hash(self, sender: Sender) -> bytes:
        return hashlib.blake2b(repr(sender).encode(), key=self._key, digest_size=16).digest()
