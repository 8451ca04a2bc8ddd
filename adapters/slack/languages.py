"""The languages that people have set in Slack, cached for some minutes to save a call per turn.

The cache's keys are hashes of people's ids. The lookup needs the scope `users:read`; without it, everybody gets the
bot's default language.
"""

import asyncio
import hashlib
import secrets
import time
from collections.abc import Callable, Collection

from adapters.concurrency.expiring_memory import ExpiringMemory
from adapters.platforms.errors import PlatformError, UnavailableError
from adapters.slack.api import Api
from adapters.slack.events import Sender

SCOPE = "users:read"
MINUTES = 10
"""Minutes for which a language is cached."""
MOST = 1000
"""The most people whose language is cached."""
PATIENCE = 1.0
"""Seconds to wait for Slack's response; meanwhile somebody is waiting for their next screen."""
PAUSE = 10.0
"""Seconds without any lookup after one that timed out."""


class Languages:
    """Caches people's languages."""

    def __init__(  # noqa: PLR0913 - settings, passed by keyword
        self,
        api: Api,
        locales: Collection[str],
        default: str,
        most: int = MOST,
        clock: Callable[[], float] = time.monotonic,
        *,
        patience: float = PATIENCE,
    ) -> None:
        """Start empty.

        Args:
            api: The API for lookups.
            locales: The languages of the content.
            default: The language for everybody else.
            most: The most people whose language is cached.
            clock: Returns the time in seconds.
            patience: Seconds to wait for a response.
        """
        self._api = api
        self._locales = locales
        self._default = default
        self._key = secrets.token_bytes(16)
        self._cache = ExpiringMemory[bytes, str](most, MINUTES * 60, clock)
        self._clock = clock
        self._patience = patience
        self._asks_from = 0.0

    def known(self, sender: Sender, otherwise: str = "") -> str:
        """Return the person's language from the cache; never waits.

        `otherwise`: the language if it isn't cached, provided that the content has it.
        """
        return self._cache.get(self._hash(sender)) or (otherwise if otherwise in self._locales else self._default)

    async def of(self, sender: Sender, otherwise: str = "") -> str:
        """Return the person's language, looked up in Slack unless it is cached. `otherwise`: as in `known`."""
        person = self._hash(sender)
        if SCOPE in self._api.scopes and not self._cache.get(person) and self._clock() >= self._asks_from:
            found = await self._asked(sender)
            if found is None:
                self._asks_from = self._clock() + PAUSE
            else:
                self._cache.put(person, found if found in self._locales else self._default)
        return self.known(sender, otherwise)

    async def _asked(self, sender: Sender) -> str | None:
        """Return what Slack says; None if it doesn't respond in time, or asks to wait; empty if it refuses."""
        try:
            async with asyncio.timeout(self._patience):
                return await self._api.locale(sender.person)
        except (TimeoutError, UnavailableError):
            return None
        except PlatformError:
            return ""

    def _hash(self, sender: Sender) -> bytes:
        return hashlib.blake2b(sender.person.encode(), key=self._key, digest_size=16).digest()
